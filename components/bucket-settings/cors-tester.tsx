'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { browserTestMutation, corsTestMutation } from '@/lib/cors/queries';
import type { CorsQuestion, CorsRule } from '@/lib/cors/rules';
import { browserMethods, type BrowserMethod } from '@/lib/s3/browser-methods';
import { BrowserVerdict, LiveVerdict, RulesVerdict } from './cors-verdicts';

const methods = browserMethods.map((method) => ({ value: method, label: method }));

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
  const [method, setMethod] = useState<BrowserMethod>('PUT');
  const [headerText, setHeaderText] = useState('content-type');
  const ask = useMutation(corsTestMutation());
  const askBrowser = useMutation(browserTestMutation());
  const question: CorsQuestion = { origin: origin.trim(), method, headers: toHeaders(headerText) };
  // A page may ask for itself alone.
  const isOwnOrigin = question.origin === location.origin;
  const forget = () => {
    ask.reset();
    askBrowser.reset();
  };
  return (
    <section aria-label="Tester" className="mt-6 max-w-[860px] border-t border-line pt-4">
      <h2 className="text-lg font-semibold">What would a browser be told?</h2>
      <form
        noValidate
        className="mt-2 grid grid-cols-[minmax(0,2fr)_130px_minmax(0,2fr)_auto] items-end gap-2 max-[680px]:grid-cols-[minmax(0,1fr)]"
        onSubmit={(event) => {
          event.preventDefault();
          const asked = { connection, bucket, method, headers: [...question.headers] };
          ask.mutate({ ...asked, origin: question.origin });
          if (isOwnOrigin) askBrowser.mutate(asked);
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
        <Button type="submit" pending={ask.isPending || askBrowser.isPending}>
          Ask the endpoint
        </Button>
      </form>
      <div className="mt-3 grid items-start gap-3 min-[900px]:grid-cols-2">
        <RulesVerdict rules={rules} question={question} isSaved={isSaved} />
        {ask.data && <LiveVerdict answer={ask.data} rules={rules} question={question} isSaved={isSaved} />}
        {ask.isError && <ErrorNotice title="The endpoint was not asked" error={ask.error} />}
        {askBrowser.data && <BrowserVerdict answer={askBrowser.data} preflight={ask.data ?? null} />}
        {askBrowser.isError && <ErrorNotice title="This browser was not let to ask" error={askBrowser.error} />}
        {ask.data && !isOwnOrigin && (
          <p className="text-sm text-ink-3">
            A browser asks for the page it shows. This one can ask by itself with {location.origin} as the origin.
          </p>
        )}
      </div>
    </section>
  );
}
