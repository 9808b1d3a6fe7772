import type { Answer } from '../http/answer.ts';
import type { S3Request } from '../http/request.ts';

const uploads = ['PutObject', 'UploadPart', 'PostObject'];

/** Bytes of objects that a request brought, and that its answer took away if it was sent whole. Of a form, all of it. */
export function movedBytes(
  operation: string,
  { headers }: S3Request,
  { body }: Answer,
  isSent: boolean,
): { incomingBytes: number; outgoingBytes: number } {
  const length = headers.get('x-amz-decoded-content-length') ?? headers.get('content-length') ?? '0';
  const isDownload = operation === 'GetObject' && isSent && typeof body === 'object';
  return {
    incomingBytes: uploads.includes(operation) ? Number(length) : 0,
    outgoingBytes: isDownload ? body.sizeBytes : 0,
  };
}
