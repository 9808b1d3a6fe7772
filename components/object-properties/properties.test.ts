import { describe, expect, it } from 'vitest';
import type { ObjectDetails } from '@/lib/objects/types';
import { bareDetails } from '@/lib/testing/object-details';
import { fromLocalMinute, toLocalMinute } from './local-minute';
import { findMetadataProblem, toMetadataChange, toMetadataDraft } from './metadata-draft';
import { dropEmptyPairs, findPairProblem } from './pairs';

const details: ObjectDetails = {
  ...bareDetails,
  sizeBytes: 1,
  modified: 5,
  etag: 'e',
  systemMetadata: [
    { name: 'Content-Type', value: 'text/plain' },
    { name: 'Cache-Control', value: 'no-store' },
  ],
  userMetadata: [{ name: 'owner', value: 'ann' }],
};

describe('a draft of metadata', () => {
  const draft = toMetadataDraft(details);

  it('holds what the object has', () => {
    expect(draft).toMatchObject({
      system: { contentType: 'text/plain', cacheControl: 'no-store', expires: '' },
      user: [{ name: 'owner', value: 'ann' }],
      storageClass: 'STANDARD',
    });
  });

  it('asks for nothing while nothing differs', () => {
    expect(toMetadataChange(draft, draft)).toBeNull();
    expect(toMetadataChange(draft, { ...draft, user: [...draft.user, { name: '', value: '' }] })).toBeNull();
  });

  it('asks for all metadata, or for the class alone', () => {
    const other = { ...draft, system: { ...draft.system, contentType: 'text/csv' } };
    expect(toMetadataChange(draft, other)).toEqual({ metadata: { system: other.system, user: draft.user } });
    expect(toMetadataChange(draft, { ...draft, storageClass: 'GLACIER' })).toEqual({ storageClass: 'GLACIER' });
  });

  it('says what is wrong', () => {
    const withUser = (name: string, value = 'v') => findMetadataProblem({ ...draft, user: [{ name, value }] });
    expect(withUser('fine-name')).toBeNull();
    expect(withUser('fine', 'caf\u00e9')).toBeNull();
    expect(withUser('two words')).toContain('cannot be the name');
    expect(withUser('', 'v')).toContain('needs a name');
    expect(withUser('a', 'line\nbreak')).toContain('control character');
    expect(
      findMetadataProblem({
        ...draft,
        user: [
          { name: 'A', value: '' },
          { name: 'a', value: '' },
        ],
      }),
    ).not.toBeNull();
    expect(findMetadataProblem({ ...draft, system: { ...draft.system, expires: 'soon' } })).toContain('not a date');
  });
});

describe('pairs', () => {
  it('may be empty, but not half so or twice', () => {
    expect(findPairProblem([{ name: '', value: '' }])).toBeNull();
    expect(findPairProblem([{ name: '', value: 'v' }])).not.toBeNull();
    expect(
      findPairProblem([
        { name: 'a', value: '1' },
        { name: 'a', value: '2' },
      ]),
    ).not.toBeNull();
    expect(
      dropEmptyPairs([
        { name: '', value: '' },
        { name: 'a', value: '' },
      ]),
    ).toEqual([{ name: 'a', value: '' }]);
  });
});

describe('a minute in the viewer’s time zone', () => {
  it('is read as it was written', () => {
    const time = new Date(2031, 0, 5, 7, 9).getTime();
    expect(toLocalMinute(time)).toBe('2031-01-05T07:09');
    expect(fromLocalMinute(toLocalMinute(time))).toBe(time);
    expect(fromLocalMinute('')).toBeNull();
    expect(fromLocalMinute('tomorrow')).toBeNull();
  });
});
