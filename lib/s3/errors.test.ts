import { describe, expect, it } from 'vitest';
import { AppError } from '../errors/app-error.ts';
import { fromS3Error, hasS3Code } from './errors.ts';

function s3Error(name: string, status: number, message = ''): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status, requestId: 'req-1' } });
}

const subject = { operation: 'GetObject', bucket: 'photos', key: 'a.jpg' };

describe('fromS3Error', () => {
  it.each([
    ['NoSuchKey', 404, 'not-found'],
    ['NoSuchBucket', 404, 'bucket-not-found'],
    ['AccessDenied', 403, 'access-denied'],
    ['InvalidAccessKeyId', 403, 'credentials-refused'],
    ['SignatureDoesNotMatch', 403, 'credentials-refused'],
    ['RequestTimeTooSkewed', 403, 'clock-skew'],
    ['SlowDown', 503, 'throttled'],
    ['NotImplemented', 501, 'unsupported'],
    ['BucketNotEmpty', 409, 'bucket-not-empty'],
    ['PreconditionFailed', 412, 'precondition-failed'],
    ['InternalError', 500, 'server-error'],
  ])('reads %s (%i) as %s', (name, status, code) => {
    expect(fromS3Error(s3Error(name, status), subject).code).toBe(code);
  });

  it.each([
    [403, 'access-denied'],
    [404, 'not-found'],
    [405, 'unsupported'],
    [418, 'invalid-input'],
    [429, 'throttled'],
    [502, 'server-error'],
  ])('falls back to the status %i for a code nobody knows', (status, code) => {
    expect(fromS3Error(s3Error('Whatever', status), subject).code).toBe(code);
  });

  it('names the operation, the target, and keeps the server’s own words to copy', () => {
    const error = fromS3Error(s3Error('AccessDenied', 403, 'no'), subject);
    expect(error.message).toBe('GetObject on “a.jpg” in photos failed. These keys may not do that here.');
    expect(error.s3).toEqual({
      code: 'AccessDenied',
      message: 'no',
      status: 403,
      requestId: 'req-1',
      operation: 'GetObject',
    });
  });

  it('says why a connection failed', () => {
    const refused = fromS3Error(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), { operation: 'ListBuckets' });
    expect(refused.code).toBe('unreachable');
    expect(refused.message).toContain('it refuses connections on that port');
    const happyEyeballs = Object.assign(new Error('x'), { errors: [{ code: 'ECONNREFUSED' }] });
    expect(fromS3Error(happyEyeballs, { operation: 'ListBuckets' }).code).toBe('unreachable');
  });

  it('tells a silence from a failure and an answer that is no answer', () => {
    expect(fromS3Error(Object.assign(new Error('x'), { name: 'TimeoutError' }), subject).code).toBe('timeout');
    const reset = Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
    expect(fromS3Error(reset, subject)).toMatchObject({ code: 'unreachable' });
    expect(fromS3Error(s3Error('SyntaxError', 200), subject).code).toBe('bad-response');
  });

  it('leaves an AppError as it is', () => {
    const error = new AppError('cancelled', 'Stopped.');
    expect(fromS3Error(error, subject)).toBe(error);
  });

  it('lets operations ask for one S3 code', () => {
    const error = fromS3Error(s3Error('NoSuchCORSConfiguration', 404), subject);
    expect(hasS3Code(error, 'NoSuchCORSConfiguration')).toBe(true);
    expect(hasS3Code(error, 'NoSuchKey')).toBe(false);
    expect(hasS3Code(new Error('NoSuchCORSConfiguration'), 'NoSuchCORSConfiguration')).toBe(false);
  });
});
