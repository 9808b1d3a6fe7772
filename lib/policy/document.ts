/**
 * A bucket policy (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html) in our words. Where the
 * language takes a text or a list, what was found is kept.
 */
export interface Policy {
  /** `null` means 2008-10-17, which knows no variables. */
  version: string | null;
  id: string | null;
  statements: Statement[];
  /** The document has its only statement without a list around it. */
  isSingle: boolean;
  /** Elements the language does not have, by name, kept as found. */
  unknown: Record<string, unknown>;
}

export type Texts = string | string[];

/** Some of all, or all but some: `Action` and `NotAction`. */
export interface Some {
  isNot: boolean;
  values: Texts;
}

/** The elements of a statement (IAM User Guide, "IAM JSON policy elements reference"). */
export const statementNames = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

export const principalKinds = ['aws', 'canonicalUser', 'service', 'federated'] as const;

export type PrincipalKind = (typeof principalKinds)[number];

/** `*` is everyone; else names by kind, `null` where a kind does not appear. */
export type Principals = '*' | Record<PrincipalKind, Texts | null>;

export type Scalar = string | number | boolean;

export interface Condition {
  /** Such as `StringLike`, `ForAnyValue:StringEquals` or `BoolIfExists`. */
  operator: string;
  /** Such as `aws:SourceIp`. */
  key: string;
  values: Scalar | Scalar[];
}

export interface Statement {
  sid: string | null;
  effect: 'Allow' | 'Deny';
  /** `null` while it is missing, which no bucket policy may have. */
  principals: { isNot: boolean; who: Principals } | null;
  actions: Some;
  resources: Some;
  /** All must hold. Those with one operator stand together in the document. */
  conditions: Condition[];
  unknown: Record<string, unknown>;
}

/** A text or a list, as a list. */
export function toList<Item>(values: Item | readonly Item[]): Item[] {
  return Array.isArray(values) ? [...(values as readonly Item[])] : [values as Item];
}

/** A list in the form that was found: one text stays a text. */
export function fromList<Item>(list: Item[], before: Item | readonly Item[]): Item | Item[] {
  const [only] = list;
  return list.length === 1 && only !== undefined && !Array.isArray(before) ? only : list;
}

/** The names of one kind among the principals; everyone is the AWS principal `*`. */
export function namesOf(who: Principals, kind: PrincipalKind): string[] {
  if (who === '*') return kind === 'aws' ? ['*'] : [];
  return who[kind] === null ? [] : toList(who[kind]);
}

/** How people call a statement: its Sid, else its number. */
export function nameStatement({ sid }: Pick<Statement, 'sid'>, index: number): string {
  return sid ? `statement ${index + 1} (${sid})` : `statement ${index + 1}`;
}

/** ARN of a bucket, or of what a key or a pattern of keys names in it. A bucket given as an ARN keeps it. */
export function toBucketArn(bucket: string, key: string | null = null): string {
  const arn = bucket.startsWith('arn:') ? bucket : `arn:aws:s3:::${bucket}`;
  return key === null ? arn : `${arn}/${key}`;
}
