'use client';

import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { LiveRegion } from '@/components/ui/live-region';
import { Loading } from '@/components/ui/spinner';
import { formatBytes } from '@/lib/format/bytes';
import { formatQuantity } from '@/lib/format/numbers';
import type { CountedPlan } from '@/lib/jobs/queries';
import type { JobNotice } from '@/lib/jobs/types';

interface PlanSummaryProps {
  plan: CountedPlan | undefined;
  error: Error | null;
  onRetry: () => void;
  /** What is counted. */
  noun?: [one: string, many: string];
}

const tones = { info: 'info', warning: 'warn', danger: 'danger' } as const satisfies Record<JobNotice['tone'], string>;

/** What a job would do: how many, how much, and what should be known before. */
export function PlanSummary({ plan, error, onRetry, noun = ['object', 'objects'] }: PlanSummaryProps) {
  if (error) return <ErrorNotice error={error} title="It could not be planned" onRetry={onRetry} />;
  if (!plan) return <Loading>Counting what lies in there</Loading>;
  const count = `${plan.isPartial ? 'more than ' : ''}${formatQuantity(plan.items, ...noun)}`;
  const size = plan.bytes > 0 ? `, ${formatBytes(plan.bytes)}` : '';
  return (
    <>
      <LiveRegion>{`${plan.title}: ${count}${size}`}</LiveRegion>
      <p className="break-words">
        <KeyName text={plan.title} />: <b className="font-semibold">{count + size}</b>
      </p>
      {plan.notices.map(({ tone, text }) => (
        <Callout key={text} tone={tones[tone]}>
          {text}
        </Callout>
      ))}
    </>
  );
}
