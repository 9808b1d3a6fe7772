import type { AccessControlPolicy, Grant, Grantee, Owner, Permission } from '@aws-sdk/client-s3';
import type { Acl, AclGrant, AclGrantee, AclPermission, AclUser } from './grants';

const names = {
  'full-control': 'FULL_CONTROL',
  read: 'READ',
  write: 'WRITE',
  'read-acp': 'READ_ACP',
  'write-acp': 'WRITE_ACP',
} as const satisfies Record<AclPermission, Permission>;

function fromPermission(name: string | undefined): AclPermission {
  const ours = (Object.keys(names) as AclPermission[]).find((key) => names[key] === name);
  if (!ours) throw new Error(`unknown permission: ${name ?? 'none'}`);
  return ours;
}

export function fromGrantee(grantee: Grant['Grantee']): AclGrantee {
  switch (grantee?.Type) {
    case 'AmazonCustomerByEmail':
      return { kind: 'email', email: grantee.EmailAddress ?? '' };
    case 'Group':
      return { kind: 'group', uri: grantee.URI ?? '' };
    case 'CanonicalUser':
      return { kind: 'user', id: grantee.ID ?? '', displayName: grantee.DisplayName ?? null };
    default:
      return fromUntypedGrantee(grantee);
  }
}

/** Some servers leave out the type; what else is said tells it. */
function fromUntypedGrantee({ ID, DisplayName, EmailAddress, URI }: Partial<Grantee> = {}): AclGrantee {
  if (URI !== undefined) return { kind: 'group', uri: URI };
  if (ID !== undefined) return { kind: 'user', id: ID, displayName: DisplayName ?? null };
  if (EmailAddress !== undefined) return { kind: 'email', email: EmailAddress };
  throw new Error('unknown type of grantee');
}

export function toGrantee(grantee: AclGrantee): NonNullable<Grant['Grantee']> {
  switch (grantee.kind) {
    case 'email':
      return { Type: 'AmazonCustomerByEmail', EmailAddress: grantee.email };
    case 'group':
      return { Type: 'Group', URI: grantee.uri };
    case 'user':
      return { Type: 'CanonicalUser', ...toOwner(grantee) };
  }
}

function toOwner({ id, displayName }: AclUser): Owner {
  return { ID: id, ...(displayName !== null && { DisplayName: displayName }) };
}

const fromGrant = ({ Grantee, Permission }: Grant): AclGrant => ({
  grantee: fromGrantee(Grantee),
  permission: fromPermission(Permission),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_AccessControlPolicy.html */
export function fromAccessControlPolicy({ Owner, Grants = [] }: AccessControlPolicy): Acl {
  return {
    owner: Owner ? { id: Owner.ID ?? '', displayName: Owner.DisplayName ?? null } : null,
    grants: Grants.map(fromGrant),
  };
}

export function toAccessControlPolicy({ owner, grants }: Acl): AccessControlPolicy {
  return {
    ...(owner && { Owner: toOwner(owner) }),
    Grants: grants.map(({ grantee, permission }) => ({ Grantee: toGrantee(grantee), Permission: names[permission] })),
  };
}

/** As `aws_s3_bucket_acl` has the list. Display names of grantees are the server's to know. */
export function toTerraformBody({ Owner, Grants }: AccessControlPolicy): unknown {
  return {
    AccessControlPolicy: {
      Owner,
      Grants: Grants?.map(({ Grantee, Permission }) => ({
        Permission,
        Grantee: { ...Grantee, DisplayName: undefined },
      })),
    },
  };
}
