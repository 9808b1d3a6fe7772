import { expect, it } from 'vitest';
import { aclGroups } from '@/lib/acl/grants';
import { blankGrantees, describeGrantee, granteeKinds, isNamed, trimGrantee } from './grantees';

it('grantees are called by what is known of them', () => {
  expect(describeGrantee({ kind: 'group', uri: aclGroups.allUsers })).toBe('Everyone');
  expect(describeGrantee({ kind: 'group', uri: 'urn:other' })).toBe('urn:other');
  expect(describeGrantee({ kind: 'email', email: 'a@b.c' })).toBe('a@b.c');
  expect(describeGrantee({ kind: 'user', id: 'me', displayName: 'Ann' })).toBe('Ann');
  expect(describeGrantee({ kind: 'user', id: 'me', displayName: '' })).toBe('me');
});

it('a grantee of each kind begins with its kind', () => {
  for (const { value } of granteeKinds) expect(blankGrantees[value].kind).toBe(value);
});

it('nobody is named by nothing, nor by what is no address', () => {
  expect(isNamed({ kind: 'user', id: ' ', displayName: null })).toBe(false);
  expect(isNamed({ kind: 'user', id: 'me', displayName: null })).toBe(true);
  expect(isNamed({ kind: 'email', email: 'nobody' })).toBe(false);
  expect(isNamed({ kind: 'email', email: ' a@b.c' })).toBe(true);
  expect(trimGrantee({ kind: 'email', email: ' a@b.c' })).toEqual({ kind: 'email', email: 'a@b.c' });
  expect(trimGrantee({ kind: 'user', id: ' abc ', displayName: null })).toMatchObject({ id: 'abc' });
});
