import { buildVectorModule, laneCount, stateBytes } from './vector-module';

/** MD5 works through blocks of this size (RFC 1321, section 3.4). */
const blockBytes = 64;
const pageBytes = 65_536;

type RunBlocks = (pointer: number, strideBytes: number, limit: number) => void;

/** The four words of a hash that is under way. */
export type Md5State = Uint32Array<ArrayBuffer>;

/** What one lane does next: whole blocks, which lie at the beginning of its buffer. */
export interface LaneTask {
  lane: number;
  state: Md5State;
  byteCount: number;
}

/** RFC 1321, section 3.3. */
export function createMd5State(): Md5State {
  return new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
}

/** The 16 bytes of a finished hash. */
export function toDigest(state: Md5State): Uint8Array<ArrayBuffer> {
  const digest = new DataView(new ArrayBuffer(16));
  state.forEach((word, index) => digest.setUint32(index * 4, word, true));
  return new Uint8Array(digest.buffer);
}

/** Four MD5s side by side in one thread. */
export class VectorMd5 {
  /** Where the bytes of each lane go before `advance`. Two blocks longer than a chunk, for the padding of a message. */
  readonly buffers: readonly Uint8Array<ArrayBuffer>[];
  readonly #states: Uint32Array<ArrayBuffer>;
  readonly #strideBytes: number;
  readonly #run: RunBlocks;

  private constructor(chunkBytes: number, memory: WebAssembly.Memory, instance: WebAssembly.Instance) {
    const bytes = memory.buffer;
    this.#strideBytes = toStride(chunkBytes);
    this.#states = new Uint32Array(bytes, 0, laneCount * 4);
    this.#run = instance.exports['run'] as RunBlocks;
    this.buffers = Array.from(
      { length: laneCount },
      (_, lane) => new Uint8Array(bytes, stateBytes + lane * this.#strideBytes, this.#strideBytes),
    );
  }

  /** `chunkBytes` is how much of a message a lane holds at a time, a whole number of blocks. */
  static async create(chunkBytes: number): Promise<VectorMd5> {
    const totalBytes = stateBytes + laneCount * toStride(chunkBytes);
    const memory = new WebAssembly.Memory({ initial: Math.ceil(totalBytes / pageBytes) });
    const { instance } = await WebAssembly.instantiate(buildVectorModule(), { env: { memory } });
    return new VectorMd5(chunkBytes, memory, instance);
  }

  /** Hashes what lies in the buffers and changes the states. Lanes without a task compute too, and are not looked at. */
  advance(tasks: readonly LaneTask[]): void {
    for (const { lane, state } of tasks) {
      state.forEach((word, index) => (this.#states[index * laneCount + lane] = word));
    }
    const ends = [...new Set(tasks.map(({ byteCount }) => byteCount))].toSorted((left, right) => left - right);
    let done = 0;
    for (const end of ends) {
      // The module's loop looks at its end only after a block.
      if (end > done) this.#run(stateBytes + done, this.#strideBytes, stateBytes + end);
      done = end;
      for (const { lane, state, byteCount } of tasks) {
        if (byteCount !== end) continue;
        state.forEach((_, index) => (state[index] = this.#states[index * laneCount + lane] ?? 0));
      }
    }
  }
}

/**
 * Appends what closes a message: a bit, zeros, and its length in bits, to whole blocks (RFC 1321, sections 3.1, 3.2).
 * Returns how many bytes of the buffer are in use then.
 */
export function pad(buffer: Uint8Array, usedBytes: number, messageBytes: number): number {
  const paddedBytes = Math.ceil((usedBytes + 9) / blockBytes) * blockBytes;
  buffer.fill(0, usedBytes, paddedBytes);
  buffer[usedBytes] = 0x80;
  const length = new DataView(buffer.buffer, buffer.byteOffset + paddedBytes - 8, 8);
  length.setBigUint64(0, BigInt(messageBytes) * 8n, true);
  return paddedBytes;
}

function toStride(chunkBytes: number): number {
  return chunkBytes + 2 * blockBytes;
}
