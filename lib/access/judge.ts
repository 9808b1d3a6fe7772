import { toBucketArn, toList } from '@/lib/policy/document';
import { mayOverlap } from '@/lib/policy/patterns';
import { valueOf, type AccessFacts, type Fact } from './facts';
import { findAllowing, findGrants, findOwnership, readPolicy, type Ground, type Question } from './grounds';
import type { AccessAct, AccessVerdict, Subject } from './types';

/** Stands for objects in general: a pattern that means it means all of them. */
const anyKey = 'any\u0000object';

/** What could still let somebody in, but could not be looked at. */
function findUnseen({ facts, act }: Question): string[] {
  const unseen: [Fact<unknown> | null, string][] = [
    [facts.policy, 'the policy'],
    [act === 'read' ? (facts.object?.acl ?? null) : facts.acl, act === 'read' ? 'the ACL of the object' : 'the ACL'],
  ];
  return unseen.filter(([fact]) => fact?.isKnown === false).map(([, what]) => what);
}

function judgeWithoutWay(question: Question, notes: readonly string[]): AccessVerdict {
  const unseen = findUnseen(question);
  if (unseen.length > 0) {
    return { answer: 'perhaps', reasons: [...notes, `Not seen here: ${unseen.join(' and ')}.`] };
  }
  return { answer: 'no', reasons: notes.length > 0 ? [...notes] : ['Nothing allows it.'] };
}

/** Nothing denies it for sure, and something lets them in or may. */
function judgeWays({ facts }: Question, ways: readonly Ground[], denials: readonly Ground[]): AccessVerdict {
  const sure = ways.filter(({ isCertain }) => isCertain);
  const isSure = sure.length > 0 && denials.length === 0 && facts.policy.isKnown;
  const reasons = [...(sure.length > 0 ? sure : ways), ...denials].map(({ text }) => text);
  if (!facts.policy.isKnown) reasons.push('Not seen here: the policy, which may deny it.');
  return { answer: isSure ? 'yes' : 'perhaps', reasons };
}

function judgeOne(question: Question): AccessVerdict {
  const { facts, subject } = question;
  const denials = readPolicy(question, 'Deny');
  const certain = denials.filter(({ isCertain }) => isCertain);
  if (certain.length > 0) return { answer: 'no', reasons: certain.map(({ text }) => text) };
  const notes: string[] = [];
  const ways = [...findOwnership(question), ...findAllowing(question, notes), ...findGrants(question, notes)];
  if (ways.length === 0) return judgeWithoutWay(question, notes);
  if (valueOf(facts.payment)?.payer === 'requester' && subject.kind !== 'owner') {
    if (subject.kind === 'anonymous')
      return { answer: 'no', reasons: ['Requesters pay, and nobody without keys can.'] };
    notes.push('Only for requests that agree to pay.');
  }
  const { answer, reasons } = judgeWays(question, ways, denials);
  return { answer, reasons: [...reasons, ...notes] };
}

/** The patterns of keys that the policy speaks of, where it does not speak of all. */
function findPatterns({ bucket, policy }: AccessFacts): string[] {
  const all = toBucketArn(bucket, '*');
  const begin = toBucketArn(bucket, '');
  const patterns = (valueOf(policy)?.statements ?? []).flatMap(({ resources }) => toList(resources.values));
  return [...new Set(patterns)]
    .filter((pattern) => pattern !== all && pattern.startsWith(begin) && mayOverlap(pattern, toBucketArn(bucket, '?*')))
    .map((pattern) => pattern.slice(begin.length));
}

/** A key that a pattern means, and hardly another pattern. */
const toWitness = (pattern: string): string =>
  pattern
    .replace(/\$\{[^}]*\}/gu, '\u0001')
    .replaceAll('*', anyKey)
    .replaceAll('?', '\u0002');

/**
 * Whether somebody may do something, and what decides. Of objects in general, keys that the policy names by a pattern of
 * their own are looked at as well. Policies of accounts (IAM) are not known here.
 */
export function judgeAccess(facts: AccessFacts, subject: Subject, act: AccessAct): AccessVerdict {
  if (act === 'list') return judgeOne({ facts, subject, act, key: null });
  if (facts.object) return judgeOne({ facts, subject, act, key: facts.object.key });
  const general = judgeOne({ facts, subject, act, key: anyKey });
  const others = findPatterns(facts)
    .map((pattern) => ({ pattern, verdict: judgeOne({ facts, subject, act, key: toWitness(pattern) }) }))
    .filter(({ verdict }) => verdict.answer !== general.answer);
  if (others.length === 0) return general;
  const exceptions = others.map(
    ({ pattern, verdict }) => `Keys ${pattern}: ${verdict.answer}. ${verdict.reasons.join(' ')}`,
  );
  const isSome = general.answer !== 'perhaps' && others.some(({ verdict }) => verdict.answer !== 'perhaps');
  const answer = isSome ? 'some' : 'perhaps';
  return { answer, reasons: [...exceptions, `All other keys: ${general.answer}. ${general.reasons.join(' ')}`] };
}
