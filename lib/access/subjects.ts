import { aclGroups } from '@/lib/acl/grants';
import { namesOf } from '@/lib/policy/document';
import type { ValuesOf } from '@/lib/policy/conditions';
import { toCephUser, type Caller } from '@/lib/policy/principals';
import { valueOf, type AccessFacts } from './facts';
import type { Subject } from './types';

/** Stands for whoever is named nowhere: no policy and no ACL has these names. */
const stranger = { arn: 'arn:aws:iam::000000000000:user/somebody-else', canonicalId: 'somebody-else' };

const keyOf = (subject: Subject): string =>
  JSON.stringify(subject.kind === 'user' ? ['user', subject.id] : Object.values(subject));

/** Principals of a policy, each once. A Ceph user's ARN and its canonical id are one. */
function principalsOf({ policy }: AccessFacts): Subject[] {
  return (valueOf(policy)?.statements ?? []).flatMap(({ principals }): Subject[] => {
    if (!principals) return [];
    const { who } = principals;
    return [
      ...namesOf(who, 'aws')
        .filter((name) => name !== '*' && name !== '')
        .map((name): Subject => {
          const id = toCephUser(name);
          return id === null ? { kind: 'principal', name } : { kind: 'user', id, displayName: null };
        }),
      ...namesOf(who, 'canonicalUser').map((id): Subject => ({ kind: 'user', id, displayName: null })),
      ...namesOf(who, 'service').map((name): Subject => ({ kind: 'service', name })),
      ...namesOf(who, 'federated').map((name): Subject => ({ kind: 'federated', name })),
    ];
  });
}

const publicGroups: readonly string[] = [aclGroups.allUsers, aclGroups.authenticatedUsers];

function granteesOf({ acl, object }: AccessFacts): Subject[] {
  const grants = [valueOf(acl), object && valueOf(object.acl)].flatMap((one) => one?.grants ?? []);
  return grants
    .map(({ grantee }): Subject => grantee)
    .filter((subject) => subject.kind !== 'group' || !publicGroups.includes(subject.uri));
}

/** Everybody there is something to say about: all people, all accounts, the owner, these keys, and whoever is named. */
export function findSubjects(facts: AccessFacts): Subject[] {
  const ownerId = valueOf(facts.acl)?.owner?.id ?? null;
  const { callerId } = facts;
  const isOther = (subject: Subject) =>
    subject.kind !== 'user' || (subject.id !== ownerId && subject.id !== callerId && subject.id !== '');
  // Grantees first: an ACL knows display names.
  const named = [...granteesOf(facts), ...principalsOf(facts)].filter(isOther);
  const once = new Map<string, Subject>();
  for (const subject of named) if (!once.has(keyOf(subject))) once.set(keyOf(subject), subject);
  return [
    { kind: 'anonymous' },
    { kind: 'account' },
    { kind: 'owner', id: ownerId },
    ...(callerId !== null && callerId !== ownerId ? [{ kind: 'keys', id: callerId } as const] : []),
    ...once.values(),
  ];
}

/** A subject as policies see callers; `null` without keys. */
export function toCaller(subject: Subject): Caller | null {
  switch (subject.kind) {
    case 'anonymous':
      return null;
    case 'account':
    case 'email':
    case 'group':
      return stranger;
    // Owner and keys may be named by an ARN that nobody knows here.
    case 'owner':
    case 'keys':
      return { arn: null, canonicalId: subject.id };
    case 'user':
      return { ...stranger, canonicalId: subject.id };
    case 'principal':
      return {
        ...stranger,
        arn: /^\d{12}$/u.test(subject.name) ? `arn:aws:iam::${subject.name}:root` : subject.name,
      };
    case 'service':
    case 'federated':
      return { ...stranger, named: subject };
  }
}

/** Keys that a request without a signature does not have, or always has with one value. */
const anonymousValues: Record<string, readonly string[] | null> = {
  'aws:principalaccount': null,
  'aws:principalarn': null,
  'aws:principalorgid': null,
  'aws:principalorgpaths': null,
  'aws:principaltype': ['Anonymous'],
  'aws:userid': ['anonymous'],
  'aws:username': null,
  'aws:multifactorauthage': null,
  'aws:multifactorauthpresent': null,
};

/** What is known of a request: the way it comes, and that nobody is behind one without keys. */
export function toValuesOf(subject: Subject, isSecure: boolean): ValuesOf {
  return (key) => {
    if (key === 'aws:securetransport') return [String(isSecure)];
    if (subject.kind !== 'anonymous') return 'unknown';
    if (key.startsWith('aws:principaltag/')) return null;
    return Object.hasOwn(anonymousValues, key) ? (anonymousValues[key] ?? null) : 'unknown';
  };
}
