import { allOf, anyOf, not, type Answer } from './answers';
import { toList, type Condition } from './document';
import { readOperator } from './operators';
import type { Resolve } from './patterns';

/** Values of a condition key of the request; `null` where it has no such key, `unknown` where nobody can tell. */
export type ValuesOf = (key: string) => readonly string[] | null | 'unknown';

/** Names of condition keys know no case; what follows a slash is the name of a tag, which does. */
export function normaliseKey(key: string): string {
  const slash = key.indexOf('/');
  return slash === -1 ? key.toLowerCase() : key.slice(0, slash).toLowerCase() + key.slice(slash);
}

/** The keys of the variables in a text. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$\{\s*([^},\s]+)[^}]*\}/gu)]
    .map(([, key = '']) => key)
    .filter((key) => !['*', '?', '$'].includes(key));
}

/** Fills in variables: each must stand for one value. */
export function toResolve(valuesOf: ValuesOf): Resolve {
  return (key) => {
    const values = valuesOf(normaliseKey(key));
    return values !== null && values !== 'unknown' && values.length === 1 ? (values[0] ?? null) : null;
  };
}

/** Whether a text has variables that nobody can fill in. */
export function isUnknown(text: string, valuesOf: ValuesOf): boolean {
  return variablesIn(text).some((key) => valuesOf(normaliseKey(key)) === 'unknown');
}

/**
 * Whether a condition holds (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html).
 * The policy's values are alternatives; of a negated operator none may compare. A key that the request does not have fails
 * a condition, unless it is negated, ends in IfExists, or speaks of all of no values.
 */
export function holds(condition: Condition, valuesOf: ValuesOf, resolve: Resolve | null): Answer {
  const operator = readOperator(condition.operator);
  if (!operator) return 'no';
  const actual = valuesOf(normaliseKey(condition.key));
  if (actual === 'unknown') return 'unknown';
  const wanted = toList(condition.values).map(String);
  const { quantifier, isNegated } = operator;
  if (operator.name === 'Null') return isMissingAsWanted(actual, wanted);
  if (actual === null || actual.length === 0) {
    const isEnough = operator.ifExists || quantifier === 'ForAllValues' || (isNegated && quantifier === null);
    return isEnough ? 'yes' : 'no';
  }
  const isMet = (value: string): Answer => {
    const compares = anyOf(wanted, (one) => {
      if (resolve && isUnknown(one, valuesOf)) return 'unknown';
      return operator.compare(value, one, resolve) ? 'yes' : 'no';
    });
    return isNegated ? not(compares) : compares;
  };
  // Without a quantifier a negated operator speaks of every value.
  const isOfAll = quantifier === 'ForAllValues' || (quantifier === null && isNegated);
  return isOfAll ? allOf(actual, isMet) : anyOf(actual, isMet);
}

/** The operator `Null`: “true” wants a key that is not there. */
function isMissingAsWanted(actual: readonly string[] | null, wanted: readonly string[]): Answer {
  const isMissing = actual === null || actual.length === 0;
  return wanted.some((value) => (value.toLowerCase() === 'true') === isMissing) ? 'yes' : 'no';
}
