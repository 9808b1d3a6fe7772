import { describe, expect, it } from 'vitest';
import { Bucket, JobPace } from './pace';

describe('a rate', () => {
  it('lets a second’s worth through at once and then one after another', () => {
    let now = 0;
    const bucket = new Bucket(10, () => now);
    const waits = Array.from({ length: 12 }, () => bucket.take(1));
    expect(waits.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 0));
    expect(waits.slice(10)).toEqual([0, 100]);
    now = 10_000;
    expect(bucket.take(10)).toBe(0);
    expect(bucket.take(1)).toBe(0);
    expect(bucket.take(1)).toBe(100);
  });
});

describe('the pace of a connection', () => {
  const pace = () => new JobPace({ chunks: 4, requestsPerSecond: null, bytesPerSecond: null });

  it('halves once for refusals that were under way together, and recovers by good answers', async () => {
    const one = pace();
    const before = one.limit;
    await Promise.all([one.enter(), one.enter(), one.enter()]);
    for (let count = 0; count < 3; count += 1) one.leave(true);
    expect(one.limit).toBe(before / 2);
    for (let count = 0; count < 5000; count += 1) one.leave(false);
    expect(one.limit).toBe(before);
  });

  it('holds back what is more than may be under way', async () => {
    const one = pace();
    await Promise.all(Array.from({ length: one.limit }, () => one.enter()));
    let isIn = false;
    const next = one.enter().then(() => (isIn = true));
    await Promise.resolve();
    expect(isIn).toBe(false);
    one.leave(false);
    await next;
    expect(isIn).toBe(true);
  });
});
