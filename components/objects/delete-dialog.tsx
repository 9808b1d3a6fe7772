'use client';

import dynamic from 'next/dynamic';
import { useEffect, useReducer, useRef, useState, type RefObject } from 'react';
import { useStartJob } from '@/components/jobs/use-start-job';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { toAppError } from '@/lib/errors/app-error';
import type { KeyVersion } from '@/lib/objects/types';
import { isOnlyMarkers, planDeletion, runDeletion, type Deletion } from './deletion';
import { initialDeleteState, reduceDelete, type DeleteAct, type DeleteState } from './delete-state';
import { toDeleteJob } from './delete-job';
import { DeleteQuestion, DeleteResult, DeleteRunning } from './delete-steps';

const Protection = dynamic(() => import('./delete-protection').then((module) => module.DeleteProtection), {
  ssr: false,
});

export interface DeleteDialogProps {
  deletion: Deletion;
  onClose: (result: DeletionResult) => void;
}

export interface DeletionResult {
  /** How many are gone, or hidden by a marker. */
  deleted: number;
  /** The markers that were made; `null` when they are too many to take away at once. */
  markers: KeyVersion[] | null;
}

/** Counts what would go, as long as the dialog is open. */
function useCount(deletion: Deletion, dispatch: (act: DeleteAct) => void): void {
  useEffect(() => {
    const controller = new AbortController();
    const count = async (): Promise<void> => {
      try {
        for await (const plan of planDeletion(deletion, controller.signal)) {
          if (controller.signal.aborted) return;
          dispatch({ kind: 'counted', plan });
        }
        if (!controller.signal.aborted) dispatch({ kind: 'count-ended' });
      } catch (error) {
        if (!controller.signal.aborted) dispatch({ kind: 'failed', error: toAppError(error).toInfo() });
      }
    };
    void count();
    return () => controller.abort();
  }, [deletion, dispatch]);
}

/** Counts what will go, asks, deletes with progress, and names what failed. */
export function DeleteDialog({ deletion, onClose }: DeleteDialogProps) {
  const [state, dispatch] = useReducer(reduceDelete, initialDeleteState);
  const running = useRef<AbortController | null>(null);
  const cancelRef = useRef<HTMLButtonElement>(null);
  const startJob = useStartJob();
  const [bypassGovernance, setBypass] = useState(false);
  const job = state.plan && toDeleteJob(deletion, state.plan, bypassGovernance);

  useCount(deletion, dispatch);

  // A delete whose dialog is gone could not be stopped any more.
  useEffect(() => () => running.current?.abort(), []);

  const confirm = async (): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    dispatch({ kind: 'confirmed' });
    try {
      if (job) {
        await startJob(job);
        onClose({ deleted: 0, markers: null });
        return;
      }
      for await (const progress of runDeletion(deletion, bypassGovernance, controller.signal))
        dispatch({ kind: 'progress', progress });
      dispatch({ kind: 'ended', isStopped: controller.signal.aborted });
    } catch (error) {
      dispatch({ kind: 'failed', error: toAppError(error).toInfo() });
    }
  };

  const close = (): void => {
    if (state.step === 'running') return;
    onClose({ deleted: state.deleted, markers: state.markers });
  };

  return (
    <Dialog
      open
      keepOpenOnOutsidePress
      initialFocus={cancelRef}
      onOpenChange={(open) => {
        if (!open) close();
      }}
      title={toTitle(state, deletion)}
      onSubmit={() => {
        if (state.step === 'question') void confirm();
      }}
      footer={
        <Footer
          state={state}
          isUndelete={isOnlyMarkers(deletion)}
          cancelRef={cancelRef}
          onClose={close}
          onStop={() => running.current?.abort()}
        />
      }
    >
      <div className="flex flex-col gap-3">
        {(state.step === 'counting' || state.step === 'question') && (
          <DeleteQuestion
            state={state}
            deletion={deletion}
            isJob={job !== null}
            onType={(text) => dispatch({ kind: 'typed', text })}
          />
        )}
        {state.step === 'question' && (
          <Protection deletion={deletion} bypassGovernance={bypassGovernance} onBypass={setBypass} />
        )}
        {state.step === 'running' && <DeleteRunning state={state} deletion={deletion} />}
        {state.step === 'result' && <DeleteResult state={state} deletion={deletion} />}
      </div>
    </Dialog>
  );
}

function toTitle({ step, failures }: DeleteState, deletion: Deletion): string {
  if (step !== 'running' && step !== 'result' && isOnlyMarkers(deletion)) return 'Take away the delete marker?';
  if (step !== 'running' && step !== 'result' && deletion.kind !== 'objects') return 'Delete for good?';
  if (step === 'running') return 'Deleting';
  if (step === 'result') return failures.length > 0 ? 'Deleted, with failures' : 'Delete';
  return 'Delete?';
}

interface FooterProps {
  state: DeleteState;
  isUndelete: boolean;
  cancelRef: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
  onStop: () => void;
}

function Footer({ state, isUndelete, cancelRef, onClose, onStop }: FooterProps) {
  if (state.step === 'running') return <Button onClick={onStop}>Stop</Button>;
  if (state.step === 'result') {
    return (
      <Button variant="primary" onClick={onClose}>
        Close
      </Button>
    );
  }
  return (
    <>
      <Button ref={cancelRef} onClick={onClose}>
        Cancel
      </Button>
      <Button type="submit" variant={isUndelete ? 'primary' : 'danger'} disabled={!state.canConfirm}>
        {isUndelete ? 'Take away' : 'Delete'}
      </Button>
    </>
  );
}
