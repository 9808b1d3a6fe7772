'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { corsTestMutation } from '@/lib/cors/queries';
import { judgeCors, type CorsQuestion, type CorsRule } from '@/lib/cors/rules';
import type { PreflightAnswer } from '@/lib/cors/types';

const methods = (['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const).map((method) => ({ value: method, label: method }));

type Method = (typeof methods)[number]['value'];

interface CorsTesterProps {
  /** The rules as they stand in the editor. */
  rules: readonly CorsRule[];
  /** They are what the server has. */
  isSaved: boolean;
  connection: string;
  bucket: string;
}

const toHeaders = (text: string): string[] => text.split(/[\s,]+/u).filter((name) => name !== '');

/** Asks the rules in the editor, and the live endpoint, what a browser would ask. */
export function CorsTester({ rules, isSaved, connection, bucket }: CorsTesterProps) {
  const [origin, setOrigin] = useState(() => location.origin);
  const [method, setMethod] = useState<Method>('PUT');
  const [headerText, setHeaderText] = useState('content-type');
  const ask = useMutation(corsTestMutation());
  const question: CorsQuestion = { origin: origin.trim(), method, headers: toHeaders(headerText) };
  const forget = () => ask.reset();
  return (
    <section aria-label="Tester" className="mt-6 max-w-[860px] border-t border-line pt-4">
      <h2 className="text-lg font-semibold">What would a browser be told?</h2>
      <form
        noValidate
        className="mt-2 grid grid-cols-[minmax(0,2fr)_130px_minmax(0,2fr)_auto] items-end gap-2 max-[680px]:grid-cols-[minmax(0,1fr)]"
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ connection, bucket, origin: question.origin, method, headers: [...question.headers] });
        }}
      >
        <Field label="Origin of the page">
          <TextInput
            mono
            spellCheck={false}
            value={origin}
            onValueChange={(text) => {
              setOrigin(text);
              forget();
            }}
          />
        </Field>
        <Field label="Method">
          <Select
            items={methods}
            value={method}
            onValueChange={(next) => {
              setMethod(next);
              forget();
            }}
          />
        </Field>
        <Field label="Headers it sends" hint="with commas">
          <TextInput
            mono
            spellCheck={false}
            value={headerText}
            onValueChange={(text) => {
              setHeaderText(text);
              forget();
            }}
          />
        </Field>
        <Button type="submit" pending={ask.isPending}>
          Ask the endpoint
        </Button>
      </form>
      <div className="mt-3 grid gap-3 min-[900px]:grid-cols-2">
        <RulesVerdict rules={rules} question={question} isSaved={isSaved} />
        {ask.data && <LiveVerdict answer={ask.data} rules={rules} question={question} isSaved={isSaved} />}
        {ask.isError && <ErrorNotice title="The endpoint was not asked" error={ask.error} />}
      </div>
    </section>
  );
}

interface RulesVerdictProps {
  rules: readonly CorsRule[];
  question: CorsQuestion;
  isSaved: boolean;
}

function RulesVerdict({ rules, question, isSaved }: RulesVerdictProps) {
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

function LiveVerdict({ answer, rules, question, isSaved }: RulesVerdictProps & { answer: PreflightAnswer }) {
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
      {isOtherwise && (
        <p className="mt-1">
          That is not what the rules say. Some servers look only at the first rule whose origin fits, and a change may
          take a moment; what the endpoint answers is what counts.
        </p>
      )}
    </Callout>
  );
}
