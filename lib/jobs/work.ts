import { toAppError } from '@/lib/errors/app-error';
import { claimChunk, renewLease, type Claim } from './chunk-records';
import type { JobContext } from './kinds/define';
import { whileRenewing } from './lease';
import { listAhead } from './list-ahead';
import type { Message } from './queue';
import { findJob, type JobRecord } from './records';
import { settleAndClaim, settleChunk, type ChunkResult } from './settle-records';
import { makeContext, stop, toMessage, toTask, type Task, type Workshop } from './task';
import { getWaitSeconds, judgeError, judgeFailures } from './verdict';

/** With fewer chunks ahead it is listed on. */
const fewChunksAhead = 8;
/** So long a worker goes from chunk to chunk of one job, before others get their turn. */
const turnMs = 3_000;

/** What a try came to, whether it answered or threw. */
async function tryChunk(
  { log }: Workshop,
  task: Task,
  { items, attempts }: Claim,
  { signal, report }: Pick<JobContext, 'signal' | 'report'>,
) {
  try {
    const context = await makeContext(task, signal, report);
    const {
      failures,
      remaining,
      bytes,
      skipped = 0,
      notes = [],
      found,
    } = await task.kind.act(context, task.input, items, attempts > 1);
    const verdict = judgeFailures(failures, { size: items.length, attempts, random: Math.random() });
    const again = [...verdict.again.map(({ item }) => item), ...remaining];
    const done = items.length - again.length - verdict.final.length;
    const { stop: stopped, waitSeconds } = verdict;
    return { again, failures: verdict.final, notes, done, skipped, bytes, found, stop: stopped, waitSeconds };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'internal') log(error);
    const waitSeconds = getWaitSeconds(attempts, Math.random());
    const nothing = { failures: [], notes: [], done: 0, skipped: 0, bytes: 0 };
    return { again: items, ...nothing, stop: judgeError(error, attempts), waitSeconds };
  }
}

/** Writes down what a try came to, and takes the next chunk along if it may and there is one. */
async function writeDown({ store, queue }: Workshop, job: JobRecord, result: ChunkResult, mayTakeNext: boolean) {
  const { again, failures, notes, found, waitSeconds: delaySeconds } = result;
  const isOnlyCounts = again.length + failures.length + notes.length === 0 && !found;
  if (isOnlyCounts && mayTakeNext) return settleAndClaim(store, result);
  const ahead = await store.transaction(async (rows) => {
    const settled = await settleChunk(rows, result);
    if (settled && again.length > 0) await queue.send(rows, [toMessage(job, result.number, { delaySeconds })]);
    return settled;
  });
  return { ahead: again.length > 0 ? null : ahead, next: null };
}

/** Works on a chunk while saying that it lives. Answers the next to work on, if it has taken one until `turnEnds`. */
async function workOn(workshop: Workshop, task: Task, claim: Claim, turnEnds: number): Promise<Claim | null> {
  const { store, queue, presence } = workshop;
  const { job } = task;
  const hold = { job: job.id, number: claim.number, attempts: claim.attempts };
  let moved = 0;
  const report = (bytes: number): void => {
    moved += bytes;
  };
  return whileRenewing(
    () => renewLease(store, hold, moved),
    async (signal) => {
      const result = await tryChunk(workshop, task, claim, { signal, report });
      const mayTakeNext = !result.stop && Date.now() < turnEnds;
      const { ahead, next } = await writeDown(workshop, job, { ...hold, ...result }, mayTakeNext);
      if (ahead && ahead.chunks < (ahead.isListed ? 1 : fewChunksAhead) && !presence.askLister(job.id)) {
        await queue.send(store, [toMessage(job, null)]);
      }
      if (result.stop) await stop(workshop, job, result.stop);
      return next;
    },
  );
}

/** Goes from chunk to chunk, that of the message first. Answers whether there may be more to take when its turn is over. */
async function workInTurn(workshop: Workshop, { job: id, chunk }: Message): Promise<boolean> {
  const { store, presence } = workshop;
  const turnEnds = Date.now() + turnMs;
  let task: Task | null = null;
  let given: Claim | null = null;
  for (let wanted = chunk ?? 'next'; ; wanted = 'next') {
    const news = presence.getNews(id);
    const claim: Claim | null = given ?? (await claimChunk(store, id, wanted));
    given = null;
    if (claim) {
      // Its record changes with its keys only when somebody resumes it.
      if (task?.job.running_since !== claim.running_since) {
        const job = await findJob(store, id);
        task = job && toTask(job);
      }
      if (!task) return false;
      given = await workOn(workshop, task, claim, turnEnds);
      if (!given && Date.now() >= turnEnds) return true;
    } else {
      const outlook = await presence.waitForNews(id, news, turnEnds - Date.now());
      if (typeof outlook === 'object') given = outlook;
      else if (outlook !== 'news') return outlook === 'later';
    }
  }
}

/** Does what a message asks for. Whatever goes wrong with the job is written down there; this rejects when it cannot be. */
export async function handleMessage(workshop: Workshop, message: Message): Promise<void> {
  const { job, connection, chunk, lane = 0, failures = 0 } = message;
  if (chunk === null) {
    await listAhead(workshop, job, failures);
    return;
  }
  const mayHaveMore = await workshop.presence.asLane(job, () => workInTurn(workshop, message));
  if (mayHaveMore) await workshop.queue.send(workshop.store, [{ job, connection, chunk: 'next', lane }]);
}
