import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, rename, rm, unlink, type FileHandle } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';

/** A run of bytes within a blob. Objects and parts are lists of extents, so that copies share blobs. */
export type Extent = readonly [blob: string, offset: number, length: number];

/** Chunks are gathered up to this size before they are written, one system call each. */
const writeBytes = 1024 * 1024;
const readBytes = 512 * 1024;

/** Files with random names, each written once: first under `tmp`, then moved to where readers look. */
export class BlobFiles {
  readonly #temporary: string;
  readonly #final: string;
  readonly #readers = new Map<string, number>();
  readonly #doomed = new Set<string>();

  constructor(dataDir: string) {
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

  async create(): Promise<BlobWriter> {
    const name = randomBytes(16).toString('hex');
    const temporary = join(this.#temporary, name);
    return new BlobWriter(name, temporary, this.#path(name), await open(temporary, 'wx'));
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

  /** Bytes of the extents, in order. Hold them for as long as this is read. */
  async *read(extents: readonly Extent[]): AsyncGenerator<Buffer> {
    for (const [name, offset, length] of extents) {
      if (length === 0) continue;
      const range = { start: offset, end: offset + length - 1, highWaterMark: readBytes };
      yield* createReadStream(this.#path(name), range) as AsyncIterable<Buffer>;
    }
  }
}

/** Writes one blob. Either `finish` or `discard` ends it. */
export class BlobWriter {
  readonly #name: string;
  readonly #temporary: string;
  readonly #final: string;
  readonly #file: FileHandle;
  #gathered: Buffer[] = [];
  #gatheredBytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #sizeBytes = 0;

  constructor(name: string, temporary: string, final: string, file: FileHandle) {
    this.#name = name;
    this.#temporary = temporary;
    this.#final = final;
    this.#file = file;
  }

  /** Takes a chunk. Returns a promise only when the disk is behind, to be waited for before the next chunk. */
  write(chunk: Buffer): Promise<void> | undefined {
    this.#gathered.push(chunk);
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
    await this.#flush();
    await this.#writing;
    await this.#file.close();
    if (this.#sizeBytes === 0) {
      await rm(this.#temporary);
      return [];
    }
    await rename(this.#temporary, this.#final);
    return [[this.#name, 0, this.#sizeBytes]];
  }

  async discard(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file.close().catch(() => undefined);
    await rm(this.#temporary, { force: true });
  }
}
