import { describe, expect, it } from 'vitest';
import { compareContents, decide, isMovedAlready, isUnchanged } from './compare';
import type { ConflictRule, Content } from './types';

const one = '0'.repeat(32);
const two = '1'.repeat(32);
const content = (more: Partial<Content> = {}): Content => ({
  ...{ sizeBytes: 5, etag: one, modified: 10_000, versionId: null, checksums: [] },
  ...more,
});

describe('two contents', () => {
  it.each<[string, Partial<Content>, string]>([
    ['of one ETag', {}, 'same'],
    ['of other MD5s', { etag: two }, 'different'],
    ['of other sizes', { sizeBytes: 6 }, 'different'],
    ['cut elsewhere', { etag: `${two}-2` }, 'unknown'],
    ['whose ETag says nothing', { etag: null }, 'unknown'],
  ])('%s', (_case, other, likeness) => {
    expect(compareContents(content(), content(other))).toBe(likeness);
    expect(compareContents(content(other), content())).toBe(likeness);
  });

  it('are told apart by a checksum of the whole, where both have the same', () => {
    const crc = content({ etag: `${one}-2`, checksums: ['crc32:AA', 'sha256:x'] });
    expect(compareContents(crc, content({ etag: `${two}-3`, checksums: ['sha256:x'] }))).toBe('same');
    expect(compareContents(crc, content({ etag: `${one}-2`, checksums: ['sha256:y'] }))).toBe('different');
    expect(compareContents(crc, content({ etag: `${two}-2`, checksums: ['sha1:x'] }))).toBe('unknown');
  });

  it('of nothing are the same', () => {
    expect(compareContents(content({ sizeBytes: 0 }), content({ sizeBytes: 0, etag: `${two}-1` }))).toBe('same');
  });
});

describe('the rule', () => {
  const older = content({ etag: two, modified: 5_000 });
  const newer = content({ etag: two, modified: 15_000 });
  it.each<[ConflictRule, string, Content | null, string]>([
    ['skip', 'nothing', null, 'copy'],
    ['skip', 'something', older, 'skip'],
    ['overwrite', 'the same', content(), 'copy'],
    ['newer', 'something older', older, 'copy'],
    ['newer', 'something newer', newer, 'skip'],
    ['newer', 'something of the same time', content({ etag: two }), 'skip'],
    ['different', 'the same', content({ modified: 1 }), 'there'],
    ['different', 'something newer', newer, 'copy'],
    ['different', 'what may be an older copy', content({ etag: `${two}-2`, modified: 5_000 }), 'copy'],
    ['different', 'what may be a copy', content({ etag: `${two}-2`, modified: 15_000 }), 'skip'],
  ])('%s meets %s', (rule, _case, target, decision) => {
    expect(decide(content(), target, { rule, repeatSince: null })).toBe(decision);
  });

  it('does not undo what an earlier try has done, and takes nothing else for it', () => {
    for (const rule of ['skip', 'overwrite', 'newer', 'different'] as const) {
      expect(decide(content(), content({ modified: 12_000 }), { rule, repeatSince: 12_800 })).toBe('done');
    }
    expect(decide(content(), content({ modified: 11_000 }), { rule: 'overwrite', repeatSince: 12_800 })).toBe('copy');
    expect(decide(content(), newer, { rule: 'skip', repeatSince: 12_800 })).toBe('skip');
  });
});

it('takes what is gone for moved only when it stands at its target since the work began', () => {
  const listed = { sizeBytes: 5, etag: one };
  expect(isMovedAlready(content(), listed, 9_000)).toBe(true);
  expect(isMovedAlready(content(), listed, 11_000)).toBe(false);
  expect(isMovedAlready(content(), listed, null)).toBe(false);
  expect(isMovedAlready(content({ etag: two }), listed, 9_000)).toBe(false);
  expect(isMovedAlready(null, listed, 9_000)).toBe(false);
});

it('sees every change of an original', () => {
  expect(isUnchanged(content(), content())).toBe(true);
  for (const more of [{ etag: two }, { modified: 11_000 }, { versionId: 'v' }, { sizeBytes: 6 }]) {
    expect(isUnchanged(content(), content(more))).toBe(false);
  }
});
