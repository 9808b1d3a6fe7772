'use client';

import { useState } from 'react';
import { PlanSummary } from '@/components/jobs/plan-summary';
import { PlannedJobDialog } from '@/components/jobs/planned-job-dialog';
import { usePlannedJob, type PlannedJob } from '@/components/jobs/use-planned-job';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { Switch } from '@/components/ui/switch';
import { formatExactDate } from '@/lib/format/dates';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import type { CountedPlan } from '@/lib/jobs/queries';
import type { BucketTarget } from '@/lib/objects/schema';

interface ReturnJobDialogProps {
  target: BucketTarget;
  prefix: string;
  /** Milliseconds since 1970. */
  at: number;
  onClose: () => void;
}

/** Has everything under a prefix as it was at a moment, by a job, once it has been told what that takes. */
export function ReturnJobDialog({ target: { connection, bucket }, prefix, at, onClose }: ReturnJobDialogProps) {
  const [hidesNew, setHidesNew] = useState(false);
  const job = usePlannedJob({ connection, kind: 'return', input: { bucket, prefix, at, hidesNew } }, onClose);
  const { plan, isPlanned } = job;
  const canGoOn = !isPlanned || (plan !== undefined && plan.items > 0);
  return (
    <PlannedJobDialog
      job={job}
      title="Restore everything here"
      description={
        <>
          <KeyName text={`${bucket}/${prefix}`} />, as it was on {formatExactDate(at)}
        </>
      }
      startLabel="Restore"
      canGoOn={canGoOn}
      onClose={onClose}
    >
      {isPlanned ? (
        <PlanStep job={job} hidesNew={hidesNew} />
      ) : (
        <>
          <p>Versions of then are copied on top, and where an object was only deleted since, its delete markers go.</p>
          <Switch
            label="Hide what has come since"
            description="Behind delete markers, which can be taken away again. Otherwise it stays."
            checked={hidesNew}
            onCheckedChange={setHidesNew}
          />
        </>
      )}
    </PlannedJobDialog>
  );
}

interface PlanStepProps {
  job: PlannedJob;
  hidesNew: boolean;
}

function PlanStep({ job: { plan, error, planAgain, failure }, hidesNew }: PlanStepProps) {
  const archived = plan?.counts['archived'] ?? 0;
  return (
    <>
      <PlanSummary plan={plan} error={error} onRetry={planAgain} noun={['change', 'changes']} />
      {plan && <Counts plan={plan} hidesNew={hidesNew} />}
      {archived > 0 && (
        <Callout tone="warn">
          {formatQuantity(archived, 'version')} of these {archived === 1 ? 'lies' : 'lie'} in an archive and cannot be
          copied before a restore from it. The report names what was not.
        </Callout>
      )}
      {plan?.items === 0 && <p>There is nothing to be done.</p>}
      {failure !== null && <ErrorNotice error={failure} title="The job did not start" />}
    </>
  );
}

function Counts({ plan: { counts, isPartial }, hidesNew }: { plan: CountedPlan; hidesNew: boolean }) {
  const count = (name: string): string => `${isPartial ? 'at least ' : ''}${formatCount(counts[name] ?? 0)}`;
  const rows: [string, string][] = [
    ['Copied on top', count('copied')],
    ['Shown again', count('unhidden')],
    [hidesNew ? 'To be hidden' : 'New since, stays', count('new')],
    ['The same', count('same')],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-3 gap-y-1 rounded-lg border border-line bg-sunken px-3 py-2 min-[480px]:grid-cols-4">
      {rows.map(([name, text]) => (
        <div key={name}>
          <dt className="text-xs text-ink-3">{name}</dt>
          <dd className="tabular-nums">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
