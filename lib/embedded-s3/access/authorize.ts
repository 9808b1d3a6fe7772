import { S3Error } from '../errors.ts';
import type { Exchange, Service } from '../operations/exchange.ts';
import { parsePolicy, type Policy } from '../policy/document.ts';
import { evaluatePolicy } from '../policy/evaluate.ts';
import type { Caller } from '../policy/principals.ts';
import type { Bucket, Tag } from '../store/buckets.ts';
import { settingOf } from '../store/settings.ts';
import type { Version } from '../store/versions.ts';
import { conditionValues } from './condition-keys.ts';
import { isAllowed, type AccessQuestion, type AccessRules } from './decide.ts';
import type { Permission } from './grants.ts';

/** What a request wants to do. */
export interface AccessTarget {
  bucket: Bucket;
  /** `null` for the bucket itself. */
  key: string | null;
  /** Such as `s3:GetObject`. */
  action: string;
  /** What an ACL must grant for it, that of the version where one is given, else the bucket's; `null` when none can. */
  permission: Permission | null;
  /** The version that is read or changed. */
  version?: Version;
  /** Tags that the document of the request asks for. */
  requestTags?: readonly Tag[];
}

/** The rules of a bucket as it was found: it is looked up anew for every request. */
const rulesByBucket = new WeakMap<Bucket, AccessRules>();
/** Policies by their text and bucket, the last few that were asked for. */
const policies = new Map<string, Policy>();
const maxPolicies = 100;

function readPolicy(text: string, bucket: string): Policy {
  const name = `${bucket} ${text}`;
  let policy = policies.get(name);
  if (!policy) {
    policy = parsePolicy(text, bucket);
    if (policies.size >= maxPolicies) policies.clear();
    policies.set(name, policy);
  }
  return policy;
}

/** What is set on a bucket about access to it. */
export function accessRulesOf({ store }: Pick<Service, 'store'>, bucket: Bucket): AccessRules {
  let rules = rulesByBucket.get(bucket);
  if (!rules) {
    const policy = settingOf(store.database, bucket, 'policy');
    rules = {
      policy: policy === null ? null : readPolicy(policy, bucket.name),
      block: settingOf(store.database, bucket, 'publicAccessBlock'),
      ownership: settingOf(store.database, bucket, 'ownershipControls')?.objectOwnership ?? 'ObjectWriter',
      requesterPays: settingOf(store.database, bucket, 'requestPayment')?.payer === 'Requester',
    };
    rulesByBucket.set(bucket, rules);
  }
  return rules;
}

function callerOf({ authentication }: Exchange): Caller | null {
  const { user } = authentication;
  return user && { account: user.id, userName: user.userName ?? null };
}

/** ARN of a bucket, or of an object in it. */
export function resourceArn(bucket: string, key: string | null): string {
  return key === null ? `arn:aws:s3:::${bucket}` : `arn:aws:s3:::${bucket}/${key}`;
}

function questionOf(exchange: Exchange, target: AccessTarget): AccessQuestion {
  const { bucket, key, action, permission, version } = target;
  const caller = callerOf(exchange);
  const subject = { bucket, caller, version: version ?? null, requestTags: target.requestTags ?? null };
  return {
    caller,
    action,
    resource: resourceArn(bucket.name, key),
    valuesOf: conditionValues(exchange, subject),
    bucketOwner: bucket.owner,
    owner: version ? version.owner : bucket.owner,
    acl: permission && { grants: version ? version.grants : bucket.grants, permission },
    agreesToPay: exchange.request.headers.get('x-amz-request-payer')?.toLowerCase() === 'requester',
  };
}

/** Whether the caller of a request may do what it wants to. */
export function mayDo(exchange: Exchange, target: AccessTarget): boolean {
  return isAllowed(accessRulesOf(exchange.service, target.bucket), questionOf(exchange, target));
}

/** Whether the policy of the bucket denies it, whatever else might allow it. */
export function isDenied(exchange: Exchange, target: AccessTarget): boolean {
  const { policy } = accessRulesOf(exchange.service, target.bucket);
  return policy !== null && evaluatePolicy(policy, questionOf(exchange, target)) === 'Deny';
}

/** Throws `AccessDenied` unless the caller may do it. */
export function requireLeave(exchange: Exchange, target: AccessTarget): void {
  if (!mayDo(exchange, target)) throw new S3Error('AccessDenied');
}
