'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { formatBytes } from '@/lib/format/bytes';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import { countRule, type TouchProgress } from '@/lib/lifecycle/queries';
import { nameRule, type LifecycleRule } from '@/lib/lifecycle/rules';
import { lifecycleRuleSchema } from '@/lib/settings/lifecycle/schema';
import { type Touched, type TouchCounts } from '@/lib/lifecycle/touch';

interface RuleCounterProps {
  /** The rules as they stand in the editor. */
  rules: readonly LifecycleRule[];
  connection: string;
  bucket: string;
}

interface Counting {
  progress: TouchProgress | null;
  error: unknown;
  isRunning: boolean;
}

const idle: Counting = { progress: null, error: null, isRunning: false };

/** “What would this rule touch now?”, counted from the listing of the bucket. */
export function RuleCounter({ rules, connection, bucket }: RuleCounterProps) {
  const [choice, setChoice] = useState('0');
  const [counting, setCounting] = useState<Counting>(idle);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  const rule = rules[Number(choice)] ?? rules[0];
  if (!rule) return null;
  const isValid = lifecycleRuleSchema.safeParse(rule).success;
  const stop = () => controller.current?.abort();
  const forget = () => {
    stop();
    setCounting(idle);
  };
  const run = async () => {
    const own = new AbortController();
    controller.current = own;
    setCounting({ ...idle, isRunning: true });
    try {
      for await (const progress of countRule({ connection, bucket }, rule, own.signal)) {
        if (controller.current === own) setCounting({ progress, error: null, isRunning: !own.signal.aborted });
      }
      if (controller.current === own) setCounting((now) => ({ ...now, isRunning: false }));
    } catch (error) {
      if (controller.current === own) setCounting((now) => ({ ...now, error, isRunning: false }));
    }
  };
  return (
    <section aria-label="What a rule would touch now" className="mt-6 max-w-[860px] border-t border-line pt-4">
      <h2 className="text-lg font-semibold">What would a rule touch now?</h2>
      <p className="text-ink-3">
        Counted from the listing of the bucket, as if the rule ran this moment. Nothing is changed.
      </p>
      <div className="mt-2 flex flex-wrap items-end gap-2">
        <Field label="Rule" className="w-[280px] max-w-full">
          <Select
            items={rules.map((one, index) => ({ value: String(index), label: nameRule(one, index) }))}
            value={String(Math.max(0, rules.indexOf(rule)))}
            onValueChange={(next) => {
              forget();
              setChoice(next);
            }}
          />
        </Field>
        {counting.isRunning ? (
          <Button onClick={stop}>Stop</Button>
        ) : (
          <Button disabled={!isValid} onClick={() => void run()}>
            Count
          </Button>
        )}
      </div>
      {!isValid && <p className="mt-1 text-sm text-ink-3">Something in this rule is to be put right first.</p>}
      {counting.progress && <Result progress={counting.progress} isRunning={counting.isRunning} rule={rule} />}
      {counting.error !== null && (
        <ErrorNotice className="mt-3" title="Counting ended early" error={counting.error} onRetry={() => void run()} />
      )}
    </section>
  );
}

const describe = ({ count, bytes }: Touched, what: string): string =>
  `${formatQuantity(count, what)}${bytes > 0 ? `, ${formatBytes(bytes)}` : ''}`;

function toLines(counts: TouchCounts): string[] {
  const { expired, markers, noncurrentExpired, moved, noncurrentMoved, uploads } = counts;
  const lines: [Touched, string, string][] = [
    [expired, 'current object', 'would expire'],
    [markers, 'delete marker', 'would go'],
    [noncurrentExpired, 'noncurrent version', 'would be deleted for good'],
    ...Object.entries(moved).map(([to, one]): [Touched, string, string] => [
      one,
      'current object',
      `would move to ${to}`,
    ]),
    ...Object.entries(noncurrentMoved).map(([to, one]): [Touched, string, string] => [
      one,
      'noncurrent version',
      `would move to ${to}`,
    ]),
    [uploads, 'incomplete upload', 'would be aborted'],
  ];
  return lines.filter(([{ count }]) => count > 0).map(([one, what, fate]) => `${describe(one, what)} ${fate}`);
}

function Result({ progress, isRunning, rule }: { progress: TouchProgress; isRunning: boolean; rule: LifecycleRule }) {
  const { counts, isComplete } = progress;
  const lines = toLines(counts);
  const title = isComplete
    ? `Counted: all ${formatCount(counts.looked)}`
    : `Counted so far: ${formatCount(counts.looked)}${isRunning ? '' : ', there is more'}`;
  return (
    <Callout role="status" tone={isComplete && lines.length === 0 ? 'ok' : 'info'} className="mt-3" title={title}>
      {lines.length === 0 ? (
        <p>{isComplete ? 'Nothing would be touched now.' : 'Nothing would be touched so far.'}</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {rule.filter.tags.length > 0 && (
        <p className="mt-1">
          Tags are not in a listing, so this is the most it could be: all that fit but for their tags.
        </p>
      )}
      {!rule.isEnabled && <p className="mt-1">The rule is disabled: none of it happens.</p>}
    </Callout>
  );
}
