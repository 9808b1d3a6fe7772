import type { AppError, ErrorInfo } from '@/lib/errors/app-error';
import type { JobFailure } from './types';

/** The keys are not good any more; new ones are (API error responses, "List of error codes"). */
const credentialCodes = new Set([
  'ExpiredToken',
  'InvalidAccessKeyId',
  'InvalidToken',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'TokenRefreshRequired',
  'clock-skew',
  'credentials-refused',
]);

/** The same request may succeed a little later. */
const passingCodes = new Set([
  'InternalError',
  'OperationAborted',
  'RequestTimeout',
  'ServiceUnavailable',
  'SlowDown',
  'ThrottlingException',
  'TooManyRequests',
  'bad-response',
  'server-error',
  'throttled',
  'timeout',
  'unreachable',
]);

/** There is no room left where something is to be written: nothing of the job can go on, until somebody makes some. */
const fullCodes = new Set([
  'InsufficientCapacity',
  'InsufficientStorage',
  'InsufficientStorageSpace',
  'QuotaExceeded',
  'StorageFull',
  'XMinioAdminBucketQuotaExceeded',
  'XMinioStorageFull',
  'target-full',
]);

/** There is nothing left to act on. */
const finalCodes = new Set(['NoSuchBucket', 'bucket-not-found']);

/** What somebody can mend, and then resume the job. */
const pausingCodes: ReadonlySet<ErrorInfo['code']> = new Set([
  'clock-skew',
  'credentials-refused',
  'read-only',
  'session-ended',
]);

/** How often an item is tried before its failure stands: with the waits below, for some four minutes. */
const maxAttempts = 8;
const firstWaitSeconds = 1;
const longestWaitSeconds = 60;

/** What is to become of a chunk whose items were not all done. */
export interface Verdict {
  /** To be tried again after `waitSeconds`. */
  again: JobFailure[];
  waitSeconds: number;
  /** For the report. */
  final: JobFailure[];
  /** The whole job stops, to be continued, or, when `isEnd`, for good. */
  stop: { reason: ErrorInfo; isEnd: boolean } | null;
}

/** Doubles from try to try, and spreads, so that chunks do not come back all at once. `random` is from 0 to 1. */
export function getWaitSeconds(attempts: number, random: number): number {
  const wait = Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** Math.max(0, attempts - 1));
  return wait * (0.5 + random / 2);
}

/**
 * Judges what `act` said of single items. `size` is the number of items, `attempts` how often they were tried. When every
 * item of a chunk fails for want of an answer to the end, the server is at fault and not the items, and the job pauses.
 */
export function judgeFailures(
  failures: readonly JobFailure[],
  { size, attempts, random }: { size: number; attempts: number; random: number },
): Verdict {
  const waitSeconds = getWaitSeconds(attempts, random);
  const refused = failures.find(({ code }) => credentialCodes.has(code));
  if (refused) {
    const again = failures.filter(({ code }) => credentialCodes.has(code) || passingCodes.has(code));
    const reason: ErrorInfo = {
      code: 'credentials-refused',
      message: `The server refuses the keys of this job (${refused.code}). Sign in again with good ones to continue it.`,
    };
    return {
      again,
      waitSeconds,
      final: failures.filter((each) => !again.includes(each)),
      stop: { reason, isEnd: false },
    };
  }
  const full = failures.find(({ code }) => fullCodes.has(code));
  if (full) {
    const again = failures.filter(({ code }) => fullCodes.has(code) || passingCodes.has(code));
    const reason: ErrorInfo = {
      code: 'target-full',
      message: `There is no room left for what this job writes (${full.code}). Make some and resume it.`,
    };
    return {
      again,
      waitSeconds,
      final: failures.filter((each) => !again.includes(each)),
      stop: { reason, isEnd: false },
    };
  }
  const gone = failures.find(({ code }) => finalCodes.has(code));
  if (gone) {
    const reason: ErrorInfo = { code: 'bucket-not-found', message: 'The bucket is not there any more.' };
    return { again: [], waitSeconds, final: [...failures], stop: { reason, isEnd: true } };
  }
  const passing = failures.filter(({ code }) => passingCodes.has(code));
  const others = failures.filter(({ code }) => !passingCodes.has(code));
  if (attempts < maxAttempts) return { again: passing, waitSeconds, final: others, stop: null };
  const [first] = passing;
  if (first && passing.length === size && size > 1) {
    const reason: ErrorInfo = {
      code: 'server-error',
      message: `The server has not managed any of ${size} objects in ${attempts} tries (${first.code}). Resume when it is well.`,
    };
    return { again: passing, waitSeconds, final: others, stop: { reason, isEnd: false } };
  }
  return { again: [], waitSeconds, final: [...failures], stop: null };
}

/** Judges what `list`, `act` or `finish` threw. `null`: try again after a wait. */
export function judgeError(error: AppError, attempts: number): { reason: ErrorInfo; isEnd: boolean } | null {
  const reason: ErrorInfo = { code: error.code, message: error.message };
  if (pausingCodes.has(error.code)) return { reason, isEnd: false };
  if (!error.isRetryable) return { reason, isEnd: true };
  return attempts < maxAttempts ? null : { reason, isEnd: false };
}
