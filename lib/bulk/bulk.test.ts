import { describe, expect, it } from 'vitest';
import { changeCommands } from './commands';
import { mergeTags } from './operations';

const base = {
  objects: 2,
  folders: 0,
  isReadOnly: false,
  hasParent: false,
  isVersions: false,
  canVersion: true,
  isSearch: false,
  isPast: false,
  lacks: [],
};
const idsFor = (change: Partial<typeof base>): string[] =>
  changeCommands.filter(({ appliesTo }) => appliesTo({ ...base, ...change })).map(({ id }) => id);

describe('changes of many objects', () => {
  it('are offered for what they can be done to', () => {
    expect(idsFor({})).toContain('change-class');
    expect(idsFor({ objects: 1 })).toEqual([]);
    const byJob = ['copy-many', 'move-many', 'change-tags', 'change-class', 'change-access', 'change-lock'];
    for (const large of [{ folders: 1 }, { objects: 1001 }])
      expect(idsFor(large)).toEqual(expect.arrayContaining(byJob));
    expect(idsFor({ folders: 1, objects: 0 })).toContain('rename-folder');
    expect(idsFor({ folders: 1 })).not.toContain('rename-folder');
    for (const odd of [{ isVersions: true }, { isPast: true }]) expect(idsFor({ folders: 1, ...odd })).toEqual([]);
    expect(idsFor({ isReadOnly: true })).toEqual([]);
    expect(idsFor({ isVersions: true })).not.toContain('change-class');
    expect(idsFor({ isVersions: true, objects: 1 })).toEqual(['restore-versions']);
  });

  it('merge tags with those an object has', () => {
    const own = [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
    ];
    const tags = [{ name: 'b', value: '3' }];
    expect(mergeTags(own, { kind: 'tags', replaces: false, tags, remove: ['a', 'x'] })).toEqual(tags);
    expect(mergeTags(own, { kind: 'tags', replaces: false, tags, remove: [] })).toEqual([own[0], tags[0]]);
    expect(mergeTags(own, { kind: 'tags', replaces: true, tags: [], remove: [] })).toEqual([]);
  });
});
