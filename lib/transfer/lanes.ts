import { AppError } from '@/lib/errors/app-error';

/**
 * Works on all of these, so many at once, each with a signal that tells it to stop. Rejects with the first failure, when nothing is under
 * way any more. @throws AppError `cancelled` when stopped, and whatever `work` throws
 */
export async function workOnAll<Thing, Result>(
  things: readonly Thing[],
  { atOnce, signal: outer }: { atOnce: number; signal: AbortSignal },
  work: (thing: Thing, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const waiting = [...things];
  const results: Result[] = [];
  const broken = new AbortController();
  const signal = AbortSignal.any([outer, broken.signal]);
  const goOn = async (): Promise<void> => {
    for (let thing = waiting.shift(); thing !== undefined; thing = waiting.shift()) {
      if (signal.aborted) throw new AppError('cancelled', 'Stopped.');
      results.push(await work(thing, signal));
    }
  };
  const lanes = Array.from({ length: atOnce }, goOn);
  try {
    await Promise.all(lanes);
  } catch (error) {
    broken.abort();
    await Promise.allSettled(lanes);
    throw error;
  }
  return results;
}
