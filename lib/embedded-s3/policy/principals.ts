import type { PrincipalSet } from './document.ts';

/** A caller as policies name him. */
export interface Caller {
  /** Canonical id, which stands for the account's number too. */
  account: string;
  /** Name of an IAM user; `null` for the root user of the account. */
  userName: string | null;
}

/** A service of S3 itself, as policies name it: `logging.s3.amazonaws.com`. */
export interface ServiceCaller {
  service: string;
}

/** ARN of a caller; IAM User Guide, "IAM ARNs". */
export function arnOf({ account, userName }: Caller): string {
  return userName === null ? `arn:aws:iam::${account}:root` : `arn:aws:iam::${account}:user/${userName}`;
}

/**
 * Whether an AWS principal means this caller. An account, by its id or the ARN of its root, means everybody in it.
 * `arn:aws:iam:::user/<id>`, without an account, is how a Ceph Object Gateway names the owner of an id.
 */
function namesCaller(name: string, caller: Caller): boolean {
  if (name === '*' || name === caller.account || name === arnOf({ ...caller, userName: null })) return true;
  return name === arnOf(caller) || name === `arn:aws:iam:::user/${caller.account}`;
}

/** Whether the principals of a statement take this caller in. Anonymous callers are only ever meant by `*`. */
export function isNamed(principals: PrincipalSet, caller: Caller | ServiceCaller | null): boolean {
  return isMeant(principals, caller) !== principals.isNot;
}

function isMeant({ aws, canonicalUsers, services }: PrincipalSet, caller: Caller | ServiceCaller | null): boolean {
  if (caller === null) return aws.includes('*');
  if ('service' in caller) return aws.includes('*') || services.includes(caller.service);
  return aws.some((name) => namesCaller(name, caller)) || canonicalUsers.includes(caller.account);
}
