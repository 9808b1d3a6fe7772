import { describe, expect, it } from 'vitest';
import { expireAfter, plainRule, wholeBucket, type LifecycleRule } from './rules';
import {
  addCounts,
  countTouched,
  isDueAfter,
  nothingTouched,
  type Carry,
  type ListedEntry,
  type TouchCounts,
} from './touch';

const day = 24 * 60 * 60 * 1000;
const now = Date.UTC(2027, 0, 31, 12);
const daysAgo = (days: number): number => now - days * day;

const entry = (key: string, age: number, change: Partial<ListedEntry> = {}): ListedEntry => ({
  key,
  isLatest: true,
  isMarker: false,
  sizeBytes: 10,
  modified: daysAgo(age),
  storageClass: 'STANDARD',
  ...change,
});
const older = (key: string, age: number, change: Partial<ListedEntry> = {}) =>
  entry(key, age, { isLatest: false, ...change });
const rule = (change: Partial<LifecycleRule>): LifecycleRule => ({ ...plainRule, ...change });

function count(change: Partial<LifecycleRule>, entries: ListedEntry[]): TouchCounts {
  return countTouched(rule(change), entries, { carry: null, nowMs: now, isEnd: true }).counts;
}

describe('what a rule would touch now', () => {
  it('acts at the midnight after the days have passed', () => {
    const made = Date.UTC(2027, 0, 1, 10);
    expect(isDueAfter(made, 1, Date.UTC(2027, 0, 2, 23))).toBe(false);
    expect(isDueAfter(made, 1, Date.UTC(2027, 0, 3))).toBe(true);
    expect(isDueAfter(null, 1, now)).toBe(false);
  });

  it('counts current objects that expire, by age and by date', () => {
    const entries = [entry('a', 40), entry('b', 3)];
    expect(count({ expiration: expireAfter(30) }, entries)).toEqual({
      ...nothingTouched,
      expired: { count: 1, bytes: 10 },
      looked: 2,
    });
    const by = (date: string): LifecycleRule['expiration'] => ({
      kind: 'date',
      days: null,
      date,
      removesExpiredMarkers: null,
    });
    expect(count({ expiration: by('2027-01-31') }, entries).expired.count).toBe(2);
    expect(count({ expiration: by('2027-02-01') }, entries).expired.count).toBe(0);
  });

  it('counts moves to the last class that is due, unless the object lies there', () => {
    const step = (days: number, storageClass: string) => ({ kind: 'days' as const, days, date: null, storageClass });
    const transitions = [step(30, 'STANDARD_IA'), step(90, 'GLACIER')];
    const entries = [entry('a', 40), entry('b', 100), entry('c', 100, { storageClass: 'GLACIER' }), entry('d', 1)];
    expect(count({ transitions }, entries).moved).toEqual({
      STANDARD_IA: { count: 1, bytes: 10 },
      GLACIER: { count: 1, bytes: 10 },
    });
  });

  it('counts noncurrent versions by when they were replaced, and keeps as many as the rule says', () => {
    const entries = [entry('a', 5), older('a', 50), older('a', 60), older('a', 70)];
    // Replaced 5, 50 and 60 days ago.
    expect(count({ noncurrentExpiration: { days: 30, newerVersions: null } }, entries).noncurrentExpired.count).toBe(2);
    expect(count({ noncurrentExpiration: { days: 30, newerVersions: 2 } }, entries).noncurrentExpired.count).toBe(1);
    const noncurrentTransitions = [{ days: 3, newerVersions: null, storageClass: 'GLACIER' }];
    expect(count({ noncurrentTransitions }, entries).noncurrentMoved).toEqual({ GLACIER: { count: 3, bytes: 30 } });
  });

  it('counts a delete marker only where nothing stands behind it', () => {
    const expiration = { kind: 'marker' as const, days: null, date: null, removesExpiredMarkers: true };
    const marker = (key: string) => entry(key, 1, { isMarker: true, sizeBytes: 0 });
    const entries = [marker('alone'), marker('hides'), older('hides', 9), marker('last')];
    expect(count({ expiration }, entries).markers.count).toBe(2);
    expect(count({ expiration: expireAfter(30) }, entries).markers.count).toBe(0);
  });

  it('looks at prefix and size', () => {
    const filter = { ...wholeBucket, prefix: 'logs/', sizeGreaterThanBytes: 10 };
    const entries = [
      entry('logs/a', 40),
      entry('logs/b', 40, { sizeBytes: 11 }),
      entry('other', 40, { sizeBytes: 11 }),
    ];
    expect(count({ filter, expiration: expireAfter(30) }, entries).expired.count).toBe(1);
  });

  it('counts the same whatever the pages are', () => {
    const expiration = { kind: 'marker' as const, days: null, date: null, removesExpiredMarkers: true };
    const entries = [
      entry('a', 1, { isMarker: true }),
      older('a', 50),
      older('a', 60, { isMarker: true }),
      older('a', 70),
      entry('b', 1, { isMarker: true }),
      entry('c', 2),
      older('c', 80),
    ];
    const wanted = rule({ expiration, noncurrentExpiration: { days: 30, newerVersions: 1 } });
    const whole = countTouched(wanted, entries, { carry: null, nowMs: now, isEnd: true }).counts;
    expect(whole).toMatchObject({ markers: { count: 1 }, noncurrentExpired: { count: 2 } });
    for (const length of [1, 2, 3]) {
      let carry: Carry | null = null;
      let counts = nothingTouched;
      for (let start = 0; start < entries.length; start += length) {
        const isEnd = start + length >= entries.length;
        const step = countTouched(wanted, entries.slice(start, start + length), { carry, nowMs: now, isEnd });
        counts = addCounts(counts, step.counts);
        ({ carry } = step);
      }
      expect(counts).toEqual(whole);
    }
  });
});
