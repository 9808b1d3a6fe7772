'use client';

import { useState } from 'react';
import { PlanSummary } from '@/components/jobs/plan-summary';
import { usePlannedJob, type PlannedJob } from '@/components/jobs/use-planned-job';
import { ErrorNotice } from '@/components/ui/error-notice';
import type { SelectionChange } from '@/lib/bulk/commands';
import type { ObjectChange } from '@/lib/bulk/schema';
import { formatQuantity } from '@/lib/format/numbers';
import type { BucketTarget } from '@/lib/objects/schema';
import { FormOf } from './change-form';
import { ChangeFrame } from './change-frame';
import { changeTexts, firstChanges } from './change-texts';
import { useChangeRun } from './use-change-run';

/** More objects than a dialog waits for, or folders. */
export interface LargeSelection extends BucketTarget {
  objects: readonly { key: string; versionId?: string; sizeBytes: number }[];
  prefixes: readonly string[];
}

interface ChangeJobDialogProps {
  kind: SelectionChange;
  selection: LargeSelection;
  onClose: (isChanged: boolean) => void;
}

function describeSelection({ objects, prefixes }: LargeSelection): string {
  return [
    objects.length > 0 && formatQuantity(objects.length, 'object'),
    prefixes.length > 0 && formatQuantity(prefixes.length, 'folder'),
  ]
    .filter((part) => part !== false)
    .join(' and ');
}

/** Asks how a large selection is to be changed, counts it, and has it changed by a job. */
export function ChangeJobDialog({ kind, selection, onClose }: ChangeJobDialogProps) {
  const [change, setChange] = useState<ObjectChange | null>(firstChanges[kind] ?? null);
  const [problem, setProblem] = useState<string | null>(null);
  const run = useChangeRun();
  const { connection, bucket, objects, prefixes } = selection;
  const input = { bucket, objects, prefixes, change };
  const job = usePlannedJob({ connection, kind: 'change', input }, () => onClose(false));
  const { plan, isPlanned } = job;
  const hasWork = plan !== undefined && plan.items > 0;
  return (
    <ChangeFrame
      run={run}
      title={changeTexts[kind].title}
      description={describeSelection(selection)}
      text={{ ...changeTexts[kind], verb: isPlanned ? changeTexts[kind].verb : 'Go on' }}
      count={plan?.items ?? 0}
      canBegin={isPlanned ? hasWork : change !== null}
      isPending={job.isStarting}
      {...(isPlanned && { onBack: () => job.setPlanned(false) })}
      onBegin={() => {
        if (plan) void job.start();
        else job.setPlanned(true);
      }}
      onClose={onClose}
    >
      {/* The form keeps what was chosen while the plan is looked at. */}
      <div className={isPlanned ? 'hidden' : 'flex flex-col gap-3'}>
        <FormOf
          kind={kind}
          target={selection}
          objects={[]}
          prefix=""
          onChange={(next, nextProblem) => {
            setChange(next);
            setProblem(nextProblem);
          }}
        />
        {problem !== null && <p className="text-sm text-danger">{problem}</p>}
      </div>
      {isPlanned && <PlanStep job={job} />}
    </ChangeFrame>
  );
}

function PlanStep({ job: { plan, error, planAgain, failure } }: { job: PlannedJob }) {
  return (
    <>
      <PlanSummary plan={plan} error={error} onRetry={planAgain} />
      {plan?.items === 0 && <p>There is nothing to be done.</p>}
      {failure !== null && <ErrorNotice error={failure} title="The job did not start" />}
    </>
  );
}
