import { expect, it } from 'vitest';
import type { JobView } from '@/lib/jobs/types';
import { describeEnd, describeProgress, describeRate, describeState, getProgress } from './job-text';

const job: JobView = {
  ...{ id: 'j', kind: 'delete', connection: 'c', bucket: 'b', title: 'Delete', accessKeyId: 'AK', state: 'running' },
  ...{ reason: null, plan: null, listed: 4000, isListed: false, done: 1990, failed: 10, bytes: 2048, created: 0 },
  ...{ ended: null, runMs: 4000, skipped: 0, noted: 0 },
};

it('tells no total that nobody knows', () => {
  expect(getProgress(job)).toBeNull();
  expect(describeProgress(job)).toBe('2,000 so far, 2.0 KiB, 10 failed');
  expect(describeRate(job)).toBe('500/s');
});

it('takes the total from the plan, and from the listing once that is whole', () => {
  const planned = { ...job, plan: { items: 10_000, bytes: 0, isPartial: false } };
  expect(getProgress(planned)).toBe(0.2);
  expect(describeRate(planned)).toBe('500/s, about 16 s left');
  expect(describeProgress({ ...planned, isListed: true })).toBe('2,000 of 4,000, 2.0 KiB, 10 failed');
  expect(getProgress({ ...job, plan: { items: 3000, bytes: 0, isPartial: true } })).toBeNull();
});

it('calls a job that ended with failures by what it is', () => {
  expect(describeState({ ...job, state: 'finished' })).toEqual({ text: 'finished, 10 failed', tone: 'warn' });
  expect(describeState({ ...job, state: 'finished', failed: 0 })).toEqual({ text: 'finished', tone: 'ok' });
});

it('tells what came of a job once it has ended', () => {
  expect(describeEnd(job)).toBeNull();
  expect(describeEnd({ ...job, state: 'paused' })).toBeNull();
  const ended = { ...job, ended: 9000 };
  expect(describeEnd({ ...ended, state: 'finished', failed: 0 })).toEqual({
    text: 'Finished: 1,990 done.',
    isGood: true,
  });
  expect(describeEnd({ ...ended, state: 'cancelled', failed: 0 })).toEqual({
    text: 'Cancelled: 1,990 done.',
    isGood: true,
  });
  expect(describeEnd({ ...ended, state: 'finished' })).toEqual({
    text: 'Finished: 1,990 done, 10 failed.',
    isGood: false,
  });
  const reason = { code: 'access-denied', message: 'The bucket is closed.' } as const;
  expect(describeEnd({ ...ended, state: 'failed', failed: 0, reason })).toEqual({
    text: 'Failed: 1,990 done. The bucket is closed.',
    isGood: false,
  });
});
