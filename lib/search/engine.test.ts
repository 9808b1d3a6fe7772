import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys } from '@/lib/listing/byte-order';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { searchRanges, type Listed, type SearchOptions, type SearchRange } from './engine';

interface Bucket {
  list: (range: SearchRange) => Promise<Listed<string[]>>;
  calls: number;
  /** Round trips, where calls that are under way together count once. */
  rounds: number;
}

/** A bucket whose answers come in rounds: all calls under way answer together, as over a network that is slower than the server. */
function makeBucket(names: readonly string[], pageSize: number): Bucket {
  const keys = [...new Set(names)].sort(compareKeys);
  let waiting: (() => void)[] = [];
  const bucket: Bucket = {
    calls: 0,
    rounds: 0,
    list: ({ after, token }) => {
      bucket.calls += 1;
      const from =
        token === undefined ? keys.findIndex((key) => after === '' || compareKeys(key, after) > 0) : Number(token);
      const start = from === -1 ? keys.length : from;
      const page = keys.slice(start, start + pageSize);
      const isTruncated = start + pageSize < keys.length;
      const listed = {
        page,
        firstKey: page[0] ?? null,
        lastKey: page.at(-1) ?? null,
        count: page.length,
        isTruncated,
        token: String(start + pageSize),
      };
      return new Promise((resolve) => {
        waiting.push(() => resolve(listed));
        if (waiting.length > 1) return;
        setImmediate(() => {
          bucket.rounds += 1;
          const answered = waiting;
          waiting = [];
          for (const answer of answered) answer();
        });
      });
    },
  };
  return bucket;
}

const everything: SearchRange[] = [{ after: '', until: null }];

async function search(
  bucket: Bucket,
  options: Partial<SearchOptions<string[]>> = {},
): Promise<{ keys: string[]; rest: SearchRange[] }> {
  const keys: string[] = [];
  let rest: SearchRange[] = [];
  const base = { ranges: everything, list: bucket.list, parallel: 8, maxCalls: Infinity, canSplit: true };
  for await (const found of searchRanges({ ...base, ...options })) {
    keys.push(...found.page.filter((key) => found.until === null || compareKeys(key, found.until) <= 0));
    rest = found.rest;
  }
  return { keys, rest };
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');
const make = (count: number, toKey: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => toKey(i));

const spaces: Record<string, string[]> = {
  'numbers with a common beginning': make(20_000, (i) => `img-${pad(i, 7)}.jpg`),
  'a long common path': make(
    20_000,
    (i) =>
      `backups/servers/db01/daily/2024-${pad(1 + (i % 12), 2)}-${pad(1 + (((i / 12) % 28) | 0), 2)}/part-${pad(i, 6)}`,
  ),
  'some people’s folders': make(
    20_000,
    (i) => `users/${['anna', 'bert', 'carl', 'dora'][i % 4]}${i % 97}/${pad(i, 6)}.eml`,
  ),
  'one large folder among small ones': [
    ...make(19_000, (i) => `logs/app/${pad(i, 8)}.log`),
    ...make(1000, (i) => `a${i % 50}/x${i}`),
  ],
  'other scripts': make(20_000, (i) => `文/${String.fromCodePoint(0x4e00 + (i % 3000))}/${i}`),
};

describe('a search over ranges of keys', () => {
  it('looks at every key once, whatever the keys and the page size', async () => {
    const characters = fc.constantFrom(
      'a',
      'b',
      'z',
      '0',
      '9',
      '/',
      '-',
      '~',
      '!',
      'é',
      '\u{10ffff}',
      '\uffff',
      '\u{1f6e2}',
    );
    const key = fc.string({ unit: characters, minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(key, { maxLength: 300 }), fc.integer({ min: 1, max: 20 }), async (keys, size) => {
        const { keys: found, rest } = await search(makeBucket(keys, size));
        expect(found.sort(compareKeys)).toEqual(keys.sort(compareKeys));
        expect(rest).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('looks at every nasty key once', async () => {
    const keys = nastyKeys.map(({ key }) => key);
    for (const size of [1, 3, 1000]) {
      expect((await search(makeBucket(keys, size))).keys.sort()).toEqual([...keys].sort());
    }
  });

  it.each(Object.entries(spaces))('is several times as fast as one call after another: %s', async (_name, keys) => {
    const bucket = makeBucket(keys, 100);
    expect((await search(bucket)).keys).toHaveLength(new Set(keys).size);
    const pages = Math.ceil(keys.length / 100);
    expect(bucket.rounds).toBeLessThan(pages / 4);
    // Guessed boundaries that find little are paid for, too.
    expect(bucket.calls).toBeLessThan(pages * 1.6);
  });

  it('costs a small folder next to nothing', async () => {
    const one = makeBucket(make(90, String), 100);
    await search(one);
    expect(one.calls).toBe(1);
    const three = makeBucket(make(250, String), 100);
    await search(three);
    expect(three.calls).toBeLessThanOrEqual(8);
  });

  it('goes on from what it has left, after any number of calls', async () => {
    const bucket = makeBucket(spaces['some people’s folders'] ?? [], 100);
    const all: string[] = [];
    let ranges = everything;
    let stretches = 0;
    while (ranges.length > 0) {
      const { keys, rest } = await search(bucket, { ranges, maxCalls: 7 });
      all.push(...keys);
      ranges = JSON.parse(JSON.stringify(rest)) as SearchRange[];
      stretches += 1;
    }
    expect(stretches).toBeGreaterThan(20);
    expect(all).toHaveLength(20_000);
    expect(new Set(all).size).toBe(20_000);
  });

  it('walks by tokens where a listing has no order', async () => {
    const bucket = makeBucket(make(950, String), 100);
    const { keys } = await search(bucket, { canSplit: false });
    expect(new Set(keys).size).toBe(950);
    expect(bucket.calls).toBe(10);
  });

  it('ends with an error at a server that does not start where it is told to', async () => {
    const bucket = makeBucket(
      make(5000, (i) => pad(i, 4)),
      100,
    );
    const deaf = { ...bucket, list: () => bucket.list({ after: '', until: null }) };
    await expect(search(deaf)).rejects.toMatchObject({ code: 'bad-response' });
  });
});
