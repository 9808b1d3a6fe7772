import { aclGroups, hasOwnersGrant, isPublicGrant, type Acl, type AclGrant, type AclGrantee } from '@/lib/acl/grants';
import type { Answer } from '@/lib/policy/answers';
import { nameStatement, toBucketArn, type Policy } from '@/lib/policy/document';
import { evaluate } from '@/lib/policy/evaluate';
import { isPublicPolicy } from '@/lib/policy/public-access';
import { valueOf, type AccessFacts } from './facts';
import { toCaller, toValuesOf } from './subjects';
import type { AccessAct, Subject } from './types';

/** The actions of the S3 API that are asked about. */
const actions: Record<AccessAct, string> = {
  list: 's3:ListBucket',
  read: 's3:GetObject',
  write: 's3:PutObject',
  delete: 's3:DeleteObject',
};

/** Something that lets somebody in, or keeps them out; `isCertain` is false where it hangs on what is not known. */
export interface Ground {
  isCertain: boolean;
  text: string;
}

export interface Question {
  facts: AccessFacts;
  subject: Subject;
  act: AccessAct;
  /** `null` asks about the bucket. */
  key: string | null;
}

/** What the statements of one effect say. */
export function readPolicy({ facts, subject, act, key }: Question, effect: 'Allow' | 'Deny'): Ground[] {
  const policy = valueOf(facts.policy);
  if (!policy) return [];
  const { answers } = evaluate(policy, {
    caller: toCaller(subject),
    action: actions[act],
    resource: toBucketArn(facts.bucket, key),
    valuesOf: toValuesOf(subject, facts.isSecure),
  });
  const verb = effect === 'Allow' ? ['allows', 'may allow'] : ['denies', 'may deny'];
  return policy.statements.flatMap((statement, index): Ground[] => {
    const applies: Answer = answers[index]?.applies ?? 'no';
    if (statement.effect !== effect || applies === 'no') return [];
    const name = `Policy, ${nameStatement(statement, index)}`;
    if (applies === 'yes') return [{ isCertain: true, text: `${name}: ${verb[0]} it.` }];
    return [{ isCertain: false, text: `${name}: ${verb[1]} it, but ${answers[index]?.obstacle ?? 'that is open'}.` }];
  });
}

function isRestricted({ block }: AccessFacts, policy: Policy): boolean {
  return valueOf(block)?.restrictPublicBuckets === true && isPublicPolicy(policy);
}

/** What stands before a public policy: only the owner's account is left then. */
function isCutOff(facts: AccessFacts, policy: Policy, { kind }: Subject): Answer {
  if (!isRestricted(facts, policy) || !facts.heedsRestriction) return 'no';
  if (kind === 'owner' || kind === 'service') return 'no';
  // A principal may be of the owner's own account, which goes on getting in.
  return kind === 'principal' || kind === 'keys' || kind === 'federated' ? 'unknown' : 'yes';
}

const restricted = 'The public access block restricts a public policy to the owner’s account.';

/** A policy gives away what is the bucket owner's; of an object that somebody else put there Amazon heeds only the ACL. */
function isForeignObject({ object, acl, ownership }: AccessFacts, act: AccessAct): boolean {
  if (act !== 'read' || !object || isAclVoid({ ownership })) return false;
  const [owner, bucketOwner] = [valueOf(object.acl)?.owner?.id, valueOf(acl)?.owner?.id];
  return owner !== undefined && bucketOwner !== undefined && owner !== bucketOwner;
}

/** How the policy lets somebody in. `notes` gets what makes a statement void. */
export function findAllowing(question: Question, notes: string[]): Ground[] {
  const { facts, subject, act } = question;
  const grounds = readPolicy(question, 'Allow');
  const policy = valueOf(facts.policy);
  if (grounds.length === 0 || !policy) return grounds;
  const cut = isCutOff(facts, policy, subject);
  if (cut === 'yes') {
    notes.push(restricted);
    return [];
  }
  if (cut === 'unknown') notes.push(`${restricted} Whether this is one of it is not known here.`);
  if (isRestricted(facts, policy) && !facts.heedsRestriction) {
    notes.push('The public access block would restrict a public policy, but this server does not heed that.');
  }
  const isForeign = isForeignObject(facts, act);
  if (isForeign) notes.push('The object is not the bucket owner’s: on Amazon S3 only its own ACL counts.');
  return grounds.map((ground) => (cut === 'unknown' || isForeign ? { ...ground, isCertain: false } : ground));
}

function isAclVoid({ ownership }: Pick<AccessFacts, 'ownership'>): boolean {
  return valueOf(ownership)?.ownership === 'bucket-owner-enforced';
}

/** Grantees that take in more than one account, and the words for them. */
const groups: readonly { uri: string; words: string; has: (subject: Subject) => boolean }[] = [
  { uri: aclGroups.allUsers, words: 'everyone', has: () => true },
  { uri: aclGroups.authenticatedUsers, words: 'everyone with an account', has: ({ kind }) => kind !== 'anonymous' },
];

/** Whether a grant is for this subject and no other. */
function isGrantee(grantee: AclGrantee, subject: Subject): boolean {
  switch (grantee.kind) {
    case 'group':
      return subject.kind === 'group' && subject.uri === grantee.uri;
    case 'email':
      return subject.kind === 'email' && subject.email === grantee.email;
    case 'user':
      return (subject.kind === 'user' || subject.kind === 'keys') && subject.id === grantee.id;
  }
}

/** Subjects that no grant is made to. */
const grantless: readonly Subject['kind'][] = ['owner', 'service', 'federated'];

/** The words for a grantee that a subject is among; `null` where it is not. */
function nameGrantee(grantee: AclGrantee, subject: Subject): string | null {
  if (grantless.includes(subject.kind)) return null;
  if (isGrantee(grantee, subject)) return subject.kind === 'group' ? 'this group' : 'this account';
  const group = groups.find(({ uri }) => grantee.kind === 'group' && grantee.uri === uri);
  return group && subject.kind !== 'group' && group.has(subject) ? group.words : null;
}

/** What makes a grant void; `null` where it counts. */
function findVoid({ facts }: Question, grant: AclGrant): string | null {
  if (isAclVoid(facts)) return 'object ownership has turned ACLs off';
  const isIgnored = isPublicGrant(grant) && valueOf(facts.block)?.ignorePublicAcls;
  return isIgnored ? 'the public access block ignores public grants' : null;
}

/** How an ACL lets somebody in: that of the object for reading it, else that of the bucket. */
export function findGrants(question: Question, notes: string[]): Ground[] {
  const { facts, subject, act } = question;
  const isOfObject = act === 'read';
  const acl: Acl | null = isOfObject ? facts.object && valueOf(facts.object.acl) : valueOf(facts.acl);
  const wanted = ['full-control', act === 'list' || isOfObject ? 'read' : 'write'];
  const grounds: Ground[] = [];
  for (const grant of acl?.grants ?? []) {
    const whom = wanted.includes(grant.permission) ? nameGrantee(grant.grantee, subject) : null;
    if (whom === null) continue;
    const words = `${isOfObject ? 'ACL of the object' : 'ACL'}: ${grant.permission} for ${whom}`;
    const voidBy = findVoid(question, grant);
    if (voidBy === null) grounds.push({ isCertain: true, text: `${words}.` });
    else notes.push(`${words}, which is void: ${voidBy}.`);
  }
  return grounds;
}

/** What belongs to the owner anyway. */
export function findOwnership({ facts, subject, act }: Question): Ground[] {
  if (subject.kind !== 'owner') return [];
  const acl = valueOf(facts.acl);
  if (act === 'read' && isForeignObject(facts, act)) {
    return [{ isCertain: false, text: 'The bucket is theirs, but the object is not.' }];
  }
  if (acl && !isAclVoid(facts) && !hasOwnersGrant(acl)) {
    return [
      {
        isCertain: false,
        text: 'The bucket is theirs, but the ACL has no grant of full control: servers differ there.',
      },
    ];
  }
  return [{ isCertain: true, text: 'The bucket is theirs.' }];
}
