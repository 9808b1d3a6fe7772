import { BlockList, isIP } from 'node:net';
import { fitsGlob, readGlob, type Resolve } from './patterns.ts';

/** Condition operators; IAM User Guide, "IAM JSON policy elements: Condition operators". */
export const operatorNames = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'NotIpAddress',
  'ArnEquals',
  'ArnNotEquals',
  'ArnLike',
  'ArnNotLike',
  'Null',
] as const;

/** Compares one value of the request with one of the policy. */
type Compare = (actual: string, wanted: string, resolve: Resolve | null) => boolean;

/** Text of a policy's value with its variables replaced; `null` when one stands for nothing. */
function expand(wanted: string, resolve: Resolve | null): string | null {
  if (!resolve || !wanted.includes('${')) return wanted;
  // No wildcards here: what looks like one is met as it is written.
  const literal = wanted.replace(/\$\{[^}]*\}|[*?]/g, (found) => (found.startsWith('$') ? found : `\${${found}}`));
  const glob = readGlob(literal, resolve);
  return glob && glob.map(String).join('');
}

const like: Compare = (actual, wanted, resolve) => {
  const glob = readGlob(wanted, resolve);
  return glob !== null && fitsGlob(glob, actual);
};

/** Each of the six parts of an ARN for itself, so that no wildcard reaches over a colon; the last may hold colons. */
const arnLike: Compare = (actual, wanted, resolve) => {
  const split = (arn: string) => {
    const parts = arn.split(':');
    return [...parts.slice(0, 5), parts.slice(5).join(':')];
  };
  const [has, wants] = [split(actual), split(wanted.replace(/\$\{([\w-]+):/g, '${$1\u0000'))];
  return wants.every((part, index) => like(has[index] ?? '', part.replaceAll('\u0000', ':'), resolve));
};

function compared(read: (text: string) => number, test: (actual: number, wanted: number) => boolean): Compare {
  return (actual, wanted, resolve) => {
    const [left, right] = [read(actual), read(expand(wanted, resolve) ?? '')];
    return !Number.isNaN(left) && !Number.isNaN(right) && test(left, right);
  };
}

const toNumber = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
/** W3C's profile of ISO 8601, or seconds since 1970. */
const toTime = (text: string) => (/^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text));

/** Whether an address lies in a network in CIDR notation, or is the address named. */
const isInNetwork: Compare = (actual, wanted) => {
  const [network = '', bits] = wanted.split('/');
  const family = isIP(network);
  const address = family === 4 ? actual.replace(/^::ffff:(?=\d+\.)/i, '') : actual;
  const prefix = bits === undefined ? (family === 4 ? 32 : 128) : Number(bits);
  if (family === 0 || isIP(address) !== family || !(prefix >= 0 && prefix <= (family === 4 ? 32 : 128))) return false;
  const list = new BlockList();
  list.addSubnet(network, prefix, family === 4 ? 'ipv4' : 'ipv6');
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6');
};

const equals: Compare = (actual, wanted, resolve) => actual === expand(wanted, resolve);
const equalsIgnoringCase: Compare = (actual, wanted, resolve) => {
  return actual.toLowerCase() === expand(wanted, resolve)?.toLowerCase();
};

export interface Operator {
  compare: Compare;
  /** Holds when no value of the policy compares, and when the request has no such key. */
  isNegated: boolean;
}

const order = {
  Equals: (actual: number, wanted: number) => actual === wanted,
  LessThan: (actual: number, wanted: number) => actual < wanted,
  LessThanEquals: (actual: number, wanted: number) => actual <= wanted,
  GreaterThan: (actual: number, wanted: number) => actual > wanted,
  GreaterThanEquals: (actual: number, wanted: number) => actual >= wanted,
};
const positive: Record<string, Compare> = {
  StringEquals: equals,
  StringEqualsIgnoreCase: equalsIgnoringCase,
  StringLike: like,
  ...Object.fromEntries(
    Object.entries(order).flatMap(([name, test]) => [
      [`Numeric${name}`, compared(toNumber, test)],
      [`Date${name}`, compared(toTime, test)],
    ]),
  ),
  Bool: equalsIgnoringCase,
  BinaryEquals: equals,
  IpAddress: isInNetwork,
  // Both take wildcards: "ArnEquals and ArnLike behave identically".
  ArnEquals: arnLike,
  ArnLike: arnLike,
};

/** Every operator but `Null`, which compares nothing. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  operatorNames.flatMap((name): [string, Operator][] => {
    const compare = positive[name.replace('Not', '')];
    return compare ? [[name, { compare, isNegated: name.includes('Not') }]] : [];
  }),
);
