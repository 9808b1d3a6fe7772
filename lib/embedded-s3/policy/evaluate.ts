import { actionMatches } from './actions.ts';
import type { Condition, PatternSet, Policy, Statement } from './document.ts';
import { operators } from './operators.ts';
import { fitsGlob, readGlob, type Resolve } from './patterns.ts';
import { isNamed, type Caller, type ServiceCaller } from './principals.ts';

/** What is asked of a policy: who wants to do what to what, and what else is known of the request. */
export interface PolicyQuestion {
  /** `null` for an anonymous caller. */
  caller: Caller | ServiceCaller | null;
  /** Such as `s3:GetObject`. */
  action: string;
  /** ARN of the bucket or object. */
  resource: string;
  /** Values of a condition key, its name as `normaliseKey` writes it; `null` when the request has no such key. */
  valuesOf: (key: string) => readonly string[] | null;
}

function resourceMatches({ isNot, patterns }: PatternSet, resource: string, resolve: Resolve | null): boolean {
  const isMatched = patterns.some((pattern) => {
    const glob = readGlob(pattern, resolve);
    return glob !== null && fitsGlob(glob, resource);
  });
  return isMatched !== isNot;
}

/**
 * Whether a condition holds. Several values of the policy are alternatives; of a negated operator, none may compare.
 * A key the request does not have fails a condition, unless it is negated, `IfExists` or about all of no values.
 */
function conditionHolds(condition: Condition, question: PolicyQuestion, resolve: Resolve | null): boolean {
  const { quantifier, values, key } = condition;
  const actual = question.valuesOf(key);
  if (condition.operator === 'Null') return values.some((value) => (value.toLowerCase() === 'true') === !actual);
  const operator = operators.get(condition.operator);
  if (!operator) return false;
  const { compare, isNegated } = operator;
  if (actual === null || actual.length === 0) {
    return condition.ifExists || quantifier === 'ForAllValues' || (isNegated && quantifier === null);
  }
  const isMet = (value: string) => values.some((wanted) => compare(value, wanted, resolve)) !== isNegated;
  // Without a quantifier a negated operator speaks of every value.
  const isOfAll = quantifier === 'ForAllValues' || (quantifier === null && isNegated);
  return isOfAll ? actual.every(isMet) : actual.some(isMet);
}

function applies(statement: Statement, question: PolicyQuestion, resolve: Resolve | null): boolean {
  return (
    actionMatches(statement.actions, question.action) &&
    isNamed(statement.principals, question.caller) &&
    resourceMatches(statement.resources, question.resource, resolve) &&
    statement.conditions.every((condition) => conditionHolds(condition, question, resolve))
  );
}

/**
 * What a policy says: `Deny` when any statement denies, else `Allow` when one allows, else `null`.
 * IAM User Guide, "Policy evaluation logic".
 */
export function evaluatePolicy(policy: Policy, question: PolicyQuestion): 'Allow' | 'Deny' | null {
  const resolve: Resolve | null = policy.hasVariables
    ? (key) => {
        // A variable must stand for one value.
        const values = question.valuesOf(key.includes('/') ? key : key.toLowerCase());
        return values?.length === 1 ? (values[0] ?? null) : null;
      }
    : null;
  let verdict: 'Allow' | null = null;
  for (const statement of policy.statements) {
    if (statement.effect === 'Allow' && verdict !== null) continue;
    if (!applies(statement, question, resolve)) continue;
    if (statement.effect === 'Deny') return 'Deny';
    verdict = 'Allow';
  }
  return verdict;
}
