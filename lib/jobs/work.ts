import { toAppError } from '@/lib/errors/app-error';
import { claimChunk, renewLease, settleChunk, type Claim } from './chunk-records';
import { listAhead } from './list-ahead';
import type { Message } from './queue';
import { findJob } from './records';
import { makeContext, stop, toMessage, toTask, type Task, type Workshop } from './task';
import { getWaitSeconds, judgeError, judgeFailures } from './verdict';

/** With fewer chunks ahead it is listed on. */
const fewChunksAhead = 8;
const leaseRenewalMs = 3_000;
/** So long a worker goes from chunk to chunk of one job, before others get their turn. */
const turnMs = 3_000;

/** What is known of a try while it is under way. */
interface Watch {
  stopping: AbortController;
  /** Bytes so far. */
  moved: number;
}

/** What a try came to, whether it answered or threw. */
async function tryChunk({ log }: Workshop, task: Task, claim: Claim, watch: Watch) {
  const { items, attempts } = claim;
  try {
    const context = await makeContext(task, watch.stopping.signal, (bytes) => (watch.moved += bytes));
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

/** Works on a chunk while saying that it lives. */
async function workOn(workshop: Workshop, task: Task, claim: Claim): Promise<void> {
  const { store, queue, presence } = workshop;
  const { job } = task;
  const { number, attempts } = claim;
  const watch: Watch = { stopping: new AbortController(), moved: 0 };
  const renewal = setInterval(() => {
    renewLease(store, { job: job.id, number, attempts }, watch.moved).then(
      (isHeld) => !isHeld && watch.stopping.abort(),
      () => undefined,
    );
  }, leaseRenewalMs);
  try {
    const result = await tryChunk(workshop, task, claim, watch);
    const { again, waitSeconds: delaySeconds } = result;
    const ahead = await store.transaction(async (rows) => {
      const settled = await settleChunk(rows, { job: job.id, number, attempts, ...result });
      if (settled && again.length > 0) await queue.send(rows, [toMessage(job, number, { delaySeconds })]);
      return settled;
    });
    if (ahead && again.length === 0 && ahead.chunks < (ahead.isListed ? 1 : fewChunksAhead)) {
      if (!presence.askLister(job.id)) await queue.send(store, [toMessage(job, null)]);
    }
    if (result.stop) await stop(workshop, job, result.stop);
  } finally {
    clearInterval(renewal);
  }
}

/** Goes from chunk to chunk, that of the message first. Answers whether there may be more to take when its turn is over. */
async function workInTurn(workshop: Workshop, { job: id, chunk }: Message): Promise<boolean> {
  const { store, presence } = workshop;
  const turnEnds = Date.now() + turnMs;
  let task: Task | null = null;
  for (let wanted = chunk ?? 'next'; ; wanted = 'next') {
    const news = presence.getNews(id);
    const claim = await claimChunk(store, id, wanted);
    if (claim) {
      // Its record changes with its keys only when somebody resumes it.
      if (task?.job.running_since !== claim.running_since) {
        const job = await findJob(store, id);
        task = job && toTask(job);
      }
      if (!task) return false;
      await workOn(workshop, task, claim);
      if (Date.now() >= turnEnds) return true;
    } else {
      const outlook = await presence.waitForNews(id, news, turnEnds - Date.now());
      if (outlook !== 'news') return outlook === 'later';
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
