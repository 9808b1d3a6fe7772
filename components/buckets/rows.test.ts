import { describe, expect, it } from 'vitest';
import type { Bucket } from '@/lib/buckets/types';
import { toNextSort, toShownBuckets, type BucketSort } from './rows';

const bucket = (name: string, created: number | null = null, region: string | null = null): Bucket => ({
  name,
  created,
  region,
  kind: 'general',
});

const buckets = [bucket('log-10', 3, 'b'), bucket('log-2', 1, 'a'), bucket('Media', null), bucket('archive', 2, 'a')];
const names = (filter: string, sort: BucketSort | null) =>
  toShownBuckets(buckets, filter, sort).map(({ name }) => name);

describe('toShownBuckets', () => {
  it('keeps the order of the server when asked for none', () =>
    expect(names('', null)).toEqual(['log-10', 'log-2', 'Media', 'archive']));

  it('filters by any part of the name in any case', () => {
    expect(names(' LOG ', null)).toEqual(['log-10', 'log-2']);
    expect(names('media', null)).toEqual(['Media']);
    expect(names('nothing', null)).toEqual([]);
  });

  it('sorts names with numbers as numbers', () =>
    expect(names('', { column: 'name', descending: false })).toEqual(['archive', 'log-2', 'log-10', 'Media']));

  it('sorts by date, what has none first, and back', () => {
    expect(names('', { column: 'created', descending: false })).toEqual(['Media', 'log-2', 'archive', 'log-10']);
    expect(names('', { column: 'created', descending: true })).toEqual(['log-10', 'archive', 'log-2', 'Media']);
  });

  it('breaks ties by name', () =>
    expect(names('', { column: 'region', descending: false })).toEqual(['Media', 'archive', 'log-2', 'log-10']));

  it('leaves the list it was given alone', () => {
    toShownBuckets(buckets, '', { column: 'name', descending: true });
    expect(buckets[0]?.name).toBe('log-10');
  });
});

describe('toNextSort', () => {
  it('goes from ascending to descending to none', () => {
    const first = toNextSort(null, 'name');
    const second = toNextSort(first, 'name');
    expect([first, second, toNextSort(second, 'name')]).toEqual([
      { column: 'name', descending: false },
      { column: 'name', descending: true },
      null,
    ]);
  });

  it('begins anew on another column', () =>
    expect(toNextSort({ column: 'name', descending: true }, 'created')).toEqual({
      column: 'created',
      descending: false,
    }));
});
