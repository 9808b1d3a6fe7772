import { createPlanner } from '../plan';
import type { UploadQueue } from '../queue';
import type { UploadSource } from '../queue-item';
import type { UploadSnapshot } from '../snapshot';

/** Bytes that differ from place to place, so that a swapped or repeated part shows. */
export function sampleBytes(sizeBytes: number, seed = 1): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(sizeBytes);
  let state = (seed * 2654435761 + 1) >>> 0;
  for (let offset = 0; offset + 4 <= sizeBytes; offset += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes.writeUInt32LE(state, offset);
  }
  return bytes;
}

export function sampleSource(
  key: string,
  bytes: Uint8Array<ArrayBuffer>,
  change: Partial<UploadSource> = {},
): UploadSource {
  const body = new Blob([bytes]);
  const contentType = 'application/octet-stream';
  return { key, body, contentType, mayOverwrite: true, lastModified: 1_700_000_000_000, handle: null, ...change };
}

/** S3's plan at a thousandth of its size: what takes mebibytes there takes kibibytes here. */
export const planSmall = createPlanner({
  singlePutBytes: 16 * 1024,
  minPartBytes: 5 * 1024,
  usualPartBytes: 16 * 1024,
  stepBytes: 1024,
});

/** The first snapshot for which the condition holds. */
export function untilSnapshot(
  queue: UploadQueue,
  holds: (snapshot: UploadSnapshot) => boolean,
): Promise<UploadSnapshot> {
  return new Promise((resolve) => {
    const check = () => {
      const snapshot = queue.getSnapshot();
      if (!holds(snapshot)) return;
      unsubscribe();
      resolve(snapshot);
    };
    const unsubscribe = queue.subscribe(check);
    check();
  });
}
