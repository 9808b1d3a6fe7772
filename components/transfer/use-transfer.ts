'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChangeRun, type ChangeRun } from '@/components/bulk/use-change-run';
import { useStartJob } from '@/components/jobs/use-start-job';
import { changeWhole } from '@/lib/bulk/queries';
import { planQuery, type CountedPlan } from '@/lib/jobs/queries';
import { settingQuery } from '@/lib/settings/queries';
import {
  startDraft,
  toCopyInput,
  toDirectChange,
  type TransferDraft,
  type TransferMode,
  type TransferSubject,
} from './transfer-draft';

export interface Transfer {
  draft: TransferDraft;
  change: (part: Partial<TransferDraft>) => void;
  /** The bucket has kept versions, or these keys may not ask. */
  hasVersions: boolean;
  /** Why nothing is asked for yet, once somebody has touched the form. */
  problem: string | null;
  /** From the form to the plan, and back. */
  isPlanned: boolean;
  setPlanned: (isPlanned: boolean) => void;
  plan: CountedPlan | undefined;
  planError: Error | null;
  planAgain: () => void;
  /** It is done by a job, and not while the dialog is open. */
  isJob: boolean;
  canBegin: boolean;
  isStarting: boolean;
  /** Why the job did not start. */
  failure: unknown;
  run: ChangeRun;
  /** The next step: the plan, or the work. */
  begin: () => Promise<void>;
}

/** Whether there may be older versions. */
function useHasVersions({ connection, bucket }: TransferSubject): boolean {
  const { data } = useQuery(settingQuery({ connection, bucket, setting: 'versioning' }));
  return data?.state === 'configured' || data?.state === 'denied';
}

/** The way of a copy or a move from its form over its plan to the work. */
export function useTransfer(mode: TransferMode, subject: TransferSubject, onStarted: () => void): Transfer {
  const [first] = useState(() => startDraft(subject));
  const [draft, setDraft] = useState(first);
  const [isPlanned, setPlanned] = useState(false);
  const [isStarting, setStarting] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const run = useChangeRun();
  const startJob = useStartJob();
  const { connection, bucket } = subject;
  const hasVersions = useHasVersions(subject);
  const asked = toCopyInput(subject, mode, draft);
  const input = 'input' in asked ? asked.input : null;
  const request = { connection, kind: 'copy', input: input ?? {} };
  const planning = useQuery({ ...planQuery(request), enabled: isPlanned && input !== null });
  const plan = isPlanned ? planning.data : undefined;
  const direct = plan && input ? toDirectChange(connection, input, plan) : null;

  const start = async ({ items, bytes, isPartial }: CountedPlan): Promise<void> => {
    setStarting(true);
    setFailure(null);
    try {
      await startJob({ ...request, plan: { items, bytes, isPartial } });
      onStarted();
    } catch (thrown) {
      setFailure(thrown);
      setStarting(false);
    }
  };
  return {
    draft,
    change: (part) => setDraft({ ...draft, ...part }),
    hasVersions,
    problem: draft !== first && 'problem' in asked ? asked.problem : null,
    isPlanned,
    setPlanned,
    plan,
    planError: planning.error,
    planAgain: () => void planning.refetch(),
    isJob: plan !== undefined && plan.items > 0 && direct === null,
    canBegin: isPlanned ? plan !== undefined && plan.items > 0 : input !== null,
    isStarting,
    failure,
    run,
    async begin() {
      if (!plan) setPlanned(input !== null);
      else if (direct && input) await run.begin((signal) => changeWhole({ connection, bucket }, input, direct, signal));
      else await start(plan);
    },
  };
}
