import { fromPglite, PgBoss } from 'pg-boss';
import type { Rows, Store } from '@/lib/store/types';

/** A word to the workers that there is something to do. What it is stands in the store; losing one only costs time. */
export interface Message {
  job: string;
  /** A chunk to work on, or whichever is `next`, and then the next, until none is left; `null`: list on, or end the job. */
  chunk: number | 'next' | null;
  /** Tells apart those of a job that go from chunk to chunk: as many wait at most as may work at once. */
  lane?: number;
  /** Whose limit of chunks at once it falls under. */
  connection: string;
  delaySeconds?: number;
  /** How often listing has failed in a row. */
  failures?: number;
}

export interface Queue {
  /** Sends in the transaction of `rows`. A message that waits already is not sent twice. */
  send(rows: Rows, messages: readonly Message[]): Promise<void>;
  /** Hands messages to `work` until the queue is closed. `chunksAtOnce` by connection. */
  start(work: (message: Message) => Promise<void>, chunksAtOnce: Record<string, number>): Promise<void>;
  /** For a database of this process alone, at its start: forgets what a dead process had under way. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

const schema = 'cooper_queue';
const chunkQueue = 'chunks';
const listQueue = 'listings';
const defaultChunksAtOnce = 4;
/** Chunks of all connections at once in this process. */
const maxChunksHere = 12;

/**
 * A message that was delivered is not delivered again: the sweep of the engine sends a new one for every chunk that nobody
 * has. So nothing here has retries, and nothing may expire while somebody works on it.
 */
const queueOptions = {
  // One waiting message for each key; any number that somebody works on.
  policy: 'short',
  notify: true,
  retryLimit: 0,
  expireInSeconds: 23 * 3600,
  // What a dead worker had under way counts against the limit of its connection until then.
  heartbeatSeconds: 15,
  deleteAfterSeconds: 300,
} as const;

function toInsert({ delaySeconds = 0, ...message }: Message) {
  const { job, chunk, lane } = message;
  return {
    data: message,
    singletonKey: `${job}/${chunk ?? 'list'}${lane === undefined ? '' : `-${lane}`}`,
    // The tier is the connection, so that each has its own limit.
    group: { id: message.connection, tier: message.connection },
    ...(delaySeconds > 0 && { startAfter: new Date(Date.now() + delaySeconds * 1000) }),
  };
}

/** Opens the queue in the database of the store: pg-boss, with its tables in a schema of their own. */
export async function openQueue({ driver }: Store, onError: (error: unknown) => void): Promise<Queue> {
  const boss = new PgBoss({
    ...(driver.kind === 'pglite'
      ? { db: fromPglite(driver.pglite), backend: 'pglite' as const }
      : { connectionString: driver.url, max: 6, application_name: 'cooper jobs' }),
    schema,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    maintenanceIntervalSeconds: 300,
    monitorVacuum: false,
  });
  boss.on('error', onError);
  await boss.start();
  await boss.createQueue(chunkQueue, queueOptions);
  await boss.createQueue(listQueue, queueOptions);
  return {
    async send(rows, messages) {
      const db = {
        async executeSql(text: string, values?: unknown[]) {
          return { rows: (await rows.execute(text, values)).rows };
        },
      };
      for (const name of [chunkQueue, listQueue]) {
        const inserts = messages.filter(({ chunk }) => (chunk === null) === (name === listQueue)).map(toInsert);
        if (inserts.length > 0) await boss.insert(name, inserts, { db });
      }
    },
    async start(work, chunksAtOnce) {
      const handle = async (messages: { data: Message }[]) => {
        for (const { data } of messages) await work(data);
      };
      const polling = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 5 };
      // Each of them looks for work whenever there is any.
      const wanted = Object.values(chunksAtOnce).reduce((sum, chunks) => sum + chunks, 0);
      await boss.work<Message>(
        chunkQueue,
        {
          ...polling,
          localConcurrency: Math.max(1, Math.min(maxChunksHere, wanted)),
          groupConcurrency: { default: defaultChunksAtOnce, tiers: chunksAtOnce },
        },
        handle,
      );
      await boss.work<Message>(listQueue, { ...polling, localConcurrency: 2 }, handle);
    },
    async clear() {
      await boss.deleteAllJobs(chunkQueue);
      await boss.deleteAllJobs(listQueue);
    },
    close: () => boss.stop({ graceful: false, timeout: 1000 }),
  };
}
