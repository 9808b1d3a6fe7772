import { toAppError } from '@/lib/errors/app-error';
import { addPage, claimEnd, countChunks, leaveEnd, renewEnd } from './chunk-records';
import { toMissingLanes } from './connections';
import { openFindings } from './finding-records';
import { whileRenewing } from './lease';
import { changeState, findJob, type JobRecord } from './records';
import { addEvent } from './report-records';
import { makeContext, stop, toMessage, toTask, type Task, type Workshop } from './task';
import type { JobItem } from './types';
import { getWaitSeconds, judgeError } from './verdict';

/** Chunks listed ahead of the work. More would only fill the store. */
const maxChunksAhead = 16;
const maxItemsPerChunk = 1000;

function cut(items: JobItem[], size: number): JobItem[][] {
  const chunks: JobItem[][] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}

/** What a kind does last, by one worker at a time. `false` when another is at it. */
async function finishAlone({ store }: Workshop, { job, kind, input }: Task): Promise<boolean> {
  if (!kind.finish) return true;
  if (!(await claimEnd(store, job.id))) return false;
  try {
    const renew = () => renewEnd(store, job.id);
    await whileRenewing(renew, async (signal) => {
      const context = await makeContext({ job, kind, input }, signal);
      await kind.finish?.(context, input, { done: job.done, failed: job.failed }, openFindings(store, job.id));
    });
    return true;
  } finally {
    await leaveEnd(store, job.id);
  }
}

async function end(workshop: Workshop, task: Task): Promise<void> {
  const { store } = workshop;
  const { id } = task.job;
  if (!(await finishAlone(workshop, task))) return;
  await store.transaction(async (rows) => {
    if (await changeState(rows, id, ['running'], 'finished')) await addEvent(rows, id, 'Finished');
  });
}

/**
 * Adds one page to the work, hands its chunks to workers that wait here, and wakes as many others as there are chunks for and are
 * not here yet. Answers the job behind that page, or `null` when there was none to add just now, or never again.
 */
async function listOnce({ store, queue, presence }: Workshop, task: Task) {
  const { job, kind, input } = task;
  const context = await makeContext(task, new AbortController().signal);
  const { items, next } = await kind.list(context, input, job.cursor);
  const chunks = cut(items, kind.itemsPerChunk ?? maxItemsPerChunk);
  const waiting = presence.callWaiting(job.id, chunks.length);
  try {
    const page = await addPage(store, job, { chunks, next, waiting: waiting.length });
    if (!page) return null;
    for (const claim of page.taken) waiting.shift()?.(claim);
    if (chunks.length > page.taken.length) presence.tellNews(job.id);
    const missing = toMissingLanes(job, page.ahead, presence.countLanes(job.id));
    if (missing.length > 0) await queue.send(store, missing);
    return page;
  } finally {
    for (const wake of waiting) wake('news');
  }
}

/** Goes on with the page behind this job's as it was read. Answers whether it is to be read anew and gone on from there. */
async function listPages(workshop: Workshop, task: Task, waiting: number): Promise<boolean> {
  let { job } = task;
  let ahead = waiting;
  while (!job.is_listed && ahead < maxChunksAhead) {
    const page = await listOnce(workshop, { ...task, job });
    if (!page) return false;
    job = { ...job, ...page.listing };
    ahead = page.ahead;
  }
  return job.is_listed;
}

async function listOrEnd(workshop: Workshop, job: JobRecord): Promise<boolean> {
  const task = toTask(job);
  if (!task) {
    const message = `This version of Cooper has no job “${job.kind}”, or another form of it.`;
    await stop(workshop, job, { reason: { code: 'unsupported', message }, isEnd: true });
    return false;
  }
  const waiting = await countChunks(workshop.store, job.id);
  if (!job.is_listed) return listPages(workshop, task, waiting);
  if (waiting === 0) await end(workshop, task);
  return false;
}

async function listUntilEnough(workshop: Workshop, id: string, failures: number): Promise<void> {
  const { store, queue } = workshop;
  for (let isMore = true; isMore;) {
    const job = await findJob(store, id);
    if (job?.state !== 'running') return;
    try {
      isMore = await listOrEnd(workshop, job);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'internal') workshop.log(error);
      const verdict = judgeError(error, failures + 1);
      if (verdict) await stop(workshop, job, verdict);
      else {
        const delaySeconds = getWaitSeconds(failures + 1, Math.random());
        await queue.send(store, [toMessage(job, null, { delaySeconds, failures: failures + 1 })]);
      }
      return;
    }
  }
}

/** Lists until enough lies ahead of the workers, or ends the job when nothing is left. */
export function listAhead(workshop: Workshop, id: string, failures: number): Promise<void> {
  return workshop.presence.asLister(id, () => listUntilEnough(workshop, id, failures));
}
