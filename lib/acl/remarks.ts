import { aclGroups, hasOwnersGrant, isPublicGrant, type Acl, type AclGrant } from './grants';

/** What else is set on the bucket that decides whether ACLs count. */
export interface AclSurroundings {
  /** Object ownership is enforced: ACLs are off. */
  isOff: boolean;
  /** Public access block: public ACLs are refused when they are set. */
  refusesPublic: boolean;
  /** Public access block: public ACLs have no effect. */
  ignoresPublic: boolean;
}

export interface AclRemark {
  tone: 'info' | 'warn';
  title: string;
  text: string;
}

const effects: Record<AclGrant['permission'], string> = {
  'full-control': 'list, write, overwrite and delete objects, and change this list',
  read: 'list the names of all objects',
  write: 'create, overwrite and delete objects',
  'read-acp': 'read this list',
  'write-acp': 'change this list, and so give themselves everything',
};

function remarkOnGroup(uri: string, who: string, grants: readonly AclGrant[]): AclRemark[] {
  const permissions = grants
    .filter(({ grantee }) => grantee.kind === 'group' && grantee.uri === uri)
    .map(({ permission }) => permission);
  if (permissions.length === 0) return [];
  const [first = '', ...rest] = [...new Set(permissions)].map((permission) => effects[permission]);
  const text = `They may ${[first, ...rest].join('; ')}.`;
  return [{ tone: 'warn', title: `${who} get in`, text }];
}

/** What somebody should know before an ACL is saved. */
export function remarkOnAcl(acl: Acl, { isOff, refusesPublic, ignoresPublic }: AclSurroundings): AclRemark[] {
  const remarks: AclRemark[] = [];
  if (isOff) {
    remarks.push({
      tone: 'warn',
      title: 'ACLs are off for this bucket',
      text: 'Its object ownership is “bucket owner enforced”: grants have no effect, and the server refuses any list but the owner’s own.',
    });
  }
  if (acl.grants.some(isPublicGrant) && (refusesPublic || ignoresPublic)) {
    remarks.push({
      tone: 'warn',
      title: 'The public access block stands against public grants',
      text: [
        refusesPublic && 'It refuses to set them, so saving is going to fail.',
        ignoresPublic && 'Those that are set have no effect.',
      ]
        .filter(Boolean)
        .join(' '),
    });
  }
  if (!isOff && !ignoresPublic) {
    remarks.push(
      ...remarkOnGroup(aclGroups.allUsers, 'All people, even without keys,', acl.grants),
      ...remarkOnGroup(aclGroups.authenticatedUsers, 'All who have an account anywhere', acl.grants),
    );
  }
  if (!hasOwnersGrant(acl)) {
    remarks.push({
      tone: 'warn',
      title: 'The owner has no grant of full control',
      text: 'Owners may always read and change this list. Whether they may list and write without a grant differs from server to server.',
    });
  }
  return remarks;
}
