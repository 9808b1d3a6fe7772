import type { HashBody, HashedBody } from './md5';
import { createMd5State, pad, toDigest, VectorMd5, type LaneTask, type Md5State } from './vector';
import { laneCount } from './vector-module';

/** Small enough to keep memory flat, large enough to keep the number of reads low. */
const chunkBytes = 1024 * 1024;

interface Message {
  body: Blob;
  signal: AbortSignal;
  state: Md5State;
  keepsBytes: boolean;
  /** All bytes of the body, once they are read and when they are to be kept. */
  kept: ArrayBuffer | null;
  /** Bytes read so far, those of `chunk` included. */
  readBytes: number;
  /** Read ahead, so that reading and hashing overlap. */
  chunk: Promise<Uint8Array>;
  resolve: (hashed: HashedBody) => void;
  reject: (error: unknown) => void;
}

interface LoadedMessage {
  message: Message;
  bytes: Uint8Array;
  isLast: boolean;
}

/**
 * A hasher in this thread. Up to four bodies that are asked for at the same time are hashed together, in little more
 * time than one of them would take; others wait for a lane.
 */
export function createMd5Hasher(): HashBody {
  const vector = VectorMd5.create(chunkBytes);
  const waiting: Message[] = [];
  let isWorking = false;

  const work = async () => {
    isWorking = true;
    try {
      const engine = await vector;
      let lanes: Message[] = [];
      for (;;) {
        const joining = waiting.splice(0, laneCount - lanes.length);
        for (const message of joining) readNext(message);
        lanes = [...lanes, ...joining];
        if (lanes.length === 0) return;
        const loaded = await Promise.all(lanes.map(load));
        const present = loaded.filter((one) => one !== null);
        hash(engine, present);
        lanes = present.filter(({ isLast }) => !isLast).map(({ message }) => message);
      }
    } finally {
      isWorking = false;
    }
  };

  return (body, { signal, keepsBytes = false }) =>
    new Promise<HashedBody>((resolve, reject) => {
      const chunk = Promise.resolve(new Uint8Array());
      const begun = { state: createMd5State(), kept: null, readBytes: 0, chunk };
      waiting.push({ ...begun, body, signal, keepsBytes, resolve, reject });
      if (!isWorking) work().catch((error: unknown) => waiting.splice(0).forEach((message) => message.reject(error)));
    });
}

function readNext(message: Message): void {
  const start = message.readBytes;
  message.readBytes = Math.min(start + chunkBytes, message.body.size);
  message.chunk = read(message, start, message.readBytes);
  // It is awaited when its turn comes; a failure before that is not forgotten by then.
  message.chunk.catch(() => undefined);
}

/** What is kept is read in one go, which is much cheaper than piece by piece. */
async function read(message: Message, start: number, end: number): Promise<Uint8Array> {
  const { body, keepsBytes } = message;
  if (!keepsBytes) return new Uint8Array(await body.slice(start, end).arrayBuffer());
  message.kept ??= await body.arrayBuffer();
  return new Uint8Array(message.kept, start, end - start);
}

/** The next chunk of a message, the one after it under way; `null` when the message has failed or was given up. */
async function load(message: Message): Promise<LoadedMessage | null> {
  try {
    message.signal.throwIfAborted();
    const bytes = await message.chunk;
    message.signal.throwIfAborted();
    const isLast = message.readBytes >= message.body.size;
    if (!isLast) readNext(message);
    return { message, bytes, isLast };
  } catch (error) {
    message.reject(error);
    return null;
  }
}

function hash(vector: VectorMd5, loaded: readonly LoadedMessage[]): void {
  const tasks: LaneTask[] = loaded.map(({ message, bytes, isLast }, lane) => {
    const buffer = vector.buffers[lane];
    if (!buffer) throw new RangeError(`There is no lane ${lane}.`);
    buffer.set(bytes);
    const byteCount = isLast ? pad(buffer, bytes.length, message.body.size) : bytes.length;
    return { lane, state: message.state, byteCount };
  });
  vector.advance(tasks);
  for (const { message, isLast } of loaded) {
    if (isLast) message.resolve({ md5: toDigest(message.state), bytes: message.kept });
  }
}
