import { describe, expect, it } from 'vitest';
import { workOnAll } from './lanes';

const untold = new AbortController().signal;

describe('work on many things at once', () => {
  it('is done on each, never on more at once than told', async () => {
    let busy = 0;
    let most = 0;
    const work = async (thing: number) => {
      busy += 1;
      most = Math.max(most, busy);
      await Promise.resolve();
      busy -= 1;
      return thing * 2;
    };
    expect((await workOnAll([1, 2, 3, 4, 5], { atOnce: 2, signal: untold }, work)).toSorted()).toEqual([
      10, 2, 4, 6, 8,
    ]);
    expect(most).toBe(2);
  });

  it('ends by the first failure, when all that was under way has stopped', async () => {
    const seen: string[] = [];
    const work = async (thing: string, signal: AbortSignal) => {
      seen.push(thing);
      if (thing === 'bad') throw new Error('refused');
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      seen.push(`${thing} stopped`);
    };
    const done = workOnAll(['slow', 'bad', 'never'], { atOnce: 2, signal: untold }, work);
    await expect(done).rejects.toThrow('refused');
    expect(seen).toEqual(['slow', 'bad', 'slow stopped']);
  });

  it('begins nothing when told to stop', async () => {
    const work = () => Promise.reject(new Error('was begun'));
    const stopped = workOnAll([1], { atOnce: 1, signal: AbortSignal.abort() }, work);
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  });
});
