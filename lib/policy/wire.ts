import {
  principalKinds,
  statementNames,
  toList,
  type Condition,
  type Policy,
  type PrincipalKind,
  type Principals,
  type Scalar,
  type Some,
  type Statement,
  type Texts,
} from './document';

type Fields = Record<string, unknown>;

/** The document of a policy: parsed JSON. Its elements are those of the language, and whatever else was found. */
export interface WirePolicy {
  Version?: string;
  Id?: string;
  Statement?: unknown;
  [unknown: string]: unknown;
}

const kindNames: Record<PrincipalKind, string> = {
  aws: 'AWS',
  canonicalUser: 'CanonicalUser',
  service: 'Service',
  federated: 'Federated',
};

function requireFields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('an object is missing');
  return value as Fields;
}

function requireText(value: unknown): string {
  if (typeof value !== 'string') throw new Error('a text is missing');
  return value;
}

const toTexts = (value: unknown): Texts => (Array.isArray(value) ? value.map(requireText) : requireText(value));

function requireScalar(value: unknown): Scalar {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return requireText(value);
}

/** What is in `fields` besides the names. */
function withoutNames(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/** The element `name` or `Not<name>`; an empty list where there is neither. */
function fromEither(fields: Fields, name: string): Some {
  const [plain, not] = [fields[name], fields[`Not${name}`]];
  if (plain !== undefined && not !== undefined) throw new Error(`both ${name} and Not${name}`);
  return { isNot: not !== undefined, values: toTexts(plain ?? not ?? []) };
}

function fromPrincipals(value: unknown): Principals {
  if (value === '*') return '*';
  const fields = requireFields(value);
  const who = { aws: null, canonicalUser: null, service: null, federated: null } as Record<PrincipalKind, Texts | null>;
  for (const [name, names] of Object.entries(fields)) {
    const kind = principalKinds.find((one) => kindNames[one] === name);
    if (!kind) throw new Error(`unknown kind of principal: ${name}`);
    who[kind] = toTexts(names);
  }
  return who;
}

function fromConditions(value: unknown): Condition[] {
  if (value === undefined) return [];
  return Object.entries(requireFields(value)).flatMap(([operator, keys]) =>
    Object.entries(requireFields(keys)).map(([key, values]) => ({
      operator,
      key,
      values: Array.isArray(values) ? values.map(requireScalar) : requireScalar(values),
    })),
  );
}

function fromStatement(value: unknown): Statement {
  const fields = requireFields(value);
  const { Sid, Effect, Principal, NotPrincipal } = fields;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw new Error('an effect is missing');
  if (Principal !== undefined && NotPrincipal !== undefined) throw new Error('both Principal and NotPrincipal');
  const whom = Principal ?? NotPrincipal;
  return {
    sid: Sid === undefined ? null : requireText(Sid),
    effect: Effect,
    principals: whom === undefined ? null : { isNot: NotPrincipal !== undefined, who: fromPrincipals(whom) },
    actions: fromEither(fields, 'Action'),
    resources: fromEither(fields, 'Resource'),
    conditions: fromConditions(fields['Condition']),
    unknown: withoutNames(fields, statementNames),
  };
}

/** Throws on what is not built as a policy; elements the language does not have are kept. */
export function fromWire(wire: WirePolicy): Policy {
  const { Version, Id, Statement: found = [] } = wire;
  return {
    version: Version === undefined ? null : requireText(Version),
    id: Id === undefined ? null : requireText(Id),
    statements: toList(found).map(fromStatement),
    isSingle: !Array.isArray(found),
    unknown: withoutNames(wire, ['Version', 'Id', 'Statement']),
  };
}

function toPrincipals(who: Principals): unknown {
  if (who === '*') return who;
  return Object.fromEntries(
    principalKinds.flatMap((kind) => (who[kind] === null ? [] : [[kindNames[kind], who[kind]]])),
  );
}

const toEither = (name: string, { isNot, values }: Some): Fields => ({ [isNot ? `Not${name}` : name]: values });

function toConditions(conditions: readonly Condition[]): Fields {
  if (conditions.length === 0) return {};
  const byOperator = new Map<string, Fields>();
  for (const { operator, key, values } of conditions) {
    byOperator.set(operator, { ...byOperator.get(operator), [key]: values });
  }
  return { Condition: Object.fromEntries(byOperator) };
}

function toStatement(statement: Statement): Fields {
  const { sid, effect, principals, actions, resources, conditions, unknown } = statement;
  return {
    ...(sid !== null && { Sid: sid }),
    Effect: effect,
    ...(principals && { [principals.isNot ? 'NotPrincipal' : 'Principal']: toPrincipals(principals.who) }),
    ...toEither('Action', actions),
    ...toEither('Resource', resources),
    ...toConditions(conditions),
    ...unknown,
  };
}

export function toWire({ version, id, statements, isSingle, unknown }: Policy): WirePolicy {
  const list = statements.map(toStatement);
  return {
    ...(version !== null && { Version: version }),
    ...(id !== null && { Id: id }),
    Statement: isSingle && list.length === 1 ? list[0] : list,
    ...unknown,
  };
}
