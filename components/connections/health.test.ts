import { describe, expect, it } from 'vitest';
import type { ConnectionHealth } from '@/lib/connections/types';
import { describeClockSkew, isClockSkewed, toHealth } from './health';

const well: ConnectionHealth = {
  reachable: true,
  clockSkewMs: 0,
  addressing: 'path',
  provider: { id: 'ceph', name: 'Ceph', version: null },
  missingPermissions: [],
  roundTripMs: 31,
  problem: null,
};

describe('toHealth', () => {
  it.each<[string, Partial<ConnectionHealth>, string, string]>([
    ['all is well', {}, 'ok', 'Reachable in 31 ms'],
    ['nothing was measured', { roundTripMs: null }, 'ok', 'Reachable'],
    ['it does not answer', { reachable: false, problem: 'timeout' }, 'danger', 'Not reachable'],
    ['it answers with an error', { problem: 'bad' }, 'danger', 'Reachable, with a problem'],
    ['its clock is off', { clockSkewMs: 120_000 }, 'warn', 'Reachable, its clock is 2 min ahead'],
    [
      'keys may not list',
      { missingPermissions: ['s3:ListAllMyBuckets'] },
      'warn',
      'Reachable, these keys may not list buckets',
    ],
    ['the worst comes first', { clockSkewMs: -90_000, problem: 'bad' }, 'danger', 'Reachable, with a problem'],
  ])('says when %s', (_, change, tone, summary) => expect(toHealth({ ...well, ...change })).toEqual({ tone, summary }));

  it('says that it does not know yet, or that nobody answered', () => {
    expect(toHealth(undefined).tone).toBe('unknown');
    expect(toHealth(undefined, true).tone).toBe('danger');
    expect(toHealth(well, true).tone).toBe('danger');
  });
});

describe('the clock', () => {
  it.each([
    [null, null],
    [0, 'in step'],
    [-1400, 'in step'],
    [3000, '3 s ahead'],
    [-200_000, '3 min 20 s behind'],
  ])('%s ms off reads %s', (skew, text) => expect(describeClockSkew(skew)).toBe(text));

  it('is worth a word from one minute on, in either direction', () => {
    expect(isClockSkewed({ ...well, clockSkewMs: 59_999 })).toBe(false);
    expect(isClockSkewed({ ...well, clockSkewMs: -60_000 })).toBe(true);
    expect(isClockSkewed({ ...well, clockSkewMs: null })).toBe(false);
  });
});
