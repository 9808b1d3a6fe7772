import { isInNetwork } from './networks';
import { fillIn, matchesPattern, type Resolve } from './patterns';

/** Compares a value of the request with one of the policy. */
type Compare = (actual: string, wanted: string, resolve: Resolve | null) => boolean;

const equals: Compare = (actual, wanted, resolve) => actual === fillIn(wanted, resolve);

const equalsInAnyCase: Compare = (actual, wanted, resolve) =>
  actual.toLowerCase() === fillIn(wanted, resolve)?.toLowerCase();

const like: Compare = (actual, wanted, resolve) => matchesPattern(wanted, actual, resolve);

/** Six parts, the last with all further colons in it. A variable's own colon is no separator. */
function splitArn(arn: string): string[] {
  const parts = arn.split(/:(?![^{]*\})/u);
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Part by part, so that no wildcard reaches over a colon. */
const arnLike: Compare = (actual, wanted, resolve) => {
  const parts = splitArn(actual);
  return splitArn(wanted).every((part, index) => like(parts[index] ?? '', part, resolve));
};

const toNumber = (text: string): number => (text.trim() === '' ? NaN : Number(text));

/** ISO 8601, or seconds since 1970. */
const toTime = (text: string): number => (/^\d+(?:\.\d+)?$/u.test(text) ? Number(text) * 1000 : Date.parse(text));

const orders: Record<string, (actual: number, wanted: number) => boolean> = {
  Equals: (actual, wanted) => actual === wanted,
  LessThan: (actual, wanted) => actual < wanted,
  LessThanEquals: (actual, wanted) => actual <= wanted,
  GreaterThan: (actual, wanted) => actual > wanted,
  GreaterThanEquals: (actual, wanted) => actual >= wanted,
};

/** What is no number or date compares with nothing. */
const ordered =
  (read: (text: string) => number, order: (actual: number, wanted: number) => boolean): Compare =>
  (actual, wanted, resolve) =>
    order(read(actual), read(fillIn(wanted, resolve) ?? ''));

const plain: Record<string, Compare> = {
  StringEquals: equals,
  StringEqualsIgnoreCase: equalsInAnyCase,
  StringLike: like,
  Bool: equalsInAnyCase,
  BinaryEquals: equals,
  IpAddress: isInNetwork,
  // “ArnEquals and ArnLike behave identically.”
  ArnEquals: arnLike,
  ArnLike: arnLike,
};
for (const [name, order] of Object.entries(orders)) {
  plain[`Numeric${name}`] = ordered(toNumber, order);
  plain[`Date${name}`] = ordered(toTime, order);
}

const negated: Record<string, string> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const operatorNames: readonly string[] = [...Object.keys(plain), ...Object.keys(negated), 'Null'].sort();

export interface Operator {
  name: string;
  /** Compares plainly; `isNegated` turns the answer round. Not called for `Null`. */
  compare: Compare;
  isNegated: boolean;
  ifExists: boolean;
  quantifier: 'ForAllValues' | 'ForAnyValue' | null;
}

/** An operator with its quantifier and `IfExists`; `null` where there is none of that name. */
export function readOperator(text: string): Operator | null {
  const match = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/u.exec(text);
  const name = match?.[2] ?? '';
  if (!match || !operatorNames.includes(name) || (name === 'Null' && match[3] !== undefined)) return null;
  return {
    name,
    compare: plain[negated[name] ?? name] ?? (() => false),
    isNegated: name in negated,
    ifExists: match[3] !== undefined,
    quantifier: (match[1] ?? null) as Operator['quantifier'],
  };
}
