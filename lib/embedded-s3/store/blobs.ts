import { randomBytes, type Cipheriv } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, rename, rm, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChecksumAlgorithm } from '../checksums/algorithms.ts';
import { DigestThreads, type Digests } from '../checksums/digest-threads.ts';
import { blobCipher } from '../encryption/cipher.ts';
import { readServerKey } from '../encryption/server-key.ts';

/**
 * A run of bytes within a blob, and whose key opens it where it is sealed. Objects and parts are lists of extents, so that
 * copies share blobs.
 */
export type Extent = readonly [blob: string, offset: number, length: number, sealedBy?: Sealing['by']];

/** With which key a blob is sealed: that of the data folder, or one that a request brings along. */
export type Sealing = { by: 'server' } | { by: 'customer'; key: Buffer };

/** Chunks are gathered up to this size before they are written, one system call each. */
const writeBytes = 1024 * 1024;
const readBytes = 1024 * 1024;

/** Files with random names, each written once: first under `tmp`, then moved to where readers look. */
export class BlobFiles {
  readonly #dataDir: string;
  readonly #temporary: string;
  readonly #final: string;
  #serverKey: Buffer | null = null;
  readonly #readers = new Map<string, number>();
  readonly #doomed = new Set<string>();
  readonly #threads = new DigestThreads();

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.#temporary = join(dataDir, 'tmp');
    this.#final = join(dataDir, 'blobs');
    // What lies here was being written when the last server ended: nobody knows of it.
    rmSync(this.#temporary, { recursive: true, force: true });
    mkdirSync(this.#temporary, { recursive: true });
    for (let shard = 0; shard < 256; shard += 1) {
      mkdirSync(join(this.#final, shard.toString(16).padStart(2, '0')), { recursive: true });
    }
  }

  #path(name: string): string {
    return join(this.#final, name.slice(0, 2), name);
  }

  /** Removes files that no row refers to: written and moved, but the server ended before their transaction. */
  sweep(isKnown: (name: string) => boolean): void {
    for (const shard of readdirSync(this.#final)) {
      for (const name of readdirSync(join(this.#final, shard))) if (!isKnown(name)) rmSync(this.#path(name));
    }
  }

  #secretOf(by: Sealing['by'], customerKey: Buffer | null): Buffer {
    if (by === 'server') return (this.#serverKey ??= readServerKey(this.#dataDir));
    if (customerKey === null) throw new Error("Sealed bytes are read without the customer's key.");
    return customerKey;
  }

  async create(sealing: Sealing | null = null): Promise<BlobWriter> {
    const name = randomBytes(16).toString('hex');
    const temporary = join(this.#temporary, name);
    const place = { name, temporary, final: this.#path(name) };
    const secret = sealing && this.#secretOf(sealing.by, sealing.by === 'customer' ? sealing.key : null);
    const seal = sealing && secret && { by: sealing.by, cipher: blobCipher(secret, name) };
    return new BlobWriter(place, seal, await open(temporary, 'wx'));
  }

  /** Removes a blob, once nobody reads it any more. */
  async remove(name: string): Promise<void> {
    if (this.#readers.has(name)) this.#doomed.add(name);
    else await unlink(this.#path(name)).catch(() => undefined);
  }

  /** Keeps blobs from being removed until the returned function is called. */
  hold(extents: readonly Extent[]): () => void {
    const names = new Set(extents.map(([name]) => name));
    for (const name of names) this.#readers.set(name, (this.#readers.get(name) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      for (const name of names) this.#letGo(name);
    };
  }

  #letGo(name: string): void {
    const left = (this.#readers.get(name) ?? 0) - 1;
    if (left > 0) {
      this.#readers.set(name, left);
      return;
    }
    this.#readers.delete(name);
    if (this.#doomed.delete(name)) void this.remove(name);
  }

  /**
   * Bytes of the extents, in order, opened where they are sealed: with `customerKey` what was sealed with it. Hold them for
   * as long as this is read. A chunk holds until the second one after it is asked for: its memory is used again then.
   */
  async *read(extents: readonly Extent[], customerKey: Buffer | null = null): AsyncGenerator<Buffer> {
    const buffers = new ReadBuffers(extents.reduce((sum, [, , length]) => sum + length, 0));
    for (const [name, offset, length, sealedBy] of extents) {
      if (length === 0) continue;
      const chunks = readFile(this.#path(name), offset, length, buffers);
      if (sealedBy === undefined) yield* chunks;
      else {
        const cipher = blobCipher(this.#secretOf(sealedBy, customerKey), name, offset);
        for await (const chunk of chunks) yield cipher.update(chunk);
      }
    }
  }

  /** MD5, and the checksum where an algorithm is named, of what `read` would yield, without keeping this thread busy. */
  digest(
    extents: readonly Extent[],
    customerKey: Buffer | null,
    algorithm: ChecksumAlgorithm | null,
  ): Promise<Digests> {
    const pieces = extents.map(([blob, offset, length, sealedBy]) => {
      const secret = sealedBy === undefined ? null : this.#secretOf(sealedBy, customerKey);
      return { path: this.#path(blob), blob, offset, length, secret };
    });
    return this.#threads.digest({ pieces, algorithm });
  }

  close(): void {
    this.#threads.close();
  }
}

/** Two buffers by turns. Fresh memory for each part of an object would keep the garbage collector busy. */
class ReadBuffers {
  readonly #sizeBytes: number;
  readonly #buffers: Buffer[] = [];
  #turn = 1;

  /** For so many bytes in all. */
  constructor(totalBytes: number) {
    this.#sizeBytes = Math.min(readBytes, totalBytes);
  }

  next(): Buffer {
    this.#turn = 1 - this.#turn;
    return (this.#buffers[this.#turn] ??= Buffer.allocUnsafeSlow(this.#sizeBytes));
  }
}

/** Bytes of a file. */
async function* readFile(path: string, offset: number, length: number, buffers: ReadBuffers): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    for (let position = 0; position < length;) {
      const buffer = buffers.next();
      const wanted = Math.min(buffer.length, length - position);
      const { bytesRead } = await file.read(buffer, 0, wanted, offset + position);
      if (bytesRead === 0) throw new Error(`${path} is shorter than it was.`);
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

interface BlobPlace {
  name: string;
  temporary: string;
  final: string;
}

interface BlobSeal {
  by: Sealing['by'];
  cipher: Cipheriv;
}

/** Writes one blob. Either `finish` or `discard` ends it. */
export class BlobWriter {
  readonly #place: BlobPlace;
  readonly #seal: BlobSeal | null;
  readonly #file: FileHandle;
  #gathered: Buffer[] = [];
  #gatheredBytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #sizeBytes = 0;

  constructor(place: BlobPlace, seal: BlobSeal | null, file: FileHandle) {
    this.#place = place;
    this.#seal = seal;
    this.#file = file;
  }

  /** Takes a chunk. Returns a promise only when the disk is behind, to be waited for before the next chunk. */
  write(chunk: Buffer): Promise<void> | undefined {
    this.#gathered.push(this.#seal ? this.#seal.cipher.update(chunk) : chunk);
    this.#gatheredBytes += chunk.length;
    this.#sizeBytes += chunk.length;
    return this.#gatheredBytes < writeBytes ? undefined : this.#flush();
  }

  /** Waits for the write before, then begins the next one: at most two chunks' worth of memory. */
  async #flush(): Promise<void> {
    const buffers = this.#gathered;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    await this.#writing;
    this.#writing = this.#writeAll(buffers);
    // Met again at the next flush; until then a failure must not count as unhandled.
    this.#writing.catch(() => undefined);
  }

  async #writeAll(buffers: Buffer[]): Promise<void> {
    if (buffers.length === 0) return;
    const total = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
    const { bytesWritten } = await this.#file.writev(buffers);
    // A short write happens when the disk is full, and then the next one says so.
    if (bytesWritten < total) await this.#file.writeFile(Buffer.concat(buffers).subarray(bytesWritten));
  }

  /** Completes the blob and moves it into place. An empty one leaves no file. */
  async finish(): Promise<Extent[]> {
    const { name, temporary, final } = this.#place;
    await this.#flush();
    await this.#writing;
    await this.#file.close();
    if (this.#sizeBytes === 0) {
      await rm(temporary);
      return [];
    }
    await rename(temporary, final);
    return [this.#seal ? [name, 0, this.#sizeBytes, this.#seal.by] : [name, 0, this.#sizeBytes]];
  }

  async discard(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file.close().catch(() => undefined);
    await rm(this.#place.temporary, { force: true });
  }
}
