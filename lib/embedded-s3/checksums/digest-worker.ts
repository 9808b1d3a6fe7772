import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { blobCipher } from '../encryption/cipher.ts';
import { startDigest, type ChecksumAlgorithm } from './algorithms.ts';

/** A run of bytes of a file, and the secret that opens it where it is sealed. */
export interface Piece {
  path: string;
  /** Name of the blob, which is part of its key. */
  blob: string;
  offset: number;
  length: number;
  secret: Uint8Array | null;
}

/** What a thread is to digest: the pieces, one behind the other. */
export interface DigestOrder {
  pieces: readonly Piece[];
  algorithm: ChecksumAlgorithm | null;
}

/** What a thread answers. */
export type DigestAnswer = { md5: Uint8Array; checksum: Uint8Array | null } | { failure: string };

const buffer = Buffer.allocUnsafeSlow(1024 * 1024);

/** Hands a piece on, read into the same memory over and over. */
function readPiece({ path, blob, offset, length, secret }: Piece, take: (chunk: Buffer) => void): void {
  const cipher = secret && blobCipher(Buffer.from(secret), blob, offset);
  const file = openSync(path, 'r');
  try {
    for (let position = 0; position < length;) {
      const wanted = Math.min(buffer.length, length - position);
      const bytesRead = readSync(file, buffer, 0, wanted, offset + position);
      if (bytesRead === 0) throw new Error(`${path} is shorter than it was.`);
      const chunk = buffer.subarray(0, bytesRead);
      take(cipher ? cipher.update(chunk) : chunk);
      position += bytesRead;
    }
  } finally {
    closeSync(file);
  }
}

function digest({ pieces, algorithm }: DigestOrder): DigestAnswer {
  const md5 = startDigest('MD5');
  const running = algorithm && startDigest(algorithm);
  for (const piece of pieces) {
    readPiece(piece, (chunk) => {
      md5.update(chunk);
      running?.update(chunk);
    });
  }
  return { md5: md5.digest(), checksum: running?.digest() ?? null };
}

parentPort?.on('message', (order: DigestOrder) => {
  let answer: DigestAnswer;
  try {
    answer = digest(order);
  } catch (error) {
    answer = { failure: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
