/*
 * One PUT of one body to one presigned URL. The browser sends it with XMLHttpRequest, which alone reports upload
 * progress; tests and tools bring a sender of their own.
 */

export interface PutRequest {
  url: string;
  body: Blob | ArrayBuffer;
  /** Sent unsigned: S3 insists on signatures only for `host` and `x-amz-*`. */
  headers: Record<string, string>;
  signal: AbortSignal;
  /** Bytes of the body handed to the network so far. */
  onProgress: (sentBytes: number) => void;
}

export interface PutResponse {
  /** Without quotes; `null` when CORS does not expose it. */
  etag: string | null;
}

/** Resolves for 2xx; rejects with {@link PutFailure} otherwise. */
export type SendPut = (request: PutRequest) => Promise<PutResponse>;

/**
 * `network`: no readable answer (connection lost, CORS, a stall) · `signature`: 403, an expired URL among them ·
 * `digest`: the bytes that arrived are not the bytes that were hashed · `busy`: 429, 500, 502, 503, 504, 408 and the like ·
 * `exists`: 412 · `gone`: the multipart upload is not there any more · `refused`: anything else · `cancelled`: the signal.
 */
export type PutFailureKind = 'network' | 'signature' | 'digest' | 'busy' | 'exists' | 'gone' | 'refused' | 'cancelled';

export class PutFailure extends Error {
  readonly kind: PutFailureKind;
  /** HTTP status; 0 when no response arrived. */
  readonly status: number;
  /** S3's own code, such as `SlowDown`; '' when the body held none. */
  readonly s3Code: string;
  readonly requestId: string | null;

  constructor(
    kind: PutFailureKind,
    message: string,
    detail: { status?: number; s3Code?: string; requestId?: string | null } = {},
  ) {
    super(message);
    this.name = 'PutFailure';
    this.kind = kind;
    this.status = detail.status ?? 0;
    this.s3Code = detail.s3Code ?? '';
    this.requestId = detail.requestId ?? null;
  }
}

/** Codes that pass by themselves (S3 API, "Error responses"). `RequestTimeout` is a 400. */
const busyCodes = new Set([
  'ConditionalRequestConflict',
  'SlowDown',
  'ServiceUnavailable',
  'InternalError',
  'RequestTimeout',
  'OperationAborted',
  'TooManyRequests',
]);
const busyStatuses = new Set([408, 409, 425, 429, 500, 502, 503, 504, 509]);
/** `InvalidDigest` is a malformed header, and never ours to repeat. */
const digestCodes = new Set([
  'BadDigest',
  'XAmzContentSHA256Mismatch',
  'XAmzContentChecksumMismatch',
  'IncompleteBody',
]);
/** Answers to a URL that was signed too long ago, or by a clock that is off. */
const signatureCodes = new Set([
  'AccessDenied',
  'ExpiredToken',
  'RequestExpired',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

/** The failure behind an HTTP answer outside 2xx. `body` is what the server sent, usually S3's error XML. */
export function toPutFailure(status: number, body: string): PutFailure {
  const s3Code = readElement(body, 'Code');
  const said = readElement(body, 'Message');
  const detail = { status, s3Code, requestId: readElement(body, 'RequestId') || null };
  const kind = classify(status, s3Code);
  return new PutFailure(kind, describe(kind, status, s3Code, said), detail);
}

function classify(status: number, s3Code: string): PutFailureKind {
  if (digestCodes.has(s3Code)) return 'digest';
  if (s3Code === 'NoSuchUpload') return 'gone';
  if (status === 412 || s3Code === 'PreconditionFailed') return 'exists';
  if (busyCodes.has(s3Code) || busyStatuses.has(status)) return 'busy';
  if (status === 403 || signatureCodes.has(s3Code)) return 'signature';
  return 'refused';
}

function describe(kind: PutFailureKind, status: number, s3Code: string, said: string): string {
  const answer = `${s3Code || `HTTP ${status}`}${said ? `: ${said}` : ''}`;
  switch (kind) {
    case 'digest':
      return `The bytes were damaged on their way and the server refused them (${answer}).`;
    case 'exists':
      return 'An object of this name appeared in the meantime and was left as it is.';
    case 'gone':
      return 'The server no longer knows this multipart upload; a lifecycle rule or somebody else ended it.';
    case 'busy':
      return `The server could not take the data just now (${answer}).`;
    case 'signature':
      return `The server refused the signed address (${answer}). These keys may lack s3:PutObject here, or clocks differ.`;
    case 'network':
    case 'refused':
    case 'cancelled':
      return `The server refused the data (${answer}).`;
  }
}

/** S3's error document is flat and holds no attributes, so its few elements are read without a parser. */
function readElement(xml: string, name: string): string {
  const match = new RegExp(`<${name}>([^<]*)</${name}>`, 'u').exec(xml);
  return (match?.[1] ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .slice(0, 500);
}

export function networkFailure(): PutFailure {
  return new PutFailure(
    'network',
    'No answer from the endpoint that this browser could read: the connection was lost, or the bucket’s CORS rules do not allow it.',
  );
}

export function cancelledFailure(): PutFailure {
  return new PutFailure('cancelled', 'Stopped.');
}

export function toEtag(header: string | null): string | null {
  return header === null ? null : header.replace(/^W\//u, '').replaceAll('"', '');
}
