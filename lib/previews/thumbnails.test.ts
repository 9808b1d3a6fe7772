import { describe, expect, it } from 'vitest';
import { hasThumbnail, maxSignedThumbnails, maxThumbnailBytes, ThumbnailLoader } from './thumbnails';

const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}.png`);

function createLoader(sign = (some: string[]) => Promise.resolve(some.map((key) => `url ${key}`))) {
  const signed: string[][] = [];
  let now = 0;
  const loader = new ThumbnailLoader({
    sign: (some) => {
      signed.push(some);
      return sign(some);
    },
    now: () => now,
  });
  const started: [string, string | null][] = [];
  const load = (key: string) => loader.load(key, (url) => started.push([key, url]));
  return { signed, started, load, wait: (milliseconds: number) => (now += milliseconds) };
}

describe('thumbnails', () => {
  it('are for pictures that are small and at hand', () => {
    const row = { sizeBytes: 1000, storageClass: 'STANDARD' };
    expect(hasThumbnail('a/b.JPG', row)).toBe(true);
    expect(hasThumbnail('a.svg', { ...row, storageClass: '' })).toBe(true);
    expect(hasThumbnail('a.mp4', row)).toBe(false);
    expect(hasThumbnail('png', row)).toBe(false);
    expect(hasThumbnail('a.png', { ...row, sizeBytes: 0 })).toBe(false);
    expect(hasThumbnail('a.png', { ...row, sizeBytes: maxThumbnailBytes + 1 })).toBe(false);
    expect(hasThumbnail('a.png', { ...row, storageClass: 'GLACIER' })).toBe(false);
  });

  it('come four at a time, their links signed in one go', async () => {
    const { signed, started, load } = createLoader();
    const ends = keys(10).map(load);
    await expect.poll(() => started.length).toBe(4);
    expect(signed).toEqual([keys(10)]);
    expect(started[0]).toEqual(['0.png', 'url 0.png']);
    ends[0]!();
    ends[0]!();
    await expect.poll(() => started.length).toBe(5);
    // What is out of sight before its turn is never fetched.
    ends[5]!();
    ends[1]!();
    await expect.poll(() => started.length).toBe(6);
    expect(started.map(([key]) => key)).not.toContain('5.png');
    expect(signed).toHaveLength(1);
  });

  it('sign more when more are waited for, and keep a link while it lives', async () => {
    const { signed, started, load, wait } = createLoader();
    const ends = keys(maxSignedThumbnails + 4).map(load);
    for (let index = 0; index < ends.length; index += 1) {
      await expect.poll(() => started.length).toBeGreaterThan(index);
      ends[index]!();
    }
    expect(signed.map(({ length }) => length)).toEqual([maxSignedThumbnails, 4]);
    load('3.png')();
    const end = load('3.png');
    await expect.poll(() => started.length).toBe(ends.length + 1);
    expect(signed).toHaveLength(2);
    end();
    wait(11 * 60_000);
    load('3.png');
    await expect.poll(() => started.length).toBe(ends.length + 2);
    expect(signed.at(-1)).toEqual(['3.png']);
  });

  it('wait for nothing where no link can be had', async () => {
    const none = createLoader(() => Promise.reject(new Error('no')));
    for (const key of keys(9)) none.load(key);
    await expect.poll(() => none.started).toEqual(keys(9).map((key) => [key, null]));
    const some = createLoader(() => Promise.resolve(['', 'url']));
    for (const key of keys(2)) some.load(key);
    await expect
      .poll(() => some.started)
      .toEqual([
        ['0.png', null],
        ['1.png', 'url'],
      ]);
  });
});
