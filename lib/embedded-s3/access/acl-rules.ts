import { S3Error } from '../errors.ts';
import type { AccessRules } from './decide.ts';
import { isPublicGrant, type Grant } from './grants.ts';

/** The one canned ACL that says no more than what turned-off ACLs mean anyway. */
const ownersCannedAcl = 'bucket-owner-full-control';

/**
 * Who will own an object that somebody writes: the bucket's owner where ACLs are turned off, or where the bucket prefers
 * it and the writer agrees. S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket".
 */
export function ownerOfNew(
  rules: AccessRules,
  writer: string,
  bucketOwner: string,
  cannedAcl: string | undefined,
): string {
  const isPassedOn = rules.ownership === 'BucketOwnerPreferred' && cannedAcl === ownersCannedAcl;
  return rules.ownership === 'BucketOwnerEnforced' || isPassedOn ? bucketOwner : writer;
}

/**
 * Throws `AccessControlListNotSupported` where ACLs are turned off and one is asked for that is not the owner's full
 * control, and `AccessDenied` where public ones are blocked and everybody would be let in.
 */
export function requireAcceptableAcl(
  rules: AccessRules,
  asked: { grants: readonly Grant[]; cannedAcl: string | undefined },
  bucketOwner: string,
): void {
  const { grants, cannedAcl } = asked;
  if (rules.ownership === 'BucketOwnerEnforced') {
    const isOwners = grants.every(({ grantee, permission }) => {
      return permission === 'FULL_CONTROL' && grantee.type === 'user' && grantee.id === bucketOwner;
    });
    if (!isOwners || (cannedAcl !== undefined && cannedAcl !== ownersCannedAcl)) {
      throw new S3Error('AccessControlListNotSupported');
    }
  }
  if (rules.block?.blockPublicAcls && grants.some(isPublicGrant)) throw new S3Error('AccessDenied');
}

/** The grants that count: none but the owner's where ACLs are turned off. */
export function effectiveGrants(rules: AccessRules, grants: Grant[], bucketOwner: string): Grant[] {
  if (rules.ownership !== 'BucketOwnerEnforced') return grants;
  return [{ grantee: { type: 'user', id: bucketOwner }, permission: 'FULL_CONTROL' }];
}
