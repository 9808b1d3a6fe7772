import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { unwrapFor } from '@/lib/client/unwrap-for';
import { AppError } from '@/lib/errors/app-error';
import { unwrap, type Result } from '@/lib/errors/result';
import {
  cancelJob,
  pauseJob,
  planStep,
  readDuplicates,
  readFailures,
  readFindings,
  readJob,
  readJobs,
  readTallies,
  resumeJob,
  retryFailures,
  startJob,
} from './actions';
import type { JobTarget, StartJobInput } from './schema';
import type {
  Duplicate,
  DuplicatePage,
  FailurePage,
  JobFailure,
  JobNotice,
  JobPlan,
  JobView,
  PlanStep,
  Tally,
  TallyPage,
} from './types';

const jobKeys = {
  of: (connection: string) => ['jobs', connection] as const,
  open: (connection: string) => ['jobs', connection, 'open'] as const,
  all: (connection: string) => ['jobs', connection, 'all'] as const,
  one: ({ connection, id }: JobTarget) => ['jobs', connection, 'one', id] as const,
};

/** How often progress is read while something moves, and while nothing does. */
const movingMs = 1_500;
const restingMs = 20_000;

const isMoving = (jobs: readonly JobView[] | undefined): boolean =>
  (jobs ?? []).some(({ state }) => state === 'running');

/** Jobs that have not ended: one question for all of a connection, whatever number of places show them. */
export function openJobsQuery(connection: string) {
  return queryOptions({
    queryKey: jobKeys.open(connection),
    queryFn: async () => unwrap(await (await readJobs({ connection, isOpen: true })).result),
    refetchInterval: ({ state }) => (isMoving(state.data) ? movingMs : restingMs),
    staleTime: movingMs,
  });
}

/** All jobs of these keys, the newest first. */
export function jobsQuery(connection: string) {
  return queryOptions({
    queryKey: jobKeys.all(connection),
    queryFn: async () => unwrap(await (await readJobs({ connection, isOpen: false })).result),
    refetchInterval: ({ state }) => (isMoving(state.data) ? movingMs : restingMs),
  });
}

/** One job with what happened to it. */
export function jobQuery(target: JobTarget) {
  return queryOptions({
    queryKey: jobKeys.one(target),
    queryFn: async () => unwrap(await (await readJob(target)).result),
    refetchInterval: ({ state }) => (state.data?.job.state === 'running' ? movingMs : restingMs),
  });
}

/** The first failures, or remarks, of a job; asked again as their number grows. */
export function failuresQuery(target: JobTarget, count: number, isNote = false) {
  return queryOptions({
    queryKey: [...jobKeys.one(target), 'failures', isNote, count] as const,
    queryFn: async () => unwrap(await (await readFailures({ ...target, after: 0, isNote })).result),
    enabled: count > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Every failure, or remark, of a job, page by page. */
export async function* walkFailures(target: JobTarget, isNote: boolean): AsyncGenerator<JobFailure[], void, void> {
  let after: number | null = 0;
  while (after !== null) {
    const input = { ...target, after, isNote };
    const page: FailurePage = unwrapFor(target.connection, await (await readFailures(input)).result);
    yield page.failures;
    after = page.next;
  }
}

/** What a job that has ended has found out. */
export function findingsQuery(target: JobTarget) {
  return queryOptions({
    queryKey: [...jobKeys.one(target), 'findings'] as const,
    queryFn: async () => unwrap(await (await readFindings(target)).result),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Everything a job has counted, page by page. */
export async function* walkTallies(target: JobTarget): AsyncGenerator<Tally[], void, void> {
  let after: TallyPage['next'] = null;
  do {
    const page: TallyPage = unwrapFor(target.connection, await (await readTallies({ ...target, after })).result);
    yield page.tallies;
    after = page.next;
  } while (after !== null);
}

/** Every object that has the content of another, page by page. */
export async function* walkDuplicates(target: JobTarget): AsyncGenerator<Duplicate[], void, void> {
  let after: DuplicatePage['next'] = null;
  do {
    const page: DuplicatePage = unwrapFor(target.connection, await (await readDuplicates({ ...target, after })).result);
    yield page.duplicates;
    after = page.next;
  } while (after !== null);
}

/** What was counted so far of what a job would do. */
export interface CountedPlan extends JobPlan {
  title: string;
  notices: JobNotice[];
  /** By what is to become of them, where the kind tells. */
  counts: Readonly<Record<string, number>>;
}

/** Counts what a job would do, a page of its listing at a time. The last value is the plan. */
async function* walkPlan(
  { connection, kind, input }: Omit<StartJobInput, 'plan'>,
  signal: AbortSignal,
): AsyncGenerator<CountedPlan, void, void> {
  let plan: CountedPlan = { items: 0, bytes: 0, isPartial: true, title: '', notices: [], counts: {} };
  let cursor: unknown = null;
  do {
    const request = { connection, kind, input, cursor };
    const step: PlanStep = unwrapFor(connection, await (await planStep(request)).result);
    const counts = { ...plan.counts };
    for (const [name, count] of Object.entries(step.counts ?? {})) counts[name] = (counts[name] ?? 0) + count;
    plan = {
      items: plan.items + step.items,
      bytes: plan.bytes + step.bytes,
      isPartial: step.next !== null,
      title: step.title,
      notices: step.notices ?? plan.notices,
      counts,
    };
    yield plan;
    cursor = step.next;
  } while (cursor !== null && !signal.aborted);
}

/** Counting stops here; beyond it the numbers read "more than". */
const maxCounted = 100_000;

/** A plan as far as it is worth waiting for. */
export function planQuery(request: Omit<StartJobInput, 'plan'>) {
  return queryOptions({
    queryKey: [...jobKeys.of(request.connection), 'plan', request.kind, request.input] as const,
    queryFn: async ({ signal }) => {
      let plan: CountedPlan | null = null;
      for await (plan of walkPlan(request, signal)) if (plan.items > maxCounted) break;
      if (plan === null) throw new AppError('bad-response', 'Nothing was counted.');
      return plan;
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

function jobMutation<Input extends { connection: string }>(
  client: QueryClient,
  act: (input: Input) => Promise<{ result: Promise<Result<JobView>> }>,
) {
  return mutationOptions({
    mutationFn: async (input: Input) => unwrap(await (await act(input)).result),
    onSettled: (_job, _error, { connection }) => client.invalidateQueries({ queryKey: jobKeys.of(connection) }),
  });
}

/** A job that has begun is known as open at once: it may have ended by the time that open jobs are asked for. */
function noteBegun(client: QueryClient, job: JobView): void {
  client.setQueryData(openJobsQuery(job.connection).queryKey, (jobs: JobView[] = []) => [
    job,
    ...jobs.filter(({ id }) => id !== job.id),
  ]);
}

export const startJobMutation = (client: QueryClient) =>
  mutationOptions({ ...jobMutation<StartJobInput>(client, startJob), onSuccess: (job) => noteBegun(client, job) });
export const pauseJobMutation = (client: QueryClient) => jobMutation<JobTarget>(client, pauseJob);
export const resumeJobMutation = (client: QueryClient) => jobMutation<JobTarget>(client, resumeJob);
export const cancelJobMutation = (client: QueryClient) => jobMutation<JobTarget>(client, cancelJob);
export const retryFailuresMutation = (client: QueryClient) =>
  mutationOptions({ ...jobMutation<JobTarget>(client, retryFailures), onSuccess: (job) => noteBegun(client, job) });
