import { normaliseKey } from './conditions';
import { namesOf, principalKinds, toList, type Policy, type Some, type Statement, type Texts } from './document';

const inOrder = (values: Texts): string[] => [...new Set(toList(values))].sort();

/** An account's number and the ARN of its root are one principal; Amazon answers the one with the other. */
const toRoot = (name: string): string => (/^\d{12}$/u.test(name) ? `arn:aws:iam::${name}:root` : name);

const toPlain = ({ isNot, values }: Some): unknown => [isNot, inOrder(values)];

function toPlainStatement({ sid, effect, principals, actions, resources, conditions, unknown }: Statement): unknown {
  const whom = principals && [
    principals.isNot,
    principalKinds.map((kind) => inOrder(namesOf(principals.who, kind).map(toRoot))),
  ];
  const wanted = conditions
    .map(({ operator, key, values }) => [operator, normaliseKey(key), inOrder(toList(values).map(String))])
    .map((condition) => JSON.stringify(condition))
    .sort();
  return [sid ?? '', effect, whom, toPlain(actions), toPlain(resources), wanted, unknown];
}

/** Whether two policies say the same: a text for a list of one, names and conditions in any order. */
export function isSamePolicy(a: Policy, b: Policy): boolean {
  const toText = ({ version, id, statements, unknown }: Policy): string =>
    JSON.stringify([version ?? '2008-10-17', id ?? '', statements.map(toPlainStatement), unknown]);
  return toText(a) === toText(b);
}
