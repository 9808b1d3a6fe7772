import { normaliseKey } from './conditions';
import { namesOf, toList, type Condition, type Policy, type Statement } from './document';
import { readNetwork } from './networks';
import { readOperator } from './operators';

/**
 * Keys that make a statement private when they are held to fixed values
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html, “The meaning of public”).
 */
const fixingKeys = [
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
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
const fixingOperators = ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike'];

/** Networks of which everybody has a copy (RFC 1918): none of them is public. */
const privateNetwork = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/u;

/** The widest that is no public range, by the bits of an address: /8 and /32, by the same page. */
function isNarrow(text: string): boolean {
  const network = readNetwork(text);
  if (!network) return false;
  return privateNetwork.test(text) || network.length >= (network.bits.length === 32 ? 8 : 32);
}

function isFixing(condition: Condition): boolean {
  const operator = readOperator(condition.operator);
  if (!operator || operator.ifExists || operator.quantifier === 'ForAllValues') return false;
  const key = normaliseKey(condition.key);
  const values = toList(condition.values).map(String);
  if (operator.name === 'IpAddress') return key === 'aws:sourceip' && values.every(isNarrow);
  const isFixed = (value: string): boolean => !/[*?]|\$\{/u.test(value);
  return fixingKeys.includes(key) && fixingOperators.includes(operator.name) && values.every(isFixed);
}

/** Whether a statement allows something to more than fixed principals or networks. */
export function isPublicStatement({ effect, principals, conditions }: Statement): boolean {
  if (effect === 'Deny' || principals === null || conditions.some(isFixing)) return false;
  return principals.isNot || namesOf(principals.who, 'aws').includes('*');
}

/** Whether a policy counts as public. Statements that deny do not make it less so. */
export function isPublicPolicy(policy: Policy): boolean {
  return policy.statements.some(isPublicStatement);
}
