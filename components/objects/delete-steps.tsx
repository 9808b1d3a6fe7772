'use client';

import { Callout } from '@/components/ui/callout';
import { CopyButton } from '@/components/ui/copy-button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { KeyName } from '@/components/ui/key-name';
import { LiveRegion } from '@/components/ui/live-region';
import { Progress } from '@/components/ui/progress';
import { Spinner } from '@/components/ui/spinner';
import { TextInput } from '@/components/ui/text-input';
import { AppError } from '@/lib/errors/app-error';
import { formatBytes } from '@/lib/format/bytes';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import type { DeleteFailure, DeletePlan } from '@/lib/objects/types';
import type { DeleteState } from './delete-state';
import { isOnlyMarkers, toNames, toNoun, type Deletion } from './deletion';

/** Names to show of a selection; the rest is a number. */
const shownNames = 6;
/** Failures to draw; all of them can be copied. */
const shownFailures = 200;

interface Consequence {
  tone: 'info' | 'warn';
  text: string;
}

const consequences: Record<DeletePlan['versioning'], Consequence> = {
  'for-good': { tone: 'warn', text: 'Their data is gone for good. Other versions of the object stay.' },
  enabled: {
    tone: 'info',
    text: 'This bucket keeps versions: each object gets a delete marker and its data stays, until its versions are deleted.',
  },
  suspended: {
    tone: 'warn',
    text: 'Versioning is suspended: what was written since is gone for good, older versions stay behind a delete marker.',
  },
  off: { tone: 'warn', text: 'This bucket keeps no versions: what is deleted is gone for good.' },
  unknown: {
    tone: 'warn',
    text: 'These keys may not ask whether this bucket keeps versions. Take it that what is deleted is gone for good.',
  },
};

const undelete: Consequence = {
  tone: 'info',
  text: 'A delete marker holds no data. Without the latest one the object is there again, as it was before.',
};

function toConsequence(plan: DeletePlan, deletion: Deletion): Consequence {
  return isOnlyMarkers(deletion) ? undelete : consequences[plan.versioning];
}

function describePlan({ keys, bytes, isPartial }: DeletePlan, deletion: Deletion): string {
  if (isOnlyMarkers(deletion)) return formatQuantity(keys, 'delete marker');
  const start = isPartial ? 'more than ' : '';
  return `${start}${formatQuantity(keys, toNoun(deletion))}, ${formatBytes(bytes)}`;
}

interface DeleteQuestionProps {
  state: DeleteState;
  deletion: Deletion;
  /** It will go on without this dialog. */
  isJob: boolean;
  onType: (text: string) => void;
}

export function DeleteQuestion({ state, deletion, isJob, onType }: DeleteQuestionProps) {
  const { step, plan, confirmText, typed } = state;
  const isCounting = step === 'counting';
  return (
    <>
      <p className="flex items-center gap-2">
        {isCounting && <Spinner />}
        <span>
          {plan ? <b className="font-semibold">{describePlan(plan, deletion)}</b> : 'Counting what lies in there …'}
          {plan && isCounting && ' so far …'}
          {plan && !isCounting && ' will be deleted.'}
        </span>
      </p>
      <LiveRegion>{plan && !isCounting ? `${describePlan(plan, deletion)} will be deleted.` : ''}</LiveRegion>
      <SelectedNames deletion={deletion} />
      {plan && plan.keys > 0 && (
        <Callout tone={toConsequence(plan, deletion).tone}>{toConsequence(plan, deletion).text}</Callout>
      )}
      {isJob && !isCounting && (
        <p className="text-ink-2">It runs as a job: it goes on when this page is closed, and keeps a report.</p>
      )}
      {confirmText !== null && (
        <Field label={`Type “${confirmText}” to confirm`}>
          <TextInput mono value={typed} onValueChange={onType} autoComplete="off" spellCheck={false} />
        </Field>
      )}
    </>
  );
}

function SelectedNames({ deletion }: { deletion: Deletion }) {
  const { names, count } = toNames(deletion, shownNames);
  const rest = count - names.length;
  return (
    <ul className="rounded-lg border border-line bg-sunken px-2.5 py-1.5 font-mono text-sm">
      {names.map(({ key, note }) => (
        <li key={`${key} ${note}`} className="break-all">
          <KeyName text={key} />
          {note && <span className="block text-ink-3">{note}</span>}
        </li>
      ))}
      {rest > 0 && <li className="font-sans text-ink-3">and {formatCount(rest)} more</li>}
    </ul>
  );
}

interface DeleteStepProps {
  state: DeleteState;
  deletion: Deletion;
}

export function DeleteRunning({ state: { plan, deleted, failures }, deletion }: DeleteStepProps) {
  const done = deleted + failures.length;
  const isKnown = plan !== null && !plan.isPartial && plan.keys > 0;
  const text = isKnown
    ? `${formatCount(done)} of ${formatQuantity(plan.keys, toNoun(deletion))}`
    : formatQuantity(done, toNoun(deletion));
  return (
    <div>
      <Progress label="Deleting" value={isKnown ? done / plan.keys : null} valueText={text} />
      <p className="mt-1.5 text-ink-2 tabular-nums">
        {text}
        {failures.length > 0 && <span className="text-danger"> · {formatCount(failures.length)} failed</span>}
      </p>
    </div>
  );
}

export function DeleteResult({ state: { deleted, failures, isStopped, error }, deletion }: DeleteStepProps) {
  const noun = toNoun(deletion);
  return (
    <>
      <p role="status">
        {deleted === 0 ? 'Nothing was deleted.' : `${formatQuantity(deleted, noun)} deleted.`}
        {isStopped && ' You stopped it; the rest is still there.'}
      </p>
      {error && <ErrorNotice title="It broke off" error={AppError.fromInfo(error)} />}
      {failures.length > 0 && <Failures failures={failures} noun={noun} />}
    </>
  );
}

function Failures({ failures, noun }: { failures: DeleteFailure[]; noun: string }) {
  const toText = (): string =>
    failures.map(({ key, versionId = '', code, message }) => [key, versionId, code, message].join('\t')).join('\n');
  return (
    <section>
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium">{formatQuantity(failures.length, noun)} could not be deleted</h3>
        <CopyButton text={toText} what="list of failures" label="Copy the list" />
      </div>
      <ul
        className="mt-1 max-h-[240px] overflow-y-auto rounded-lg border border-line"
        tabIndex={0}
        aria-label="Failures"
      >
        {failures.slice(0, shownFailures).map(({ key, versionId, code, message }, index) => (
          <li key={index} className="border-b border-line px-2.5 py-1 last:border-0">
            <KeyName text={key} className="font-mono text-sm break-all" />
            {versionId !== undefined && <span className="block font-mono text-sm text-ink-3">{versionId}</span>}
            <span className="block text-sm text-danger">{message ? `${code}: ${message}` : code}</span>
          </li>
        ))}
        {failures.length > shownFailures && (
          <li className="px-2.5 py-1 text-ink-3">
            and {formatCount(failures.length - shownFailures)} more, in the copied list
          </li>
        )}
      </ul>
    </section>
  );
}
