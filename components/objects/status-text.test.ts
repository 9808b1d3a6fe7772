import { describe, expect, it } from 'vitest';
import type { ViewSnapshot } from '@/lib/listing/view';
import type { WalkSnapshot } from '@/lib/listing/walk';
import { announceWalk, describeCalls, describeCount, describeOrder, describeSelection } from './status-text';

const walk: WalkSnapshot = {
  status: 'complete',
  rows: 15,
  folders: 3,
  objects: 12,
  markers: null,
  bytes: 1024 ** 3,
  looked: null,
  calls: 1,
  firstCallMs: 31.4,
  listedAt: 0,
  error: null,
};
const view: ViewSnapshot = { count: 15, folders: 3, sort: null, filter: '', seen: 15, isWorking: false };
const more: WalkSnapshot = { ...walk, status: 'more', rows: 3000 };

describe('status line', () => {
  it('never claims more than was seen', () => {
    expect(describeCount(walk, view)).toBe('3 folders, 12 objects · 1.0 GiB');
    expect(describeCount({ ...walk, folders: 0, objects: 1, rows: 1, bytes: 7 }, view)).toBe('1 object · 7 B');
    expect(describeCount(more, view)).toBe('first 3,000 of more');
    expect(describeCount({ ...more, status: 'failed' }, view)).toBe('first 3,000 of more');
    expect(describeCount(walk, { ...view, filter: 'a', count: 4 })).toBe('4 of 15 match');
    expect(describeCount(more, { ...view, filter: 'a', count: 4 })).toBe('4 of the first 3,000 match');
    expect(describeCount({ ...walk, markers: 2 }, view)).toBe('3 folders, 10 versions · 1.0 GiB, 2 delete markers');
    expect(describeCount({ ...walk, folders: 0, objects: 1, markers: 1 }, view)).toBe('1 delete marker');
    expect(describeCount({ ...walk, rows: 0 }, view)).toBe('empty');
    expect(describeCount({ ...walk, rows: 0, status: 'loading' }, view)).toBe('listing …');
  });

  it('says what a search has found, and among how many keys', () => {
    const found = { ...walk, rows: 12, looked: 48_000 };
    expect(describeCount(found, view)).toBe('12 found · 1.0 GiB · all 48,000 keys looked at');
    expect(describeCount({ ...found, status: 'stopped', rows: 0, bytes: 0 }, view)).toBe(
      '0 found · 48,000 keys looked at so far',
    );
    expect(describeCount(found, { ...view, filter: 'a', count: 4 })).toBe(
      '4 of 12 found match · all 48,000 keys looked at',
    );
    expect(announceWalk({ ...found, rows: 0, bytes: 0 }, view)).toBe('Searched: 0 found · all 48,000 keys looked at');
  });

  it('says what sort and filter saw', () => {
    const bySize = { ...view, sort: { column: 'size', descending: true } as const };
    expect(describeOrder(walk, view, true)).toBe('sorted by name, as the server lists');
    expect(describeOrder(walk, view, false)).toBe('in the server’s own order');
    expect(describeOrder(walk, bySize, true)).toBe('sorted by size');
    expect(describeOrder(more, { ...bySize, seen: 3000 }, true)).toBe('sorted by size: loaded rows only');
    expect(describeOrder(walk, { ...bySize, seen: 10 }, true)).toBe('sorted by size: loaded rows only');
    expect(describeOrder(walk, { ...bySize, isWorking: true }, true)).toBe('sorting …');
    expect(describeOrder(more, { ...view, filter: 'x' }, true)).toBe('filtered: loaded rows only');
  });

  it('counts selection and calls', () => {
    expect(describeSelection({ count: 0, folders: 0, objects: 0, bytes: 0 }, 0)).toBe('');
    expect(describeSelection({ count: 3, folders: 0, objects: 3, bytes: 96.1 * 1024 ** 3 }, 3)).toBe(
      '3 selected · 96.1 GiB',
    );
    expect(describeSelection({ count: 3, folders: 1, objects: 2, bytes: 1024 }, 3)).toBe(
      '3 selected · 1.0 KiB and 1 folder',
    );
    expect(describeSelection({ count: 2, folders: 2, objects: 0, bytes: 0 }, 2)).toBe('2 selected · 2 folders');
    expect(describeSelection({ count: 3, folders: 0, objects: 3, bytes: 0 }, 1)).toBe(
      '3 selected · 0 B · 2 of them not shown',
    );
    expect(describeCalls(walk)).toBe('1 list call · 31 ms');
    expect(describeCalls({ ...walk, calls: 12 })).toBe('12 list calls · first 31 ms');
    expect(describeCalls({ ...walk, calls: 0, firstCallMs: null })).toBe('');
  });

  it('announces ends, not every page', () => {
    expect(announceWalk({ ...more, status: 'loading' }, view)).toBe('');
    expect(announceWalk(more, view)).toBe('Listed the first 3,000; there is more');
    expect(announceWalk({ ...walk, rows: 0 }, view)).toBe('Nothing here');
    const error = { code: 'timeout', message: 'No answer for 30 s.' } as const;
    expect(announceWalk({ ...walk, status: 'failed', error }, view)).toBe('The listing failed. No answer for 30 s.');
  });
});
