import { AppError, type ErrorCode, type S3Detail } from '../errors/app-error.ts';

/** What the failed request was about, for the sentence. */
export interface Subject {
  operation: string;
  bucket?: string | undefined;
  key?: string | undefined;
}

/** The only place where S3's codes (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html) become ours. */
const codes: Readonly<Record<string, ErrorCode>> = {
  AccessDenied: 'access-denied',
  AccountProblem: 'access-denied',
  AllAccessDisabled: 'access-denied',
  AuthorizationHeaderMalformed: 'invalid-input',
  BadDigest: 'bad-response',
  BucketAlreadyExists: 'bucket-exists',
  BucketAlreadyOwnedByYou: 'bucket-exists',
  BucketNotEmpty: 'bucket-not-empty',
  ConditionalRequestConflict: 'conflict',
  ExpiredToken: 'credentials-refused',
  Forbidden: 'access-denied',
  InternalError: 'server-error',
  InvalidAccessKeyId: 'credentials-refused',
  InvalidBucketState: 'conflict',
  InvalidToken: 'credentials-refused',
  MethodNotAllowed: 'unsupported',
  NoSuchBucket: 'bucket-not-found',
  NoSuchKey: 'not-found',
  NoSuchUpload: 'not-found',
  NoSuchVersion: 'not-found',
  NotFound: 'not-found',
  NotImplemented: 'unsupported',
  OperationAborted: 'conflict',
  PreconditionFailed: 'precondition-failed',
  QuotaExceeded: 'target-full',
  RequestTimeTooSkewed: 'clock-skew',
  RequestTimeout: 'timeout',
  ServiceUnavailable: 'throttled',
  SignatureDoesNotMatch: 'credentials-refused',
  SlowDown: 'throttled',
  ThrottlingException: 'throttled',
  TooManyRequests: 'throttled',
};

const networkCodes: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed; name the CA file in the configuration',
  EAI_AGAIN: 'its name could not be resolved',
  ECONNREFUSED: 'it refuses connections on that port',
  ECONNRESET: 'it closed the connection in the middle of the answer',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to it',
  ENOTFOUND: 'its name could not be resolved',
  EPIPE: 'it closed the connection in the middle of the request',
  EPROTO: 'it does not speak TLS there',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an unknown CA; name the CA file in the configuration',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an unknown CA; name the CA file in the configuration',
};

function fromStatus(status: number): ErrorCode {
  if (status === 401 || status === 403) return 'access-denied';
  if (status === 404) return 'not-found';
  if (status === 405 || status === 501) return 'unsupported';
  if (status === 409) return 'conflict';
  if (status === 412) return 'precondition-failed';
  if (status === 429 || status === 503) return 'throttled';
  // RFC 4918, section 11.5.
  if (status === 507) return 'target-full';
  if (status >= 500) return 'server-error';
  if (status >= 400) return 'invalid-input';
  return 'bad-response';
}

const remedies: Readonly<Partial<Record<ErrorCode, string>>> = {
  'access-denied': 'These keys may not do that here.',
  'bucket-exists': 'A bucket of that name exists already. Names are shared by everyone on the endpoint.',
  'bucket-not-empty': 'The bucket still holds objects or versions.',
  'bucket-not-found': 'There is no bucket of that name, or these keys may not know of it.',
  'clock-skew': 'The clocks of this console and the server differ too much. Set the clock of the console’s machine.',
  conflict: 'Something else changed it at the same time, or its state does not allow this.',
  'credentials-refused': 'The server refuses these keys. Check both keys and, for temporary ones, the session token.',
  'not-found': 'It does not exist (any more).',
  'precondition-failed': 'It has changed since it was last looked at.',
  'server-error': 'The server met an error of its own. Trying again may help.',
  'target-full': 'There is no room left: the disk is full, or the quota is used up.',
  throttled: 'The server asks to slow down. Try again in a moment.',
  unsupported: 'This server does not offer that operation.',
};

/** Wordings for acts, so that sentences do not begin with an operation's name. */
function describe({ operation, bucket, key }: Subject): string {
  const target = key !== undefined ? `“${key}” in ${bucket ?? 'its bucket'}` : (bucket ?? 'the endpoint');
  return `${operation} on ${target} failed.`;
}

interface SdkError extends Error {
  $metadata?: { httpStatusCode?: number; requestId?: string };
  $response?: { statusCode?: number; headers?: Record<string, string> };
  Code?: string;
  code?: string;
  errors?: { code?: string }[];
}

function toDetail(error: SdkError, operation: string): S3Detail {
  const headers = error.$response?.headers ?? {};
  const name = error.Code ?? error.name;
  return {
    code: name,
    message: error.message === 'UnknownError' ? '' : error.message,
    status: error.$metadata?.httpStatusCode ?? error.$response?.statusCode ?? 0,
    requestId: error.$metadata?.requestId ?? headers['x-amz-request-id'] ?? null,
    operation,
  };
}

/** A failure that no S3 answer stands behind; `null` when there is one. */
function fromTransport(error: SdkError, status: number, subject: Subject): AppError | null {
  const options = { cause: error };
  if (error.name === 'AbortError') return new AppError('cancelled', 'Stopped.', options);
  const networkCode = error.code ?? error.errors?.[0]?.code;
  // The SDK names these timeouts too, although the server was quick to hang up.
  if (error.name === 'TimeoutError' && (networkCode === 'ECONNRESET' || networkCode === 'EPIPE')) {
    const message = `${describe(subject)} It cannot be reached: it closed the connection without an answer.`;
    return new AppError('unreachable', message, options);
  }
  if (error.name === 'TimeoutError') {
    return new AppError('timeout', `${describe(subject)} The server did not answer in time. Try again.`, options);
  }
  if (status !== 0 || networkCode === undefined) return null;
  const reason = networkCodes[networkCode] ?? `the connection failed (${networkCode})`;
  return new AppError('unreachable', `${describe(subject)} It cannot be reached: ${reason}.`, options);
}

/** Any error of an S3 request as an AppError that says what happened, to what, why, and what to do. */
export function fromS3Error(thrown: unknown, subject: Subject): AppError {
  if (thrown instanceof AppError) return thrown;
  const error = (thrown instanceof Error ? thrown : new Error('unknown')) as SdkError;
  const detail = toDetail(error, subject.operation);
  const transport = fromTransport(error, detail.status, subject);
  if (transport) return transport;
  if (detail.status === 0 || detail.status === 200) {
    return new AppError('bad-response', `${describe(subject)} The server’s answer could not be read.`, {
      cause: thrown,
    });
  }
  const code = codes[detail.code] ?? fromStatus(detail.status);
  const remedy = remedies[code] ?? detail.message;
  return new AppError(code, `${describe(subject)} ${remedy}`.trim(), { s3: detail, cause: thrown });
}

/** Whether a failure is S3's answer with this code. */
export function hasS3Code(error: unknown, ...s3Codes: string[]): boolean {
  return error instanceof AppError && error.s3 !== undefined && s3Codes.includes(error.s3.code);
}
