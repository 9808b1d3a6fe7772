import type { Answer } from '../http/answer.ts';
import type { S3Request } from '../http/request.ts';
import type { Authentication } from '../signature/authenticate.ts';
import type { Bucket } from '../store/buckets.ts';
import { logOperation, type AccessLogEntry } from './line.ts';

/** What is known of a request once it is answered. */
export interface AnsweredRequest {
  request: S3Request;
  requestId: string;
  bucket: Bucket;
  /** Name in the S3 API. */
  operation: string;
  /** `null` when the request was refused before anybody looked who sent it. */
  authentication: Authentication | null;
  answer: Answer;
  errorCode: string | null;
  /** Milliseconds since 1970. */
  began: number;
  ended: number;
}

function bytesOf({ body }: Answer): number {
  return typeof body === 'object' ? body.sizeBytes : Buffer.byteLength(body ?? '');
}

/** Size of the object that was read or written, as far as the exchange shows it. */
function objectBytesOf({ request, answer, operation }: AnsweredRequest): number | null {
  if (operation === 'GetObject' || operation === 'HeadObject') {
    const whole = /\/(\d+)$/.exec(answer.headers?.['Content-Range'] ?? '')?.[1];
    return typeof answer.body === 'object' ? Number(whole ?? answer.body.sizeBytes) : null;
  }
  if (operation !== 'PutObject' && operation !== 'UploadPart') return null;
  const length = request.headers.get('x-amz-decoded-content-length') ?? request.headers.get('content-length');
  return length === undefined ? null : Number(length);
}

function authTypeOf(authentication: Authentication | null): AccessLogEntry['authType'] {
  if (!authentication?.user) return null;
  return authentication.isPresigned ? 'QueryString' : 'AuthHeader';
}

/** An answered request as the access log tells it. */
export function accessLogEntry(answered: AnsweredRequest): AccessLogEntry {
  const { request, requestId, bucket, operation, authentication, answer, errorCode, began, ended } = answered;
  const { headers, incoming, method } = request;
  return {
    bucketOwner: bucket.owner,
    bucket: bucket.name,
    time: began,
    remoteIp: incoming.socket.remoteAddress ?? null,
    requester: authentication?.user?.id ?? null,
    requestId,
    operation: logOperation(operation, method),
    key: request.key,
    requestLine: `${method} ${incoming.url ?? ''} HTTP/${incoming.httpVersion}`,
    status: answer.status,
    errorCode,
    bytesSent: method === 'HEAD' ? 0 : bytesOf(answer),
    objectBytes: objectBytesOf(answered),
    totalMs: Math.max(0, ended - began),
    referer: headers.get('referer') ?? null,
    userAgent: headers.get('user-agent') ?? null,
    versionId: request.query.get('versionId') ?? null,
    authType: authTypeOf(authentication),
    host: headers.get('host') ?? null,
  };
}
