import { Callout } from '@/components/ui/callout';
import { findMissing } from '@/lib/cors/missing';
import { judgeCors, type CorsQuestion, type CorsRule } from '@/lib/cors/rules';
import type { BrowserAnswer, PreflightAnswer } from '@/lib/cors/types';

interface RulesVerdictProps {
  rules: readonly CorsRule[];
  question: CorsQuestion;
  isSaved: boolean;
}

/** What the rules say, and which of them. */
export function RulesVerdict({ rules, question, isSaved }: RulesVerdictProps) {
  const verdict = judgeCors(rules, question);
  const whose = isSaved ? 'By the saved rules' : 'By the rules in the editor, not saved yet';
  if (verdict.isAllowed) {
    return <Callout tone="ok" role="status" title={`${whose}: yes, rule ${verdict.rule + 1} answers`} />;
  }
  return (
    <Callout tone="warn" role="status" title={`${whose}: no`}>
      {verdict.obstacles.length === 0 ? (
        'There is no rule.'
      ) : (
        <ul>
          {verdict.obstacles.map(({ rule, obstacle }) => (
            <li key={rule}>{`Rule ${rule + 1}: ${obstacle}.`}</li>
          ))}
        </ul>
      )}
    </Callout>
  );
}

/** What the endpoint answered when the console’s server asked it. */
export function LiveVerdict({ answer, rules, question, isSaved }: RulesVerdictProps & { answer: PreflightAnswer }) {
  const isOtherwise = isSaved && answer.isAllowed !== judgeCors(rules, question).isAllowed;
  const headers = [
    ['allow-origin', answer.allowedOrigin],
    ['allow-methods', answer.allowedMethods],
    ['allow-headers', answer.allowedHeaders],
    ['expose-headers', answer.exposedHeaders],
    ['max-age', answer.maxAge],
  ] as const;
  return (
    <Callout
      tone={answer.isAllowed ? 'ok' : 'warn'}
      role="status"
      title={`The endpoint answers: ${answer.isAllowed ? 'yes' : 'no'} (HTTP ${answer.status})`}
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 font-mono text-sm">
        {headers.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="break-words">{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      {!answer.isAllowed && <p className="mt-1">{findMissing(answer, question)}</p>}
      {isOtherwise && (
        <p className="mt-1">
          That is not what the rules say. Some servers look only at the first rule whose origin fits, and a change may
          take a moment; what the endpoint answers is what counts.
        </p>
      )}
    </Callout>
  );
}

interface BrowserVerdictProps {
  answer: BrowserAnswer;
  /** What the console’s server was answered; `null` where it was not. */
  preflight: PreflightAnswer | null;
}

/** What became of the request that this browser sent itself. */
export function BrowserVerdict({ answer: { outcome, isPreflighted, forbidden }, preflight }: BrowserVerdictProps) {
  const leftOut = forbidden.length > 0 && (
    <p className="mt-1">{`Without ${forbidden.join(', ')}: no page may send that.`}</p>
  );
  switch (outcome.kind) {
    case 'let-through':
      return (
        <Callout tone="ok" role="status" title="This browser: let through">
          <p>
            {isPreflighted
              ? `The preflight was passed, and the request was answered with HTTP ${outcome.status}.`
              : `A browser asks no leave for this. The request was answered with HTTP ${outcome.status}, for this page to read.`}{' '}
            What it asked for does not exist, so an error is what it should get.
          </p>
          {leftOut}
        </Callout>
      );
    case 'kept-away':
      return (
        <Callout tone="warn" role="status" title="This browser: kept away">
          <p>
            The endpoint is there, and the browser gave this page nothing of its answer.{' '}
            {isPreflighted && preflight?.isAllowed
              ? 'The preflight is allowed as the console’s server sees it, so the answer itself is likely to lack access-control-allow-origin.'
              : isPreflighted
                ? 'Either the preflight was refused, or the answer lacks access-control-allow-origin; browsers do not tell pages which.'
                : 'The answer lacks access-control-allow-origin for this page.'}
          </p>
          {leftOut}
        </Callout>
      );
    case 'unreachable':
      return (
        <Callout tone="danger" role="status" title="This browser: no way to the endpoint">
          Not even a request that needs no leave came through. The network, a certificate, or an http address below a
          page of https may be in the way; CORS rules are not.
        </Callout>
      );
  }
}
