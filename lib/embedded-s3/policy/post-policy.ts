import { S3Error } from '../errors.ts';

/** What a form must be like; S3 API Reference, "POST Policy". */
interface Condition {
  operator: 'eq' | 'starts-with';
  /** Lower case. */
  field: string;
  value: string;
  /** As it was written, for the refusal. */
  text: string;
}

export interface PostPolicy {
  /** Milliseconds since 1970. */
  expires: number;
  conditions: Condition[];
  /** Bounds of the size of the file. */
  sizeRange: { least: number; most: number } | null;
}

function invalid(message: string): S3Error {
  return new S3Error('InvalidPolicyDocument', { message: `Invalid Policy: ${message}` });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseSizes(list: readonly unknown[]): { least: number; most: number } {
  const [least, most] = [Number(list[1]), Number(list[2])];
  if (list.length !== 3 || !Number.isSafeInteger(least) || !Number.isSafeInteger(most) || least < 0 || most < least) {
    throw invalid('Invalid content-length-range.');
  }
  return { least, most };
}

function parseList(list: readonly unknown[], policy: PostPolicy): void {
  const [name, field, value] = list;
  const operator = typeof name === 'string' ? name.toLowerCase() : '';
  if (operator === 'content-length-range') {
    policy.sizeRange = parseSizes(list);
    return;
  }
  if (operator !== 'eq' && operator !== 'starts-with') throw invalid('Invalid operator in conditions.');
  if (typeof field !== 'string' || !field.startsWith('$') || typeof value !== 'string' || list.length !== 3) {
    throw invalid(`Invalid condition: ${JSON.stringify(list)}`);
  }
  policy.conditions.push({ operator, field: field.slice(1).toLowerCase(), value, text: JSON.stringify(list) });
}

function parseCondition(condition: unknown, policy: PostPolicy): void {
  if (Array.isArray(condition)) {
    parseList(condition, policy);
    return;
  }
  if (!isObject(condition)) throw invalid('Invalid conditions.');
  const entries = Object.entries(condition);
  if (entries.length !== 1)
    throw invalid('Invalid Simple-Condition: Simple-Conditions must have exactly one property.');
  for (const [field, value] of entries) {
    if (typeof value !== 'string') throw invalid('Invalid Simple-Condition: value must be a string.');
    policy.conditions.push({
      operator: 'eq',
      field: field.toLowerCase(),
      value,
      text: JSON.stringify(['eq', `$${field}`, value]),
    });
  }
}

/** Reads the `policy` field, which is JSON in Base64. Throws `InvalidPolicyDocument`. */
export function parsePostPolicy(field: string): PostPolicy {
  let document: unknown;
  try {
    document = JSON.parse(Buffer.from(field, 'base64').toString('utf8'));
  } catch {
    throw invalid('Invalid JSON.');
  }
  if (!isObject(document)) throw invalid('Invalid JSON.');
  const { expiration, conditions } = document;
  const expires = typeof expiration === 'string' ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(expires)) throw invalid("Invalid 'expiration' value.");
  if (!Array.isArray(conditions)) throw invalid('Policy missing conditions.');
  const policy: PostPolicy = { expires, conditions: [], sizeRange: null };
  for (const condition of conditions as unknown[]) parseCondition(condition, policy);
  return policy;
}

function refusal(message: string): S3Error {
  return new S3Error('AccessDenied', { message: `Invalid according to Policy: ${message}` });
}

/** Types of a comma-separated list each begin as a policy wants the whole to begin (same page, "Condition matching"). */
function holds({ operator, field, value }: Condition, actual: string): boolean {
  if (operator === 'eq') return actual === value;
  const items = field === 'content-type' ? actual.split(',') : [actual];
  return items.every((item) => item.trim().startsWith(value));
}

/** Fields that no condition needs to speak of. */
function isFree(name: string): boolean {
  return ['x-amz-signature', 'file', 'policy', 'bucket'].includes(name) || name.startsWith('x-ignore-');
}

/**
 * Throws `AccessDenied` when a policy is over, a field is not as a condition says, or a field has no condition.
 * `fields` are those of the form by lower-case name, and `bucket`.
 */
export function requirePolicy(policy: PostPolicy, fields: ReadonlyMap<string, string>, now: number): void {
  if (policy.expires <= now) throw refusal('Policy expired.');
  for (const condition of policy.conditions) {
    const actual = fields.get(condition.field);
    if (actual === undefined || !holds(condition, actual)) throw refusal(`Policy Condition failed: ${condition.text}`);
  }
  const spoken = new Set(policy.conditions.map(({ field }) => field));
  const extra = [...fields.keys()].filter((name) => !spoken.has(name) && !isFree(name));
  if (extra.length > 0) throw refusal(`Extra input fields: ${extra.join(', ')}`);
}
