'use client';

import { useEffect, useState } from 'react';
import { ChangeFrame } from '@/components/bulk/change-frame';
import { NamedEntries } from '@/components/bulk/change-steps';
import { changeTexts } from '@/components/bulk/change-texts';
import { useChangeRun } from '@/components/bulk/use-change-run';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { Loading } from '@/components/ui/spinner';
import { changeSelection } from '@/lib/bulk/queries';
import type { ChangeProgress } from '@/lib/bulk/types';
import { AppError, toAppError, type ErrorInfo } from '@/lib/errors/app-error';
import { formatBytes } from '@/lib/format/bytes';
import { formatDate } from '@/lib/format/dates';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import { deleteSelection } from '@/lib/objects/queries';
import type { BucketTarget } from '@/lib/objects/schema';
import { planReturns } from '@/lib/versions/queries';
import { addReturnSteps, countReturnActs, emptyReturnPlan, type ReturnPlan } from './return-plan';

interface ReturnDialogProps {
  target: BucketTarget;
  keys: readonly string[];
  /** Milliseconds since 1970. */
  at: number;
  onClose: (isChanged: boolean) => void;
}

/** What takes markers away and copies versions on top, and then what hides the rest. */
async function* makeReturn(
  target: BucketTarget,
  plan: ReturnPlan,
  signal: AbortSignal,
): AsyncGenerator<ChangeProgress> {
  yield* changeSelection(target, [...plan.markers, ...plan.copies], { kind: 'restore' }, signal);
  const hidden = { ...target, objects: plan.hidden, prefixes: [] };
  for await (const { deleted, failures } of deleteSelection(hidden, signal)) {
    yield { done: deleted, failures, losses: [] };
  }
}

/** Looks up what it takes to have some keys again as they were, shows it, and does it. */
export function ReturnDialog({ target, keys, at, onClose }: ReturnDialogProps) {
  const { plan, isPlanned, error } = useReturnPlan(target, keys, at);
  const run = useChangeRun();
  const count = countReturnActs(plan);
  return (
    <ChangeFrame
      run={run}
      title="Restore to that time"
      description={`As of ${formatDate(at)}`}
      text={changeTexts.restore}
      resultNoun="change"
      count={count}
      canBegin={isPlanned && count > 0}
      onBegin={() => void run.begin((signal) => makeReturn(target, plan, signal))}
      onClose={onClose}
    >
      <Preview plan={plan} total={keys.length} isPlanned={isPlanned} error={error} />
    </ChangeFrame>
  );
}

function useReturnPlan(target: BucketTarget, keys: readonly string[], at: number) {
  const { connection, bucket } = target;
  const [plan, setPlan] = useState(emptyReturnPlan);
  const [error, setError] = useState<ErrorInfo | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      try {
        let next = emptyReturnPlan;
        for await (const steps of planReturns({ connection, bucket }, keys, at, controller.signal)) {
          if (controller.signal.aborted) return;
          next = addReturnSteps(next, steps);
          setPlan(next);
        }
      } catch (thrown) {
        if (!controller.signal.aborted) setError(toAppError(thrown).toInfo());
      }
    };
    void read();
    return () => controller.abort();
  }, [connection, bucket, keys, at]);
  return { plan, error, isPlanned: plan.keys === keys.length };
}

interface PreviewProps {
  plan: ReturnPlan;
  total: number;
  isPlanned: boolean;
  error: ErrorInfo | null;
}

/** Everything that will be written, before it is. */
function Preview({ plan, total, isPlanned, error }: PreviewProps) {
  if (error) return <ErrorNotice title="What it takes could not be read" error={AppError.fromInfo(error)} />;
  if (!isPlanned) {
    return <Loading>{`Reading the versions: ${formatCount(plan.keys)} of ${formatQuantity(total, 'object')}`}</Loading>;
  }
  const { copies, copiedBytes, markers, hidden, same, failures, unhidden } = plan;
  return (
    <>
      {countReturnActs(plan) === 0 && <p>Nothing has to be done: all of it is as it was then.</p>}
      <Part
        title={`${formatQuantity(copies.length, 'version')}, ${formatBytes(copiedBytes)}, will be copied on top`}
        keys={copies.map(({ key }) => key)}
      />
      <Part
        title={`${formatQuantity(markers.length, 'delete marker')} of ${formatQuantity(unhidden, 'object')} will be taken away`}
        keys={markers.map(({ key }) => key)}
      />
      <Part
        title={`${formatQuantity(hidden.length, 'object')} that was not there then will be hidden by a delete marker`}
        keys={hidden.map(({ key }) => key)}
      />
      {same > 0 && <p className="text-ink-3">{formatQuantity(same, 'object')} as it was then: left alone.</p>}
      {failures.length > 0 && (
        <NamedEntries
          title={`${formatQuantity(failures.length, 'object')} cannot be restored so`}
          label="Failures"
          entries={failures}
        />
      )}
    </>
  );
}

const shownKeys = 6;

function Part({ title, keys }: { title: string; keys: readonly string[] }) {
  if (keys.length === 0) return null;
  const shown = [...new Set(keys)];
  return (
    <section>
      <h3 className="font-medium">{title}</h3>
      <ul className="mt-1 rounded-lg border border-line bg-sunken px-2.5 py-1.5 font-mono text-sm">
        {shown.slice(0, shownKeys).map((key) => (
          <li key={key} className="break-all">
            <KeyName text={key} />
          </li>
        ))}
        {shown.length > shownKeys && (
          <li className="font-sans text-ink-3">and {formatCount(shown.length - shownKeys)} more</li>
        )}
      </ul>
    </section>
  );
}
