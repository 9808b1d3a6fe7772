import { isKnownConditionKey } from './condition-keys';
import { variablesIn } from './conditions';
import {
  namesOf,
  nameStatement,
  toBucketArn,
  toList,
  type Policy,
  type PrincipalKind,
  type Statement,
} from './document';
import { mayOverlap } from './patterns';
import { isAwsPrincipal } from './principals';
import { isPublicStatement } from './public-access';
import { findActions, type ResourceKind } from './s3-actions';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html: “Bucket policies are limited to 20 KB in size.” */
const maxBytes = 20 * 1024;

/** The account of the examples in Amazon's documentation. */
export const exampleAccount = '111122223333';

export interface PolicyRemark {
  tone: 'info' | 'warn' | 'danger';
  /** Index of the statement it is about; `null` for the whole. */
  statement: number | null;
  text: string;
}

export interface PolicyPlace {
  bucket: string;
  /** Kinds of principals that this provider passes over in silence. */
  ignoredPrincipals: readonly PrincipalKind[];
  /** Length of the document as it is sent. */
  bytes: number;
}

const kindWords: Record<PrincipalKind, string> = {
  aws: 'AWS principals',
  canonicalUser: 'canonical users',
  service: 'services',
  federated: 'federated users',
};

/** A pattern whose variables may stand for anything. */
const openVariables = (pattern: string): string => pattern.replace(/\$\{[^}]*\}/gu, '*');

/** What of this bucket a pattern can name. */
function kindsNamed(pattern: string, bucket: string): ResourceKind[] {
  const open = openVariables(pattern);
  const kinds: ResourceKind[] = [];
  if (mayOverlap(open, toBucketArn(bucket))) kinds.push('bucket');
  if (mayOverlap(open, toBucketArn(bucket, '?*'))) kinds.push('object');
  return kinds;
}

type Find = (text: string, tone?: PolicyRemark['tone']) => void;

function lintActions({ actions, resources, effect }: Statement, { bucket }: PolicyPlace, find: Find): void {
  const named = new Set(toList(resources.values).flatMap((pattern) => kindsNamed(pattern, bucket)));
  for (const pattern of toList(actions.values)) {
    const found = findActions(pattern);
    if (found.length === 0) {
      find(`${pattern} is no action of S3 that is known here: servers refuse or ignore it.`);
    } else if (!actions.isNot && !resources.isNot && !found.some(({ kind }) => named.has(kind))) {
      const isOfBucket = found[0]?.kind === 'bucket';
      const wanted = isOfBucket ? toBucketArn(bucket) : toBucketArn(bucket, '*');
      find(`${pattern} acts on ${isOfBucket ? 'the bucket' : 'objects'}, which no resource names. Add ${wanted}.`);
    }
  }
  if (actions.isNot && effect === 'Allow') find('It allows every action but those named, those to come included.');
}

function lintResources({ resources, effect }: Statement, { bucket }: PolicyPlace, find: Find): void {
  for (const pattern of toList(resources.values)) {
    if (kindsNamed(pattern, bucket).length === 0)
      find(`${pattern} does not lie in this bucket: servers refuse or ignore it.`);
  }
  if (resources.isNot && effect === 'Allow') find('It allows access to everything but the resources named.');
}

function lintPrincipals(statement: Statement, { ignoredPrincipals }: PolicyPlace, find: Find): void {
  const { principals, effect } = statement;
  if (principals === null) return;
  if (principals.isNot) {
    if (effect === 'Allow') find('It allows everyone but those named, people without keys included.', 'danger');
    else
      find(
        'NotPrincipal denies everyone but those named; whoever is not named exactly, roles and sessions too, is shut out.',
      );
  } else if (isPublicStatement(statement)) {
    find(`It lets everyone in, without keys: ${toList(statement.actions.values).join(', ')}.`);
  }
  for (const kind of ignoredPrincipals) {
    if (namesOf(principals.who, kind).length > 0) find(`This provider ignores ${kindWords[kind]} as principals.`);
  }
  for (const name of namesOf(principals.who, 'aws')) {
    if (!isAwsPrincipal(name)) find(`${name} has no form of a principal that Amazon knows.`, 'info');
    if (name.includes(exampleAccount)) find(`${exampleAccount} is the account of examples: put the one that is meant.`);
  }
}

function lintConditions({ conditions }: Statement, { version }: Policy, find: Find): void {
  for (const { key } of conditions) {
    if (/^(?:aws|s3):/iu.test(key) && !isKnownConditionKey(key))
      find(`${key} is no condition key that is known here.`, 'info');
  }
  if (version === '2012-10-17') return;
  if (conditions.some(({ values }) => toList(values).some((value) => variablesIn(String(value)).length > 0))) {
    find('Variables count only in Version 2012-10-17.');
  }
}

function lintStatement(statement: Statement, policy: Policy, place: PolicyPlace, find: Find): void {
  lintPrincipals(statement, place, find);
  lintActions(statement, place, find);
  lintResources(statement, place, find);
  lintConditions(statement, policy, find);
  if (
    policy.version !== '2012-10-17' &&
    toList(statement.resources.values).some((one) => variablesIn(one).length > 0)
  ) {
    find('Variables in resources count only in Version 2012-10-17.');
  }
}

/** What a reader of the policy should know, or its writer put right. Nothing here keeps it from being saved. */
export function lintPolicy(policy: Policy, place: PolicyPlace): PolicyRemark[] {
  const remarks: PolicyRemark[] = [];
  if (place.bytes > maxBytes) {
    const text = `The document has ${place.bytes.toLocaleString('en')} bytes; Amazon S3 takes ${maxBytes.toLocaleString('en')}.`;
    remarks.push({ tone: 'warn', statement: null, text });
  }
  const sids = new Map<string, number>();
  for (const [index, statement] of policy.statements.entries()) {
    const find: Find = (text, tone = 'warn') => remarks.push({ tone, statement: index, text });
    const { sid } = statement;
    const first = sid === null ? undefined : sids.get(sid);
    if (first !== undefined) find(`Its Sid is that of ${nameStatement({ sid: null }, first)} too.`);
    else if (sid !== null) sids.set(sid, index);
    lintStatement(statement, policy, place, find);
  }
  return remarks;
}
