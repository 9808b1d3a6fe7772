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
import type { DeleteFailure, DeletePlan, ObjectSelection, Versioning } from '@/lib/objects/types';
import type { DeleteState } from './delete-state';

/** Names to show of a selection; the rest is a number. */
const shownNames = 6;
/** Failures to draw; all of them can be copied. */
const shownFailures = 200;

const consequences: Record<Versioning, { tone: 'info' | 'warn'; text: string }> = {
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

function describePlan({ keys, bytes, isPartial }: DeletePlan): string {
  const start = isPartial ? 'more than ' : '';
  return `${start}${formatQuantity(keys, 'object')}, ${formatBytes(bytes)}`;
}

interface DeleteQuestionProps {
  state: DeleteState;
  selection: ObjectSelection;
  onType: (text: string) => void;
}

export function DeleteQuestion({ state, selection, onType }: DeleteQuestionProps) {
  const { step, plan, confirmText, typed } = state;
  const isCounting = step === 'counting';
  return (
    <>
      <p className="flex items-center gap-2">
        {isCounting && <Spinner />}
        <span>
          {plan ? <b className="font-semibold">{describePlan(plan)}</b> : 'Counting what lies in there …'}
          {plan && isCounting && ' so far …'}
          {plan && !isCounting && ' will be deleted.'}
        </span>
      </p>
      <LiveRegion>{plan && !isCounting ? `${describePlan(plan)} will be deleted.` : ''}</LiveRegion>
      <SelectedNames selection={selection} />
      {plan && <Callout tone={consequences[plan.versioning].tone}>{consequences[plan.versioning].text}</Callout>}
      {confirmText !== null && (
        <Field label={`Type “${confirmText}” to confirm`}>
          <TextInput mono value={typed} onValueChange={onType} autoComplete="off" spellCheck={false} />
        </Field>
      )}
    </>
  );
}

function SelectedNames({ selection: { prefixes, objects } }: { selection: ObjectSelection }) {
  const names = [...prefixes.slice(0, shownNames), ...objects.slice(0, shownNames).map(({ key }) => key)].slice(
    0,
    shownNames,
  );
  const rest = prefixes.length + objects.length - names.length;
  return (
    <ul className="rounded-lg border border-line bg-sunken px-2.5 py-1.5 font-mono text-sm">
      {names.map((name) => (
        <li key={name} className="break-all">
          <KeyName text={name} />
        </li>
      ))}
      {rest > 0 && <li className="font-sans text-ink-3">and {formatCount(rest)} more</li>}
    </ul>
  );
}

export function DeleteRunning({ state: { plan, deleted, failures } }: { state: DeleteState }) {
  const done = deleted + failures.length;
  const isKnown = plan !== null && !plan.isPartial && plan.keys > 0;
  const text = isKnown
    ? `${formatCount(done)} of ${formatQuantity(plan.keys, 'object')}`
    : formatQuantity(done, 'object');
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

export function DeleteResult({ state: { deleted, failures, isStopped, error } }: { state: DeleteState }) {
  return (
    <>
      <p role="status">
        {deleted === 0 ? 'Nothing was deleted.' : `${formatQuantity(deleted, 'object')} deleted.`}
        {isStopped && ' You stopped it; the rest is still there.'}
      </p>
      {error && <ErrorNotice title="It broke off" error={AppError.fromInfo(error)} />}
      {failures.length > 0 && <Failures failures={failures} />}
    </>
  );
}

function Failures({ failures }: { failures: DeleteFailure[] }) {
  const toText = (): string => failures.map(({ key, code, message }) => `${key}\t${code}\t${message}`).join('\n');
  return (
    <section>
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium">{formatQuantity(failures.length, 'object')} could not be deleted</h3>
        <CopyButton text={toText} what="list of failures" label="Copy the list" />
      </div>
      <ul
        className="mt-1 max-h-[240px] overflow-y-auto rounded-lg border border-line"
        tabIndex={0}
        aria-label="Failures"
      >
        {failures.slice(0, shownFailures).map(({ key, code, message }, index) => (
          <li key={index} className="border-b border-line px-2.5 py-1 last:border-0">
            <KeyName text={key} className="font-mono text-sm break-all" />
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
