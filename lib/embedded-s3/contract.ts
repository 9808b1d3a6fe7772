import { expect, it } from 'vitest';
import { differences } from './contract-differences';

/** A promise of the contract: what is observed equals what is expected, except where a difference is known. */
export type Promises = (name: string, observe: () => Promise<unknown>, expected: unknown) => void;

/**
 * Declares the promises of one suite on one server. A known difference is held to as strictly as a promise, and one that
 * no promise is about fails too.
 */
export function declarePromises(
  server: { provider: string },
  suite: string,
  declare: (promise: Promises) => void,
): void {
  const known = differences[server.provider]?.[suite] ?? {};
  const declared = new Set<string>();
  declare((name, observe, expected) => {
    declared.add(name);
    const difference = known[name];
    it(difference ? `${name} — differs: ${difference.reason}` : name, async () => {
      const observed = await observe();
      if (difference) expect(observed, 'The difference is gone: take it off the list.').not.toEqual(expected);
      expect(observed).toEqual(difference ? difference.instead : expected);
    });
  });
  it('has a promise for every known difference', () => {
    expect(Object.keys(known).filter((name) => !declared.has(name))).toEqual([]);
  });
}

/** `ok`, or status and code of the refusal, as the SDK throws it. */
export async function outcome(sent: Promise<unknown>): Promise<string> {
  try {
    await sent;
    return 'ok';
  } catch (error) {
    if (!(error instanceof Error && '$metadata' in error)) throw error;
    const { httpStatusCode = 0 } = error.$metadata as { httpStatusCode?: number };
    return `${httpStatusCode} ${error.name}`;
  }
}

/**
 * Lends a bucket to a promise and removes it. It may be gone by then: some servers take the deletion of a setting that
 * they do not know for the deletion of the bucket.
 */
export async function lendBucket<Value>(
  created: Promise<string>,
  work: (bucket: string) => Promise<Value>,
  remove: (bucket: string) => Promise<void>,
): Promise<Value> {
  const bucket = await created;
  try {
    return await work(bucket);
  } finally {
    const removed = await outcome(remove(bucket));
    if (removed !== 'ok') expect(removed).toBe('404 NoSuchBucket');
  }
}
