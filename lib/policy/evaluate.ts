import { anyOf, not, type Answer } from './answers';
import { holds, isUnknown, toResolve, type ValuesOf } from './conditions';
import { toList, type Policy, type Some, type Statement } from './document';
import { matchesPattern, type Resolve } from './patterns';
import { meansCaller, type Caller } from './principals';
import { meansAction } from './s3-actions';

/** May this caller do this to that? */
export interface Question {
  /** `null` without keys. */
  caller: Caller | null;
  /** Such as `s3:GetObject`. */
  action: string;
  /** ARN of the bucket, or of an object. */
  resource: string;
  valuesOf: ValuesOf;
}

export interface StatementAnswer {
  applies: Answer;
  /** What keeps the statement from applying, or leaves it open: “its actions do not include s3:GetObject”. */
  obstacle: string | null;
}

export interface Verdict {
  /** What the policy says; `null` where it says nothing, so that the ACL and the account's own rules decide. */
  effect: 'Allow' | 'Deny' | null;
  /** False where it hangs on something nobody knows here. */
  isCertain: boolean;
  /** Index of the statement that decides. */
  statement: number | null;
  /** One for each statement. */
  answers: StatementAnswer[];
}

function isAmong({ isNot, values }: Some, judge: (value: string) => Answer): Answer {
  const answer = anyOf(toList(values), judge);
  return isNot ? not(answer) : answer;
}

function meansResource(resources: Some, { resource, valuesOf }: Question, resolve: Resolve | null): Answer {
  return isAmong(resources, (pattern) => {
    if (resolve && isUnknown(pattern, valuesOf)) return 'unknown';
    return matchesPattern(pattern, resource, resolve) ? 'yes' : 'no';
  });
}

function judge(statement: Statement, question: Question, resolve: Resolve | null): StatementAnswer {
  const { principals, actions, resources, conditions } = statement;
  const { caller, action, resource, valuesOf } = question;
  const who = caller === null ? 'somebody without keys' : 'this caller';
  const parts: [answer: Answer, no: string, unknown: string][] = [
    [
      principals ? meansCaller(principals, caller) : 'no',
      `its principals do not include ${who}`,
      `whether its principals include ${who} is not known here`,
    ],
    [
      isAmong(actions, (pattern) => (meansAction(pattern, action) ? 'yes' : 'no')),
      `its actions do not include ${action}`,
      '',
    ],
    [
      meansResource(resources, question, resolve),
      `its resources do not include ${resource}`,
      `whether its resources include ${resource} hangs on a variable`,
    ],
    ...conditions.map((condition): [Answer, string, string] => [
      holds(condition, valuesOf, resolve),
      `its condition on ${condition.key} (${condition.operator}) does not hold`,
      `it hangs on ${condition.key} (${condition.operator})`,
    ]),
  ];
  const failed = parts.find(([answer]) => answer === 'no');
  if (failed) return { applies: 'no', obstacle: failed[1] };
  const open = parts.find(([answer]) => answer === 'unknown');
  return open ? { applies: 'unknown', obstacle: open[2] } : { applies: 'yes', obstacle: null };
}

/**
 * What a bucket policy says to a question: a statement that denies counts before any that allows
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html). Policies of the account, ACLs
 * and what belongs to the owner anyway are not looked at.
 */
export function evaluate(policy: Policy, question: Question): Verdict {
  // Only the newer language has variables.
  const resolve = policy.version === '2012-10-17' ? toResolve(question.valuesOf) : null;
  const answers = policy.statements.map((statement) => judge(statement, question, resolve));
  const find = (effect: Statement['effect'], applies: Answer): number =>
    policy.statements.findIndex((one, index) => one.effect === effect && answers[index]?.applies === applies);
  for (const effect of ['Deny', 'Allow'] as const) {
    for (const applies of ['yes', 'unknown'] as const) {
      const statement = find(effect, applies);
      if (statement !== -1) return { effect, isCertain: applies === 'yes', statement, answers };
    }
  }
  return { effect: null, isCertain: true, statement: null, answers };
}
