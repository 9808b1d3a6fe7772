'use client';

import { useState } from 'react';
import { changeSelection } from '@/lib/bulk/queries';
import type { ChangedObject, ObjectChange } from '@/lib/bulk/schema';
import { formatQuantity } from '@/lib/format/numbers';
import type { SelectionChange } from '@/lib/bulk/commands';
import type { BucketTarget } from '@/lib/objects/schema';
import { ChangeForm } from './change-form';
import { ChangeFrame } from './change-frame';
import { changeTexts, firstChanges } from './change-texts';
import { useChangeRun } from './use-change-run';

export interface ChangeDialogProps {
  kind: SelectionChange;
  target: BucketTarget;
  objects: readonly ChangedObject[];
  /** The prefix they were listed by. */
  prefix: string;
  /** `isChanged` when at least one object may be another than before. */
  onClose: (isChanged: boolean) => void;
}

/** Asks how a selection is to be changed, changes it step by step, and names what failed. */
export function ChangeDialog({ kind, target, objects, prefix, onClose }: ChangeDialogProps) {
  const [asked, setAsked] = useState<{ change: ObjectChange | null; problem: string | null }>({
    change: firstChanges[kind] ?? null,
    problem: null,
  });
  const run = useChangeRun();
  const text = changeTexts[kind];
  const { change, problem } = asked;
  return (
    <ChangeFrame
      run={run}
      title={run.state.step === 'running' ? text.doing : text.title}
      description={formatQuantity(objects.length, kind === 'restore' ? 'version' : 'object')}
      text={text}
      count={objects.length}
      canBegin={change !== null}
      onBegin={() => {
        if (change) void run.begin((signal) => changeSelection(target, objects, change, signal));
      }}
      onClose={onClose}
    >
      <ChangeForm
        kind={kind}
        target={target}
        objects={objects}
        prefix={prefix}
        problem={problem}
        onChange={(next, nextProblem) => setAsked({ change: next, problem: nextProblem })}
      />
    </ChangeFrame>
  );
}
