import type { ByteBudget } from './byte-budget';
import type { HashBody, HashedBody } from './md5/md5';
import type { PlanUpload } from './plan';
import { PutFailure, type PutResponse, type SendPut } from './put';
import { withRetries, type Pace } from './retry';
import type { Slots } from './slots';
import type { SignedRequest, UploadTransport } from './transport';

/** What every upload works with. */
export interface UploadServices {
  transport: UploadTransport;
  sendPut: SendPut;
  hashBody: HashBody;
  /** Of hashed bodies that wait to be sent. */
  budget: ByteBudget;
  slots: Slots;
  pace: Pace;
  plan: PlanUpload;
}

export interface SendTask {
  /** Whose turn it takes. */
  owner: object;
  body: Blob;
  /** Those of the body, when they are at hand: sending them is cheaper than having the browser read them again. */
  bytes: ArrayBuffer | null;
  /** Beside those that come with the signed request. */
  headers: Record<string, string>;
  signed: () => Promise<SignedRequest>;
  /** The signed request failed; the next attempt needs another. */
  dropSigned: () => void;
  signal: AbortSignal;
  /** Bytes of the body sent by the present attempt; falls back to 0 when an attempt fails. */
  onProgress: (sentBytes: number) => void;
}

/** Hashes a body for what is done with it then; as long as that lasts, its bytes stay in memory if there is room. */
export async function withHashed<Result>(
  { hashBody, budget }: UploadServices,
  body: Blob,
  signal: AbortSignal,
  act: (hashed: HashedBody) => Promise<Result>,
): Promise<Result> {
  const release = budget.take(body.size);
  try {
    return await act(await hashBody(body, { signal, keepsBytes: release !== null }));
  } finally {
    release?.();
  }
}

/** Sends one body in one of the shared slots, and again with a new signature as long as that can help. */
export function send({ sendPut, slots, pace }: UploadServices, task: SendTask): Promise<PutResponse> {
  const attempt = async () => {
    // Signed before a slot is taken, so that no slot idles; asked again inside, where a long wait may have let it expire.
    await task.signed();
    const release = await slots.acquire(task.owner, task.signal);
    try {
      const { url, headers } = await task.signed();
      const { body, bytes, signal, onProgress } = task;
      return await sendPut({ url, body: bytes ?? body, headers: { ...headers, ...task.headers }, signal, onProgress });
    } catch (error) {
      task.onProgress(0);
      task.dropSigned();
      if (error instanceof PutFailure && error.kind === 'network') await assertReadable(task.body);
      throw error;
    } finally {
      release();
    }
  };
  return withRetries(attempt, { pace, signal: task.signal });
}

/** A file that changed on disk fails as the network does; reading a byte of it tells the two apart. */
async function assertReadable(body: Blob): Promise<void> {
  await body.slice(0, 1).arrayBuffer();
}
