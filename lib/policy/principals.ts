import { namesOf, principalKinds, type PrincipalKind, type Principals } from './document';
import { anyOf, not, type Answer } from './answers';

/** Somebody with keys, as policies may name them. What is not known is `null`. */
export interface Caller {
  /** Such as `arn:aws:iam::111122223333:user/ana`. */
  arn: string | null;
  /** Canonical id of the account; on a Ceph Object Gateway the name of the user. */
  canonicalId: string | null;
  /** What stands for the caller where it is no account: a service of the provider, or an identity provider. */
  named?: { kind: 'service' | 'federated'; name: string };
}

const iamArn = /^arn:aws[a-z-]*:(?:iam|sts)::([^:]*):(.+)$/u;

/** `arn:aws:iam:::user/<id>` and `arn:aws:iam::<tenant>:user/<id>`: the user that a Ceph Object Gateway means by it. */
export function toCephUser(name: string): string | null {
  const { account, rest } = splitPrincipal(name);
  if (/^\d{12}$/u.test(account) || !rest.startsWith('user/')) return null;
  const id = rest.slice('user/'.length);
  return account === '' ? id : `${account}$${id}`;
}

/** Account and the rest of an ARN of IAM; an account alone means its root. */
function splitPrincipal(name: string): { account: string; rest: string } {
  const [, account, rest] = iamArn.exec(name) ?? [];
  return { account: account ?? name, rest: rest ?? 'root' };
}

/** Whether one AWS principal means this caller. */
function namesCaller(name: string, { arn, canonicalId }: Caller): Answer {
  if (name === '*' || name === arn || name === canonicalId) return 'yes';
  const { account, rest } = splitPrincipal(name);
  const user = toCephUser(name);
  if (user !== null && canonicalId !== null) return user === canonicalId ? 'yes' : 'no';
  const isRoot = rest === 'root';
  if (isRoot && account === canonicalId) return 'yes';
  if (arn === null) return 'unknown';
  return isRoot && account === splitPrincipal(arn).account ? 'yes' : 'no';
}

function kindNames(who: Principals, kind: PrincipalKind, caller: Caller): Answer {
  const names = namesOf(who, kind);
  if (kind === 'aws') return anyOf(names, (name) => namesCaller(name, caller));
  if (kind !== 'canonicalUser') return caller.named?.kind === kind && names.includes(caller.named.name) ? 'yes' : 'no';
  if (names.length === 0) return 'no';
  if (caller.canonicalId === null) return 'unknown';
  return names.includes(caller.canonicalId) ? 'yes' : 'no';
}

/** Whether principals take a caller in. Somebody without keys (`null`) is only ever meant by `*`. */
export function meansCaller(principals: { isNot: boolean; who: Principals }, caller: Caller | null): Answer {
  const isMeant =
    caller === null
      ? anyOf(namesOf(principals.who, 'aws'), (name) => (name === '*' ? 'yes' : 'no'))
      : anyOf(principalKinds, (kind) => kindNames(principals.who, kind, caller));
  return principals.isNot ? not(isMeant) : isMeant;
}

/** Whether a text has one of the forms an AWS principal may have. */
export function isAwsPrincipal(name: string): boolean {
  return (
    name === '*' ||
    /^\d{12}$/u.test(name) ||
    /^arn:aws[a-z-]*:(?:iam|sts)::[^:]*:(?:root$|(?:user|role|assumed-role|federated-user|group)\/.)/u.test(name)
  );
}
