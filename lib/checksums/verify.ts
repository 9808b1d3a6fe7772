import type { IHasher } from 'hash-wasm';
import type { ByteSource } from '@/lib/previews/types';
import { createDigest } from './digest';
import type { VerifyPlan } from './plan';

export type Verdict =
  | { kind: 'intact'; computed: string }
  | { kind: 'damaged'; computed: string; part: number | null }
  /** The sizes of the parts were guessed, and none of them fits: that says nothing of the content. */
  | { kind: 'unknown' };

const readBytes = 4 * 1024 * 1024;
/** Hashed at a time, so that the page stays alive between. */
const sliceBytes = 1024 * 1024;

type Plan = Exclude<VerifyPlan, { kind: 'none' }>;

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A digest over parts of given sizes. */
class PartDigest {
  readonly #hasher: IHasher;
  readonly #sizes: readonly number[];
  readonly digests: Uint8Array[] = [];
  #left: number;

  constructor(hasher: IHasher, sizes: readonly number[]) {
    this.#hasher = hasher;
    this.#sizes = sizes;
    this.#left = sizes[0] ?? 0;
  }

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const take = Math.min(this.#left, bytes.length - at);
      this.#hasher.update(bytes.subarray(at, at + take));
      at += take;
      this.#left -= take;
      if (this.#left > 0) continue;
      this.digests.push(this.#hasher.digest('binary'));
      this.#hasher.init();
      this.#left = this.#sizes[this.digests.length] ?? Infinity;
    }
  }

  /** Over the digests of the parts. */
  end(): Uint8Array {
    this.#hasher.init();
    for (const digest of this.digests) this.#hasher.update(digest);
    return this.#hasher.digest('binary');
  }
}

/** Every byte in order; the next piece is on its way while one is worked on. */
async function readAll(
  source: ByteSource,
  take: (bytes: Uint8Array) => void,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  let next = source.read(0, readBytes, signal);
  for (let at = 0; at < source.sizeBytes; at += readBytes) {
    const bytes = await next;
    next = source.read(at + readBytes, at + 2 * readBytes, signal);
    // Its failure is met when it is awaited.
    next.catch(() => undefined);
    for (let slice = 0; slice < bytes.length; slice += sliceBytes) {
      take(bytes.subarray(slice, slice + sliceBytes));
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    onProgress(at + bytes.length);
  }
  await next;
}

/** Reads an object once and compares. Memory stays flat, whatever its size. */
export async function verifyContent(
  source: ByteSource,
  plan: Plan,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Verdict> {
  const write = plan.isEtag ? toHex : toBase64;
  if (plan.kind === 'whole') {
    const hasher = await createDigest(plan.algorithm);
    await readAll(source, (bytes) => hasher.update(bytes), onProgress, signal);
    const computed = write(hasher.digest('binary'));
    return computed === plan.expected ? { kind: 'intact', computed } : { kind: 'damaged', computed, part: null };
  }
  const digests = await Promise.all(
    plan.layouts.map(async (sizes) => new PartDigest(await createDigest(plan.algorithm), sizes)),
  );
  await readAll(source, (bytes) => digests.forEach((digest) => digest.update(bytes)), onProgress, signal);
  const results = digests.map((digest) => write(digest.end()));
  const fitting = results.find((computed) => computed === plan.expected);
  if (fitting !== undefined) return { kind: 'intact', computed: fitting };
  const [only] = digests;
  const [computed] = results;
  if (digests.length !== 1 || !only || computed === undefined) return { kind: 'unknown' };
  if (plan.partChecksums === null) return { kind: 'unknown' };
  const { partChecksums } = plan;
  const bad = only.digests.findIndex((digest, index) => {
    const expected = partChecksums[index];
    return expected !== null && expected !== undefined && toBase64(digest) !== expected;
  });
  return { kind: 'damaged', computed, part: bad < 0 ? null : bad + 1 };
}
