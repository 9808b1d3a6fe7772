import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors/app-error';
import type { JobFailure } from './types';
import { getWaitSeconds, judgeError, judgeFailures } from './verdict';

const fail = (code: string, key = code): JobFailure => ({ item: { key }, code, message: 'no' });
const at = (attempts: number, size = 1000) => ({ size, attempts, random: 0.5 });

describe('failures of a chunk', () => {
  it('that may pass are tried again, the others stand', () => {
    const failures = [fail('SlowDown'), fail('AccessDenied'), fail('timeout')];
    expect(judgeFailures(failures, at(1))).toMatchObject({
      again: [failures[0], failures[2]],
      final: [failures[1]],
      stop: null,
    });
  });

  it('stand when they never pass, and harm nobody else', () => {
    const failures = [fail('InternalError', 'poisoned')];
    expect(judgeFailures(failures, at(7)).again).toEqual(failures);
    expect(judgeFailures(failures, at(8))).toMatchObject({ again: [], final: failures, stop: null });
    // Alone in its chunk, it may be as poisoned as any.
    expect(judgeFailures(failures, at(8, 1))).toMatchObject({ again: [], final: failures, stop: null });
  });

  it('pause the job when the server manages nothing at all', () => {
    const failures = [fail('ServiceUnavailable', 'a'), fail('ServiceUnavailable', 'b')];
    expect(judgeFailures(failures, at(8, 2))).toMatchObject({ again: failures, final: [], stop: { isEnd: false } });
  });

  it('for want of good keys pause the job and lose no item', () => {
    const failures = [fail('ExpiredToken', 'a'), fail('AccessDenied', 'b')];
    expect(judgeFailures(failures, at(1))).toMatchObject({
      again: [failures[0]],
      final: [failures[1]],
      stop: { isEnd: false, reason: { code: 'credentials-refused' } },
    });
  });

  it('for want of a bucket end it', () => {
    expect(judgeFailures([fail('NoSuchBucket')], at(1))).toMatchObject({ stop: { isEnd: true } });
  });
});

describe('a failure of everything', () => {
  it.each([
    ['credentials-refused', { isEnd: false }],
    ['session-ended', { isEnd: false }],
    ['read-only', { isEnd: false }],
    ['bucket-not-found', { isEnd: true }],
    ['access-denied', { isEnd: true }],
    ['internal', { isEnd: true }],
  ] as const)('%s', (code, expected) => {
    expect(judgeError(new AppError(code, 'no'), 1)).toMatchObject(expected);
  });

  it('that may pass is tried again, and pauses the job in the end', () => {
    expect(judgeError(new AppError('unreachable', 'no'), 7)).toBeNull();
    expect(judgeError(new AppError('unreachable', 'no'), 8)).toMatchObject({ isEnd: false });
  });
});

it('waits double from try to try, up to a minute, and spread', () => {
  const waits = Array.from({ length: 9 }, (_, index) => getWaitSeconds(index + 1, 1));
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  expect(getWaitSeconds(3, 0)).toBe(2);
});
