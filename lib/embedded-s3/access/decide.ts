import type { Policy } from '../policy/document.ts';
import { evaluatePolicy, type PolicyQuestion } from '../policy/evaluate.ts';
import type { Caller } from '../policy/principals.ts';
import { isPublicPolicy } from '../policy/public.ts';
import type { ObjectOwnership } from '../settings/ownership-controls.ts';
import type { PublicAccessBlock } from '../settings/public-access-block.ts';
import { isGranted, isPublicGrant, type Grant, type Permission } from './grants.ts';

/** All that a bucket says about who may do what, but for its own ACL. */
export interface AccessRules {
  policy: Policy | null;
  /** `null` blocks nothing. */
  block: PublicAccessBlock | null;
  ownership: ObjectOwnership;
  /** Whether whoever is not the owner must agree to pay. */
  requesterPays: boolean;
}

/** What somebody wants to do, to a bucket or to an object in it. */
export interface AccessQuestion extends PolicyQuestion {
  caller: Caller | null;
  bucketOwner: string;
  /** Owner of what is acted on: of the bucket, or of the object that is read or changed. */
  owner: string;
  /** The ACL that may allow it, and what it must grant; `null` when no ACL can. */
  acl: { grants: readonly Grant[]; permission: Permission } | null;
  /** Whether the caller agrees to pay: x-amz-request-payer. */
  agreesToPay: boolean;
}

/** Root may always mend a policy that shuts everybody out (S3 User Guide, "Bucket policies"). */
const policyActions: readonly string[] = ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'];

function isAllowedByAcl(rules: AccessRules, { caller, acl }: AccessQuestion): boolean {
  if (acl === null || rules.ownership === 'BucketOwnerEnforced') return false;
  const counts = rules.block?.ignorePublicAcls ? acl.grants.filter((grant) => !isPublicGrant(grant)) : acl.grants;
  return isGranted(counts, caller?.account ?? null, acl.permission);
}

/** Only who is known can pay. */
function isPaying({ caller, agreesToPay }: AccessQuestion): boolean {
  return caller !== null && agreesToPay;
}

/** A public policy of a restricted bucket speaks only to the owner's own account, which needs no leave. */
function isPolicyCutOff({ policy, block }: AccessRules): boolean {
  return block?.restrictPublicBuckets === true && policy !== null && isPublicPolicy(policy);
}

/** Whether the caller owns what a request is about, or the policy, of which `verdict` came, or an ACL allows it. */
function isGiven(rules: AccessRules, question: AccessQuestion, verdict: 'Allow' | null): boolean {
  const { caller, bucketOwner } = question;
  // With ACLs turned off everything in the bucket is its owner's.
  const owner = rules.ownership === 'BucketOwnerEnforced' ? bucketOwner : question.owner;
  if (caller?.account === owner) return true;
  // A policy gives away what is the bucket owner's, not what others have put there.
  if (verdict === 'Allow' && owner === bucketOwner && !isPolicyCutOff(rules)) return true;
  return isAllowedByAcl(rules, question);
}

/**
 * Whether a request may go ahead: nothing denies it, and something allows it. S3 User Guide, "How Amazon S3 authorizes a
 * request". Users of an account have all of its rights, as with the managed policy AdministratorAccess.
 */
export function isAllowed(rules: AccessRules, question: AccessQuestion): boolean {
  const { caller, bucketOwner, action } = question;
  const isBucketOwner = caller?.account === bucketOwner;
  if (isBucketOwner && caller.userName === null && policyActions.includes(action)) return true;
  const verdict = rules.policy && evaluatePolicy(rules.policy, question);
  if (verdict === 'Deny' || (rules.requesterPays && !isBucketOwner && !isPaying(question))) return false;
  return isGiven(rules, question, verdict);
}
