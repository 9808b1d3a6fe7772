'use client';

import { useEffect, useReducer, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { changeSelection } from '@/lib/bulk/queries';
import type { ChangedObject, ObjectChange } from '@/lib/bulk/schema';
import { toAppError } from '@/lib/errors/app-error';
import { formatQuantity } from '@/lib/format/numbers';
import type { SelectionChange } from '@/lib/bulk/commands';
import type { BucketTarget } from '@/lib/objects/schema';
import { ChangeForm } from './change-form';
import { ChangeResult, ChangeRunning } from './change-steps';
import { initialChangeState, reduceChange } from './change-state';
import { changeTexts } from './change-texts';

export interface ChangeDialogProps {
  kind: SelectionChange;
  target: BucketTarget;
  objects: readonly ChangedObject[];
  /** The prefix they were listed by. */
  prefix: string;
  /** `isChanged` when at least one object may be another than before. */
  onClose: (isChanged: boolean) => void;
}

/** What needs no form is asked for from the start. */
const firstChanges: Partial<Record<SelectionChange, ObjectChange>> = {
  restore: { kind: 'restore' },
  access: { kind: 'access', acl: 'private' },
  archive: { kind: 'archive', days: 7, tier: 'Standard' },
};

/** Asks how a selection is to be changed, changes it step by step, and names what failed. */
export function ChangeDialog({ kind, target, objects, prefix, onClose }: ChangeDialogProps) {
  const [asked, setAsked] = useState<{ change: ObjectChange | null; problem: string | null }>({
    change: firstChanges[kind] ?? null,
    problem: null,
  });
  const [state, dispatch] = useReducer(reduceChange, initialChangeState);
  const running = useRef<AbortController | null>(null);
  const text = changeTexts[kind];
  // A change whose dialog is gone could not be stopped any more.
  useEffect(() => () => running.current?.abort(), []);

  const begin = async (change: ObjectChange): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    dispatch({ kind: 'begun' });
    try {
      for await (const progress of changeSelection(target, objects, change, controller.signal)) {
        dispatch({ kind: 'progress', progress });
      }
      dispatch({ kind: 'ended', isStopped: controller.signal.aborted });
    } catch (error) {
      dispatch({ kind: 'failed', error: toAppError(error).toInfo() });
    }
  };
  const close = (): void => {
    if (state.step !== 'running') onClose(state.done > 0 || state.error !== null);
  };
  return (
    <Dialog
      open
      width="medium"
      keepOpenOnOutsidePress
      onOpenChange={(open) => {
        if (!open) close();
      }}
      title={state.step === 'running' ? text.doing : text.title}
      description={formatQuantity(objects.length, kind === 'restore' ? 'version' : 'object')}
      onSubmit={() => {
        if (state.step === 'form' && asked.change) void begin(asked.change);
      }}
      footer={
        state.step === 'form' ? (
          <>
            <DialogClose>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" disabled={asked.change === null}>
              {text.verb}
            </Button>
          </>
        ) : state.step === 'running' ? (
          <Button onClick={() => running.current?.abort()}>Stop</Button>
        ) : (
          <Button variant="primary" onClick={close}>
            Close
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-3">
        {state.step === 'form' && (
          <ChangeForm
            kind={kind}
            target={target}
            objects={objects}
            prefix={prefix}
            problem={asked.problem}
            onChange={(change, problem) => setAsked({ change, problem })}
          />
        )}
        {state.step === 'running' && <ChangeRunning state={state} text={text} count={objects.length} />}
        {state.step === 'result' && <ChangeResult state={state} text={text} />}
      </div>
    </Dialog>
  );
}
