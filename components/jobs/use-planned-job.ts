'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { planQuery, type CountedPlan } from '@/lib/jobs/queries';
import type { StartJobInput } from '@/lib/jobs/schema';
import { useStartJob } from './use-start-job';

export interface PlannedJob {
  /** Whether the plan is looked at, and not what was asked before it. */
  isPlanned: boolean;
  setPlanned: (isPlanned: boolean) => void;
  /** Once all of it, or enough, is counted. */
  plan: CountedPlan | undefined;
  error: Error | null;
  planAgain: () => void;
  isStarting: boolean;
  /** Why the job did not start; `null` when it did, or has not been asked to. */
  failure: unknown;
  start: () => Promise<void>;
}

/** The way of a job from its plan to its start. It is counted when somebody wants to see the plan, or at once. */
export function usePlannedJob(
  request: Omit<StartJobInput, 'plan'>,
  onStarted: () => void,
  isPlannedAtOnce = false,
): PlannedJob {
  const [isPlanned, setPlanned] = useState(isPlannedAtOnce);
  const [isStarting, setStarting] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const startJob = useStartJob();
  const planning = useQuery({ ...planQuery(request), enabled: isPlanned });
  const plan = isPlanned ? planning.data : undefined;
  return {
    isPlanned,
    setPlanned,
    plan,
    error: planning.error,
    planAgain: () => void planning.refetch(),
    isStarting,
    failure,
    async start() {
      if (!plan) return;
      setStarting(true);
      setFailure(null);
      try {
        const { items, bytes, isPartial } = plan;
        await startJob({ ...request, plan: { items, bytes, isPartial } });
        onStarted();
      } catch (thrown) {
        setFailure(thrown);
        setStarting(false);
      }
    },
  };
}
