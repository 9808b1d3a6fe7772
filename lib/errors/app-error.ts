/**
 * Every way an act can fail, as the user meets it. Each code has a page, docs/errors/<code>.md, with cause and remedy;
 * a test holds the list and the pages together.
 */
export const errorCodes = [
  'access-denied',
  'bad-response',
  'bucket-exists',
  'bucket-not-empty',
  'bucket-not-found',
  'cancelled',
  'clock-skew',
  'conflict',
  'copy-differs',
  'credentials-refused',
  'forbidden',
  'internal',
  'invalid-input',
  'not-found',
  'precondition-failed',
  'read-only',
  'server-error',
  'session-ended',
  'source-changed',
  'source-gone',
  'store-unavailable',
  'target-full',
  'throttled',
  'timeout',
  'unreachable',
  'unsupported',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What the S3 server itself said, there to be copied into a ticket. Never holds a secret. */
export interface S3Detail {
  code: string;
  message: string;
  /** HTTP status; 0 when no response arrived. */
  status: number;
  requestId: string | null;
  operation: string;
}

/** A failure as it travels to the browser: a plain value, because error classes do not survive the trip. */
export interface ErrorInfo {
  code: ErrorCode;
  /** What happened, to what, why, and what to do. Shown as it is. */
  message: string;
  s3?: S3Detail;
}

/** Codes where the same request may succeed a little later. */
const retryableCodes: ReadonlySet<ErrorCode> = new Set([
  'server-error',
  'throttled',
  'timeout',
  'unreachable',
  'bad-response',
]);

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly s3: S3Detail | undefined;

  constructor(code: ErrorCode, message: string, options: { s3?: S3Detail; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.s3 = options.s3;
  }

  get isRetryable(): boolean {
    return retryableCodes.has(this.code);
  }

  /** The value that travels. */
  toInfo(): ErrorInfo {
    return { code: this.code, message: this.message, ...(this.s3 && { s3: this.s3 }) };
  }

  static fromInfo(info: ErrorInfo): AppError {
    return new AppError(info.code, info.message, info.s3 ? { s3: info.s3 } : {});
  }
}

/** Any thrown thing as an AppError; what nobody foresaw becomes `internal`, without its message, which may hold anything. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('internal', 'Cooper met an error it did not foresee. The server log has the details.', {
    cause: error,
  });
}
