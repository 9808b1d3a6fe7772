import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { unwrapFor } from '@/lib/client/unwrap-for';
import { unwrap, type Result } from '@/lib/errors/result';
import { cancelJob, pauseJob, readFailures, readJob, readJobs, resumeJob, retryFailures, startJob } from './actions';
import type { JobTarget, StartJobInput } from './schema';
import type { FailurePage, JobFailure, JobView } from './types';

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

/** The first failures of a job; asked again as their number grows. */
export function failuresQuery(target: JobTarget, failed: number) {
  return queryOptions({
    queryKey: [...jobKeys.one(target), 'failures', failed] as const,
    queryFn: async () => unwrap(await (await readFailures({ ...target, after: 0 })).result),
    enabled: failed > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Every failure of a job, page by page. */
export async function* walkFailures(target: JobTarget): AsyncGenerator<JobFailure[], void, void> {
  let after: number | null = 0;
  while (after !== null) {
    const page: FailurePage = unwrapFor(target.connection, await (await readFailures({ ...target, after })).result);
    yield page.failures;
    after = page.next;
  }
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

export const startJobMutation = (client: QueryClient) => jobMutation<StartJobInput>(client, startJob);
export const pauseJobMutation = (client: QueryClient) => jobMutation<JobTarget>(client, pauseJob);
export const resumeJobMutation = (client: QueryClient) => jobMutation<JobTarget>(client, resumeJob);
export const cancelJobMutation = (client: QueryClient) => jobMutation<JobTarget>(client, cancelJob);
export const retryFailuresMutation = (client: QueryClient) => jobMutation<JobTarget>(client, retryFailures);
