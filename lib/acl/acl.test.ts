import { describe, expect, it } from 'vitest';
import { aclGroups, expandCannedAcl, replaceOwner, type Acl } from './grants';
import { remarkOnAcl, type AclSurroundings } from './remarks';

const owner = { id: 'main', displayName: null };
const open: AclSurroundings = { isOff: false, refusesPublic: false, ignoresPublic: false };
const titles = (acl: Acl, surroundings: Partial<AclSurroundings> = {}): string[] =>
  remarkOnAcl(acl, { ...open, ...surroundings }).map(({ title }) => title);

describe('remarks on an ACL', () => {
  it('are none where only the owner gets in', () => {
    expect(titles(expandCannedAcl('private', owner))).toEqual([]);
    expect(titles(expandCannedAcl('log-delivery-write', owner))).toEqual([]);
  });

  it('tell what everyone may do', () => {
    const [remark] = remarkOnAcl(expandCannedAcl('public-read-write', owner), open);
    expect(remark?.title).toBe('All people, even without keys, get in');
    expect(remark?.text).toBe('They may list the names of all objects; create, overwrite and delete objects.');
  });

  it('tell what everyone with an account may do', () => {
    expect(titles(expandCannedAcl('authenticated-read', owner))).toEqual(['All who have an account anywhere get in']);
  });

  it('say where ACLs are void', () => {
    const acl = expandCannedAcl('public-read', owner);
    expect(titles(acl, { isOff: true })).toEqual(['ACLs are off for this bucket']);
    expect(titles(acl, { ignoresPublic: true })).toEqual(['The public access block stands against public grants']);
    expect(titles(acl, { refusesPublic: true })).toEqual([
      'The public access block stands against public grants',
      'All people, even without keys, get in',
    ]);
    expect(titles(expandCannedAcl('private', owner), { refusesPublic: true })).toEqual([]);
  });

  it('miss the grant of the owner', () => {
    const grants: Acl['grants'] = [{ grantee: { kind: 'group', uri: aclGroups.logDelivery }, permission: 'write' }];
    expect(titles({ owner, grants })).toEqual(['The owner has no grant of full control']);
    expect(titles({ owner: null, grants })).toEqual([]);
  });
});

it('an ACL of another owner keeps its grants, but for the owner’s', () => {
  const next = { id: 'other', displayName: 'Other' };
  expect(replaceOwner(expandCannedAcl('public-read', owner), next)).toEqual(expandCannedAcl('public-read', next));
});
