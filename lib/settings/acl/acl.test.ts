import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aclGroups, aclPermissions, cannedAcls, expandCannedAcl, type Acl, type AclGrant } from '@/lib/acl/grants';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import { acl } from './setting';

const id = fc.string({ minLength: 1, maxLength: 64 }).filter((text) => text.trim() === text);
const user = fc.record({ id, displayName: fc.option(fc.string({ maxLength: 40 })) });
const grantee: fc.Arbitrary<AclGrant['grantee']> = fc.oneof(
  user.map((one) => ({ kind: 'user' as const, ...one })),
  fc.emailAddress().map((email) => ({ kind: 'email' as const, email })),
  fc.constantFrom(...Object.values(aclGroups)).map((uri) => ({ kind: 'group' as const, uri })),
);
const values: fc.Arbitrary<Acl> = fc.record({
  owner: fc.option(user),
  grants: fc.array(fc.record({ grantee, permission: fc.constantFrom(...aclPermissions) }), { maxLength: 10 }),
});

const owner = { id: 'main', displayName: 'Main' };
const grant = (change: Partial<AclGrant>): AclGrant => ({
  grantee: { kind: 'user', id: 'other', displayName: null },
  permission: 'read',
  ...change,
});

describe('an ACL', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(acl, values));

  it.each<[string, AclGrant, (string | number)[]]>([
    ['no id', grant({ grantee: { kind: 'user', id: '', displayName: null } }), ['grantee', 'id']],
    ['an id with a space', grant({ grantee: { kind: 'user', id: 'a ', displayName: null } }), ['grantee', 'id']],
    ['no address of mail', grant({ grantee: { kind: 'email', email: 'somebody' } }), ['grantee', 'email']],
    ['a group that is no URI', grant({ grantee: { kind: 'group', uri: 'AllUsers' } }), ['grantee', 'uri']],
  ])('is refused with %s, at the field', (_, wrong, path) => {
    expect(findIssues(acl, { owner, grants: [wrong] }).at('grants', 0, ...path)).toBeTruthy();
  });

  it('is refused with more grants than S3 takes', () => {
    const grants = Array.from({ length: 101 }, () => grant({}));
    expect(findIssues(acl, { owner, grants }).at('grants')).toContain('100');
  });

  it.each(cannedAcls)('is called %s when it says the same', (name) => {
    expect(acl.summarise(expandCannedAcl(name, owner))).toBe(name);
  });

  it('says in a line how many of its grants are public', () => {
    const { grants } = expandCannedAcl('public-read', owner);
    expect(acl.summarise({ owner, grants: [...grants, grant({})] })).toBe('3 grants, 1 of them public');
  });

  it('is the same in any order and with other display names, and with ids for addresses of mail', () => {
    const mail = grant({ grantee: { kind: 'email', email: 'other@example.net' } });
    const isSame = (wanted: AclGrant[], kept: AclGrant[]) =>
      acl.isSame?.({ owner, grants: wanted }, { owner: { id: 'main', displayName: null }, grants: kept });
    const named = grant({ grantee: { kind: 'user', id: 'other', displayName: 'Other' } });
    const wide = grant({ permission: 'write' });
    expect(isSame([grant({}), wide], [wide, named])).toBe(true);
    expect(isSame([mail], [named])).toBe(true);
    expect(isSame([mail], [wide])).toBe(false);
    expect(isSame([mail], [])).toBe(false);
    expect(isSame([grant({})], [wide])).toBe(false);
    expect(acl.isSame?.({ owner, grants: [] }, { owner: { id: 'alt', displayName: null }, grants: [] })).toBe(false);
  });
});
