'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { ChangeResult, ChangeRunning } from './change-steps';
import type { ChangeTexts } from './change-texts';
import type { ChangeRun } from './use-change-run';

interface ChangeFrameProps {
  run: ChangeRun;
  title: string;
  description: ReactNode;
  text: ChangeTexts;
  /** What the result counts, where that is another thing than the progress does. */
  resultNoun?: string;
  /** How many things are changed. */
  count: number;
  canBegin: boolean;
  /** It has been asked for, and has not begun yet. */
  isPending?: boolean;
  /** Leads back to what was asked before, where there is such a step. */
  onBack?: () => void;
  onBegin: () => void;
  /** `isChanged` when at least one object may be another than before. */
  onClose: (isChanged: boolean) => void;
  /** What is asked or shown before it begins. */
  children: ReactNode;
}

/** The dialog of a change over many objects: what is asked, its progress with a way to stop, and what came of it. */
export function ChangeFrame(props: ChangeFrameProps) {
  const { run, title, description, text, resultNoun, count, canBegin, isPending = false, onBack } = props;
  const { onBegin, onClose, children } = props;
  const { state, stop } = run;
  const close = (): void => {
    if (state.step !== 'running' && !isPending) onClose(state.done > 0 || state.error !== null);
  };
  return (
    <Dialog
      open
      width="medium"
      keepOpenOnOutsidePress
      onOpenChange={(open) => {
        if (!open) close();
      }}
      title={title}
      description={description}
      onSubmit={() => {
        if (state.step === 'form' && canBegin && !isPending) onBegin();
      }}
      footer={
        state.step === 'form' ? (
          <>
            {onBack && <Button onClick={onBack}>Back</Button>}
            <DialogClose>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" disabled={!canBegin} pending={isPending}>
              {text.verb}
            </Button>
          </>
        ) : state.step === 'running' ? (
          <Button onClick={stop}>Stop</Button>
        ) : (
          <Button variant="primary" onClick={close}>
            Close
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-3">
        {state.step === 'form' && children}
        {state.step === 'running' && <ChangeRunning state={state} text={text} count={count} />}
        {state.step === 'result' && (
          <ChangeResult state={state} text={resultNoun === undefined ? text : { ...text, noun: resultNoun }} />
        )}
      </div>
    </Dialog>
  );
}
