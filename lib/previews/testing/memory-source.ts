import type { ByteSource } from '../types';

/** Bytes in memory, and what has been read of them. */
export function createMemorySource(bytes: Uint8Array<ArrayBuffer>): ByteSource & { reads: [number, number][] } {
  const reads: [number, number][] = [];
  return {
    sizeBytes: bytes.length,
    reads,
    read: (start, end) => {
      const range: [number, number] = [Math.max(0, start), Math.min(end, bytes.length)];
      reads.push(range);
      return Promise.resolve(bytes.slice(...range));
    },
  };
}

export const toBytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
