'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import type { PlannedJob } from './use-planned-job';

interface PlannedJobDialogProps {
  job: PlannedJob;
  title: string;
  description: ReactNode;
  /** On the button that has the plan counted, and on the one that starts the job. */
  planLabel?: string;
  startLabel: string;
  /** Whether what is asked can be planned, or the plan be started. */
  canGoOn: boolean;
  danger?: boolean;
  onClose: () => void;
  /** What is asked, then the plan. */
  children: ReactNode;
}

/** Asks, shows the plan, and starts the job; it stays open while the job is being started. */
export function PlannedJobDialog({
  job,
  title,
  description,
  planLabel = 'Go on',
  startLabel,
  canGoOn,
  danger = false,
  onClose,
  children,
}: PlannedJobDialogProps) {
  const { plan, isPlanned, isStarting } = job;
  return (
    <Dialog
      open
      width="medium"
      keepOpenOnOutsidePress
      onOpenChange={(open) => {
        if (!open && !isStarting) onClose();
      }}
      title={title}
      description={description}
      onSubmit={() => {
        if (!canGoOn || isStarting) return;
        if (plan) void job.start();
        else job.setPlanned(true);
      }}
      footer={
        <>
          {isPlanned && <Button onClick={() => job.setPlanned(false)}>Back</Button>}
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant={danger ? 'danger' : 'primary'} disabled={!canGoOn} pending={isStarting}>
            {isPlanned ? startLabel : planLabel}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">{children}</div>
    </Dialog>
  );
}
