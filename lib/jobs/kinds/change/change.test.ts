import { expect, it } from 'vitest';
import { changeKind } from './kind';
import { changeJobInput, type ChangeJobInput } from './schema';

const input = (more: Partial<ChangeJobInput>): ChangeJobInput => ({
  ...{
    connection: 'c',
    bucket: 'b',
    objects: [],
    prefixes: ['a/'],
    change: { kind: 'class', storageClass: 'GLACIER' },
  },
  ...more,
});

it('takes changes of what objects have, and leaves places to the kind that copies', () => {
  expect(changeJobInput.safeParse(input({})).success).toBe(true);
  const to = { bucket: 'b', prefix: 'x/', from: '' };
  expect(changeJobInput.safeParse(input({ change: { kind: 'move', to, conflict: 'refuse' } })).success).toBe(false);
  expect(changeJobInput.safeParse(input({ change: { kind: 'restore' } })).success).toBe(false);
});

it('is called by what it does to how many', () => {
  expect(changeKind.describe(input({}))).toBe('Change the storage class of a/ in b');
  const objects = [{ key: 'k', sizeBytes: 1 }];
  const change = { kind: 'tags', replaces: false, tags: [], remove: ['x'] } as const;
  expect(
    changeKind.describe(input({ objects, prefixes: ['a/', 'b/'], change: { ...change, tags: [], remove: ['x'] } })),
  ).toBe('Change tags of 1 object and 2 folders in b');
});
