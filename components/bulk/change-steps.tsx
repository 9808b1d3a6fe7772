import { CopyButton } from '@/components/ui/copy-button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { Progress } from '@/components/ui/progress';
import type { ChangeFailure } from '@/lib/bulk/types';
import { AppError } from '@/lib/errors/app-error';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import type { ChangeState } from './change-state';
import type { ChangeTexts } from './change-texts';

interface StepProps {
  state: ChangeState;
  text: ChangeTexts;
}

export function ChangeRunning({ state: { done, failures }, text, count }: StepProps & { count: number }) {
  const { noun = 'object' } = text;
  const answered = done + failures.length;
  const said = `${formatCount(answered)} of ${formatQuantity(count, noun)}`;
  return (
    <div>
      <Progress label={text.doing} value={answered / count} valueText={said} />
      <p className="mt-1.5 text-ink-2 tabular-nums">
        {said}
        {failures.length > 0 && <span className="text-danger"> · {formatCount(failures.length)} failed</span>}
      </p>
    </div>
  );
}

export function ChangeResult({ state: { done, failures, losses, isStopped, error }, text }: StepProps) {
  const { noun = 'object' } = text;
  return (
    <>
      <p role="status">
        {done === 0 ? 'Nothing was done.' : `${formatQuantity(done, noun)} ${text.done}.`}
        {isStopped && ' You stopped it; the rest is as it was.'}
      </p>
      {error && <ErrorNotice title="It broke off" error={AppError.fromInfo(error)} />}
      {failures.length > 0 && (
        <NamedEntries title={`${formatQuantity(failures.length, noun)} failed`} label="Failures" entries={failures} />
      )}
      {losses.length > 0 && (
        <NamedEntries
          title={`${formatQuantity(losses.length, noun)} lost something on the way`}
          label="Losses"
          entries={losses}
        />
      )}
    </>
  );
}

const shown = 100;

interface NamedEntriesProps {
  title: string;
  label: string;
  entries: readonly ChangeFailure[];
}

export function NamedEntries({ title, label, entries }: NamedEntriesProps) {
  const toText = (): string =>
    entries.map(({ key, versionId = '', code, message }) => [key, versionId, code, message].join('\t')).join('\n');
  return (
    <section>
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium">{title}</h3>
        <CopyButton text={toText} what={`list of ${label.toLowerCase()}`} label="Copy the list" />
      </div>
      <ul className="mt-1 max-h-[240px] overflow-y-auto rounded-lg border border-line" tabIndex={0} aria-label={label}>
        {entries.slice(0, shown).map(({ key, code, message }, index) => (
          <li key={index} className="border-b border-line px-2.5 py-1 last:border-0">
            <KeyName text={key} className="font-mono text-sm break-all" />
            <span className="block text-sm text-danger">
              {[code, message].filter((part) => part !== '').join(': ')}
            </span>
          </li>
        ))}
        {entries.length > shown && (
          <li className="px-2.5 py-1 text-ink-3">and {formatCount(entries.length - shown)} more, in the copied list</li>
        )}
      </ul>
    </section>
  );
}
