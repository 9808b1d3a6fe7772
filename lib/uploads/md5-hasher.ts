import { createMD5 } from 'hash-wasm';
import type { ComputeMd5 } from './md5';

/** Small enough to keep memory flat, large enough to keep the number of reads low. */
const chunkSizeBytes = 4 * 1024 * 1024;

/** A hasher in this thread, which takes one body after another. Reads ahead by one chunk. */
export async function createMd5Hasher(): Promise<ComputeMd5> {
  const hasher = await createMD5();
  return async (body, signal) => {
    hasher.init();
    let next = readChunk(body, 0);
    for (let start = 0; start < body.size; start += chunkSizeBytes) {
      const chunk = await next;
      signal.throwIfAborted();
      next = readChunk(body, start + chunkSizeBytes);
      hasher.update(chunk);
    }
    await next;
    return new Uint8Array(hasher.digest('binary'));
  };
}

async function readChunk(body: Blob, start: number): Promise<Uint8Array> {
  if (start >= body.size) return new Uint8Array();
  return new Uint8Array(await body.slice(start, start + chunkSizeBytes).arrayBuffer());
}
