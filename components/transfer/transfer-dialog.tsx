'use client';

import { ChangeFrame } from '@/components/bulk/change-frame';
import { changeTexts } from '@/components/bulk/change-texts';
import { PlanSummary } from '@/components/jobs/plan-summary';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { formatQuantity } from '@/lib/format/numbers';
import type { TransferMode, TransferSubject } from './transfer-draft';
import { TransferForm } from './transfer-form';
import { useTransfer, type Transfer } from './use-transfer';

interface TransferDialogProps {
  mode: TransferMode;
  subject: TransferSubject;
  /** `isChanged` when at least one object may be another than before. */
  onClose: (isChanged: boolean) => void;
}

const titles: Record<TransferMode, string> = { copy: 'Copy to', move: 'Move to', rename: 'Rename' };
const verbs: Record<TransferMode, string> = { copy: 'Copy', move: 'Move', rename: 'Rename' };

function describeSubject({ objects, prefixes }: TransferSubject): string {
  return [
    objects.length > 0 && formatQuantity(objects.length, 'object'),
    prefixes.length > 0 && formatQuantity(prefixes.length, 'folder'),
  ]
    .filter((part) => part !== false)
    .join(' and ');
}

/** Asks where folders and objects are to be, counts and tells what that means, and does it: at once, or by a job. */
export function TransferDialog({ mode, subject, onClose }: TransferDialogProps) {
  const transfer = useTransfer(mode, subject, () => onClose(false));
  const { run, plan, isPlanned } = transfer;
  const [folder = ''] = subject.prefixes;
  const text = { ...changeTexts[mode === 'copy' ? 'copy' : 'move'], verb: isPlanned ? verbs[mode] : 'Go on' };
  return (
    <ChangeFrame
      run={run}
      title={run.state.step === 'running' ? text.doing : titles[mode]}
      description={mode === 'rename' ? <KeyName text={folder} /> : describeSubject(subject)}
      text={text}
      count={plan?.items ?? 0}
      canBegin={transfer.canBegin}
      isPending={transfer.isStarting}
      {...(isPlanned && { onBack: () => transfer.setPlanned(false) })}
      onBegin={() => void transfer.begin()}
      onClose={onClose}
    >
      {isPlanned ? (
        <PlanStep transfer={transfer} />
      ) : (
        <TransferForm
          mode={mode}
          draft={transfer.draft}
          problem={transfer.problem}
          hasVersions={transfer.hasVersions}
          onChange={transfer.change}
        />
      )}
    </ChangeFrame>
  );
}

function PlanStep({ transfer: { plan, planError, planAgain, isJob, failure } }: { transfer: Transfer }) {
  return (
    <>
      <PlanSummary plan={plan} error={planError} onRetry={planAgain} />
      {plan?.items === 0 && <p>There is nothing to be done.</p>}
      {isJob && (
        <p className="text-ink-2">It runs as a job: it goes on when this page is closed, and keeps a report.</p>
      )}
      {failure !== null && <ErrorNotice error={failure} title="The job did not start" />}
    </>
  );
}
