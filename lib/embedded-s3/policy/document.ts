import { S3Error } from '../errors.ts';
import { findAction } from './actions.ts';
import { operatorNames } from './operators.ts';
import { matchesGlob } from './patterns.ts';

/** A set of patterns, or everything that none of them matches. */
export interface PatternSet {
  isNot: boolean;
  patterns: readonly string[];
}

/** Whom a statement is about, or everybody but them. `"*"` is held as the AWS principal `*`. */
export interface PrincipalSet {
  isNot: boolean;
  aws: readonly string[];
  canonicalUsers: readonly string[];
  /** Such as `logging.s3.amazonaws.com`. */
  services: readonly string[];
  /** Federated users, none of which ever call this server. */
  federated: readonly string[];
}

export interface Condition {
  operator: (typeof operatorNames)[number];
  ifExists: boolean;
  /** How a key of several values is compared; `null` for a plain operator. */
  quantifier: 'ForAllValues' | 'ForAnyValue' | null;
  /** Lower case, but for the name of a tag. */
  key: string;
  values: readonly string[];
}

export interface Statement {
  sid: string | null;
  effect: 'Allow' | 'Deny';
  principals: PrincipalSet;
  actions: PatternSet;
  resources: PatternSet;
  conditions: readonly Condition[];
}

/** A bucket policy; IAM User Guide, "IAM JSON policy elements reference". */
export interface Policy {
  /** Only the newer language has variables such as `${aws:username}`. */
  hasVariables: boolean;
  statements: readonly Statement[];
}

type Fields = Record<string, unknown>;

const malformed = (message: string) => new S3Error('MalformedPolicy', { message });

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function requireFields(value: unknown, known: readonly string[]): Fields {
  if (!isFields(value)) throw malformed('Invalid policy syntax.');
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw malformed(`Unknown field ${unknown}`);
  return value;
}

/** A text or a list of texts; numbers and truth values, which conditions may hold, become texts. */
function texts(value: unknown, problem: string): string[] {
  return [value].flat().map((item: unknown) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'number' || typeof item === 'boolean') return String(item);
    throw malformed(problem);
  });
}

/** The element `name` or `Not<name>`, of which a statement must hold exactly one. */
function eitherOf(statement: Fields, name: string): { isNot: boolean; value: unknown } {
  const [plain, not] = [statement[name], statement[`Not${name}`]];
  if (plain === undefined && not === undefined) throw malformed(`Missing required field ${name}`);
  if (plain !== undefined && not !== undefined) throw malformed('Invalid policy syntax.');
  return { isNot: plain === undefined, value: plain ?? not };
}

const principalArn = /^arn:aws[a-z-]*:(iam|sts)::[^:]*:(root$|(user|role|assumed-role|federated-user)\/.)/;

function parsePrincipals(statement: Fields): PrincipalSet {
  const { isNot, value } = eitherOf(statement, 'Principal');
  const problem = 'Invalid principal in policy';
  const fields = value === '*' ? { AWS: '*' } : value;
  if (!isFields(fields) || Object.keys(fields).length === 0) throw malformed(problem);
  const read = (name: string) => (fields[name] === undefined ? [] : texts(fields[name], problem));
  const kinds = ['AWS', 'CanonicalUser', 'Service', 'Federated'];
  if (Object.keys(fields).some((name) => !kinds.includes(name))) throw malformed(problem);
  const aws = read('AWS');
  const isValid = (name: string) => name === '*' || principalArn.test(name) || /^[\w+=,.@$-]+$/.test(name);
  if (!aws.every(isValid)) throw malformed(problem);
  const [canonicalUsers, services, federated] = [read('CanonicalUser'), read('Service'), read('Federated')];
  return { isNot, aws, canonicalUsers, services, federated };
}

function parseActions(statement: Fields): PatternSet {
  const { isNot, value } = eitherOf(statement, 'Action');
  const patterns = texts(value, 'Policy has invalid action');
  if (patterns.length === 0 || !patterns.every((pattern) => findAction(pattern) !== null)) {
    throw malformed('Policy has invalid action');
  }
  return { isNot, patterns };
}

/** Resources must lie in the bucket that the policy is put on. */
function parseResources(statement: Fields, bucket: string): PatternSet {
  const { isNot, value } = eitherOf(statement, 'Resource');
  const patterns = texts(value, 'Policy has invalid resource');
  const isOfBucket = (pattern: string) => {
    if (pattern === '*') return true;
    const match = /^arn:aws[a-z-]*:s3:::([^/]+)/.exec(pattern);
    return match !== null && matchesGlob(match[1] ?? '', bucket);
  };
  if (patterns.length === 0 || !patterns.every(isOfBucket)) throw malformed('Policy has invalid resource');
  return { isNot, patterns };
}

/** An action on objects needs a resource that names objects, an action on the bucket one that names the bucket. */
function requireApplicable(actions: PatternSet, resources: PatternSet): void {
  if (actions.isNot || resources.isNot) return;
  const namesObjects = resources.patterns.some((pattern) => pattern.includes('/') || pattern.endsWith('*'));
  const namesBucket = resources.patterns.some((pattern) => !pattern.includes('/'));
  for (const pattern of actions.patterns) {
    const kinds = findAction(pattern) ?? [];
    if ((kinds.includes('object') && namesObjects) || (kinds.includes('bucket') && namesBucket)) continue;
    throw malformed('Action does not apply to any resource(s) in statement');
  }
}

/** Names of condition keys know no case; what follows the slash is the name of a tag, which does. */
export function normaliseKey(key: string): string {
  const slash = key.indexOf('/');
  return slash === -1 ? key.toLowerCase() : key.slice(0, slash).toLowerCase() + key.slice(slash);
}

function parseOperator(text: string): Pick<Condition, 'operator' | 'ifExists' | 'quantifier'> {
  const match = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(text);
  const operator = operatorNames.find((name) => name === match?.[2]);
  if (!match || !operator || (operator === 'Null' && match[3])) {
    throw malformed(`Invalid Condition type : ${text}`);
  }
  return { operator, ifExists: match[3] !== undefined, quantifier: (match[1] ?? null) as Condition['quantifier'] };
}

function parseConditions(value: unknown): Condition[] {
  if (value === undefined) return [];
  if (!isFields(value)) throw malformed('Invalid policy syntax.');
  return Object.entries(value).flatMap(([name, keys]) => {
    const operator = parseOperator(name);
    if (!isFields(keys)) throw malformed('Invalid policy syntax.');
    return Object.entries(keys).map(([key, wanted]) => {
      if (!/^[\w-]+:[^:]/.test(key)) throw malformed('Policy has an invalid condition key');
      return { ...operator, key: normaliseKey(key), values: texts(wanted, 'Invalid policy syntax.') };
    });
  });
}

const statementFields = [
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

function parseStatement(value: unknown, bucket: string): Statement {
  const statement = requireFields(value, statementFields);
  const { Sid: sid, Effect: effect } = statement;
  if (effect === undefined) throw malformed('Missing required field Effect');
  if (effect !== 'Allow' && effect !== 'Deny') throw malformed(`Invalid effect: ${JSON.stringify(effect)}`);
  if (sid !== undefined && typeof sid !== 'string') throw malformed('Invalid policy syntax.');
  const [actions, resources] = [parseActions(statement), parseResources(statement, bucket)];
  requireApplicable(actions, resources);
  return {
    sid: sid ?? null,
    effect,
    principals: parsePrincipals(statement),
    actions,
    resources,
    conditions: parseConditions(statement['Condition']),
  };
}

/** Reads a policy that is to be put on a bucket. Throws `MalformedPolicy`, in S3's words. */
export function parsePolicy(source: string, bucket: string): Policy {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch {
    json = null;
  }
  if (!isFields(json)) throw malformed("Policies must be valid JSON and the first byte must be '{'");
  const document = requireFields(json, ['Version', 'Id', 'Statement']);
  const version = document['Version'] ?? '2008-10-17';
  if (version !== '2012-10-17' && version !== '2008-10-17') {
    throw malformed('The policy must contain a valid version string');
  }
  if (document['Statement'] === undefined) throw malformed('Missing required field Statement');
  const statements = [document['Statement']].flat().map((statement: unknown) => parseStatement(statement, bucket));
  if (statements.length === 0) throw malformed('Could not parse the policy: Statement is empty!');
  return { hasVariables: version === '2012-10-17', statements };
}
