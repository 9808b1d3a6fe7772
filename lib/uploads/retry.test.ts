import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/errors/app-error';
import { PutFailure, toPutFailure } from './put';
import { attemptsFor, backoffMilliseconds, withRetries } from './retry';
import { createQuickPace } from './testing/quick-pace';

const xml = (code: string) => `<Error><Code>${code}</Code><Message>a &lt;b&gt;</Message></Error>`;

describe('attemptsFor', () => {
  it.each([
    [503, 'SlowDown', true],
    [500, 'InternalError', true],
    [400, 'RequestTimeout', true],
    [400, 'BadDigest', true],
    [403, 'AccessDenied', true],
    [400, 'EntityTooLarge', false],
    [404, 'NoSuchUpload', false],
    [404, 'NoSuchBucket', false],
    [412, 'PreconditionFailed', false],
    [507, 'QuotaExceeded', false],
  ])('%i %s is tried again: %s', (status, code, isRetried) => {
    expect(attemptsFor(toPutFailure(status, xml(code))) > 1).toBe(isRetried);
  });

  it('trusts the codes of the console for its own calls', () => {
    expect(attemptsFor(new AppError('unreachable', ''))).toBeGreaterThan(1);
    expect(attemptsFor(new AppError('access-denied', ''))).toBe(1);
    expect(attemptsFor(new Error('unforeseen'))).toBe(1);
  });
});

describe('toPutFailure', () => {
  it('reads S3’s document and survives any other', () => {
    expect(toPutFailure(400, xml('BadDigest'))).toMatchObject({ kind: 'digest', s3Code: 'BadDigest', status: 400 });
    expect(toPutFailure(400, xml('BadDigest')).message).toContain('a <b>');
    expect(toPutFailure(502, '<html>Bad gateway').kind).toBe('busy');
    expect(toPutFailure(403, '').message).toContain('HTTP 403');
  });
});

describe('backoffMilliseconds', () => {
  it('stays between nothing and 30 seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (count, chance) => {
        const delay = backoffMilliseconds(count, () => chance);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(30_000);
      }),
    );
  });
});

describe('withRetries', () => {
  const run = async (failures: Error[]) => {
    const pace = createQuickPace();
    const rest = [...failures];
    const act = () => {
      const failure = rest.shift();
      return failure ? Promise.reject(failure) : Promise.resolve('done');
    };
    const outcome = await withRetries(act, { pace, signal: new AbortController().signal }).catch(
      (error: unknown) => error,
    );
    return { outcome, waits: pace.waits };
  };
  const busy = new PutFailure('busy', 'busy');
  const expired = new PutFailure('signature', 'expired');

  it('counts what passes by itself apart from what a new signature mends', async () => {
    expect(await run([busy, busy, busy, expired, expired, busy])).toEqual({ outcome: 'done', waits: 6 });
    expect(await run([expired, expired, expired])).toEqual({ outcome: expired, waits: 2 });
  });

  it('throws what is final at once', async () => {
    const refused = new PutFailure('refused', 'no');
    expect(await run([refused])).toEqual({ outcome: refused, waits: 0 });
  });
});
