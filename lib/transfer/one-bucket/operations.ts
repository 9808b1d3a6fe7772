import 'server-only';
import { AppError } from '@/lib/errors/app-error';
import { isUnchanged } from '../compare';
import type { Ends } from '../ends';
import { readHeld } from '../held/operations';

async function isSameObject({ from, to }: Ends, place: { bucket: string; key: string }): Promise<boolean> {
  try {
    const [one, other] = await Promise.all([readHeld(from, place), readHeld(to, place)]);
    return one !== null && other !== null && isUnchanged(one.content, other.content);
  } catch (error) {
    // What may not be looked at says nothing.
    if (error instanceof AppError && error.code === 'access-denied') return false;
    throw error;
  }
}

/**
 * Whether two connections with different addresses lead to one bucket: the first or the last of these keys is the very same object by
 * both, written at the same moment. Two servers that keep each other alike count as one too.
 */
export async function isOneBucket(ends: Ends, bucket: string, keys: readonly string[]): Promise<boolean> {
  const samples = new Set([keys[0], keys.at(-1)]);
  for (const key of samples) {
    if (key !== undefined && (await isSameObject(ends, { bucket, key }))) return true;
  }
  return false;
}
