import type { Condition, Policy, Statement } from './document.ts';

/**
 * When a bucket policy counts as public; S3 User Guide, "Blocking public access to your Amazon S3 storage", section 'The
 * meaning of "public"'.
 */

/** Keys that make a statement private when they are held to fixed values. */
const fixingKeys: readonly string[] = [
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceowner',
  'aws:sourceaccount',
  'aws:userid',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
];
const fixingOperators: readonly string[] = [
  'StringEquals',
  'StringEqualsIgnoreCase',
  'StringLike',
  'ArnEquals',
  'ArnLike',
];

/** Networks of which everybody has his own (RFC 1918): no size of them is public. */
const privateNetworks = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;
/** The widest that is no public range, for IPv4 and IPv6. */
const widest = { ipv4: 8, ipv6: 32 };

/** A value without wildcards and variables. */
function isFixed(value: string): boolean {
  return !/[*?]|\$\{/.test(value);
}

function isNarrowNetwork(network: string): boolean {
  const bits = /\/(\d+)$/.exec(network)?.[1];
  if (bits === undefined || privateNetworks.test(network)) return true;
  return Number(bits) >= (network.includes(':') ? widest.ipv6 : widest.ipv4);
}

function isFixing({ operator, ifExists, quantifier, key, values }: Condition): boolean {
  if (ifExists || quantifier === 'ForAllValues') return false;
  if (operator === 'IpAddress') return key === 'aws:sourceip' && values.every(isNarrowNetwork);
  return fixingKeys.includes(key) && fixingOperators.includes(operator) && values.every(isFixed);
}

function isPublicStatement({ effect, principals, conditions }: Statement): boolean {
  if (effect === 'Deny' || conditions.some(isFixing)) return false;
  return principals.isNot || principals.aws.includes('*');
}

/** Whether a policy lets in more than fixed principals or networks. Statements that deny do not make it less public. */
export function isPublicPolicy(policy: Policy): boolean {
  return policy.statements.some(isPublicStatement);
}
