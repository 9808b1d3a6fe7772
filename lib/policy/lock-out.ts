import { nameStatement, toBucketArn, type Policy } from './document';
import { evaluate, type Verdict } from './evaluate';
import type { Caller } from './principals';
import type { ValuesOf } from './conditions';

/** The signed-in keys, as far as anybody knows them. */
export interface SignedIn {
  caller: Caller;
  /** Whether the bucket is theirs, so that they need nobody's leave; `null` where that is not known. */
  isOwner: boolean | null;
  valuesOf: ValuesOf;
}

/** Without these nobody can take a policy back. */
const undoing = ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'];
const onBucket = [...undoing, 's3:ListBucket'];
const onObjects = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];
const watched = [...onBucket, ...onObjects];

/** Stands for objects in general: a pattern that means it means all of them. */
const anyKey = 'any\u0000object';

function ask(policy: Policy, bucket: string, action: string, { caller, valuesOf }: SignedIn): Verdict {
  const resource = toBucketArn(bucket, onObjects.includes(action) ? anyKey : null);
  return evaluate(policy, { caller, action, resource, valuesOf });
}

const list = (actions: readonly string[]): string => actions.join(', ');

function describeDenials(policy: Policy, verdicts: ReadonlyMap<string, Verdict>): string[] {
  return policy.statements.flatMap((statement, index) => {
    const denied = (isCertain: boolean): string[] =>
      [...verdicts]
        .filter(
          ([, verdict]) => verdict.effect === 'Deny' && verdict.statement === index && verdict.isCertain === isCertain,
        )
        .map(([action]) => action);
    const sentences: string[] = [];
    const name = nameStatement(statement, index);
    const certain = denied(true);
    if (certain.length > 0) sentences.push(`By ${name} these keys lose ${list(certain)}.`);
    // Conditions on uploads and the like are everyday matters; on the right to undo they are not.
    const possible = denied(false).filter((action) => undoing.includes(action));
    const [first] = possible;
    if (first !== undefined) {
      const reason = verdicts.get(first)?.answers[index]?.obstacle ?? 'that is not known here';
      sentences.push(`By ${name} these keys may lose ${list(possible)}: ${reason}.`);
    }
    return sentences;
  });
}

/**
 * What a policy would take from the signed-in keys: their own access, or the right to undo it. One sentence for each
 * statement that does. `before` is the policy that is there.
 */
export function findLockOuts(policy: Policy, before: Policy | null, bucket: string, who: SignedIn): string[] {
  const verdicts = new Map(watched.map((action) => [action, ask(policy, bucket, action, who)]));
  const sentences = describeDenials(policy, verdicts);
  if (before && who.isOwner === false) {
    const lost = watched.filter((action) => {
      const had = ask(before, bucket, action, who);
      return had.effect === 'Allow' && had.isCertain && verdicts.get(action)?.effect === null;
    });
    if (lost.length > 0)
      sentences.push(`The bucket is not theirs, and no statement allows these keys ${list(lost)} any more.`);
  }
  return sentences;
}
