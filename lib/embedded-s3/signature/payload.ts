import { S3Error } from '../errors.ts';
import type { S3Request } from '../http/request.ts';

/** What chunk signatures chain on: the key and signature of the request itself. */
export interface SignatureSeed {
  key: Buffer;
  /** YYYYMMDD'T'HHMMSS'Z'. */
  dateTime: string;
  scope: string;
  signature: string;
}

/** How a body is checked: not at all, by one hash, or chunk by chunk within an aws-chunked stream. */
export type PayloadMode =
  | { kind: 'plain'; sha256: string | null }
  | { kind: 'chunked'; seed: SignatureSeed | null; hasTrailer: boolean; decodedLength: number };

function decodedLength(request: S3Request): number {
  const text = request.headers.get('x-amz-decoded-content-length');
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new S3Error('MissingContentLength');
  return Number(text);
}

/**
 * Reads x-amz-content-sha256; S3 API Reference, "Signature Calculations for the Authorization Header: Transferring
 * Payload in Multiple Chunks". `seed` is `null` for an anonymous request, whose chunks cannot be signed.
 */
export function readPayloadMode(request: S3Request, seed: SignatureSeed | null): PayloadMode {
  const value = request.headers.get('x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
  switch (value) {
    case 'UNSIGNED-PAYLOAD':
      return { kind: 'plain', sha256: null };
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return { kind: 'chunked', seed: null, hasTrailer: true, decodedLength: decodedLength(request) };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': {
      if (!seed) throw new S3Error('AccessDenied', { message: 'Signed chunks need a signed request.' });
      const hasTrailer = value.endsWith('-TRAILER');
      return { kind: 'chunked', seed, hasTrailer, decodedLength: decodedLength(request) };
    }
    default:
  }
  if (/^[0-9a-f]{64}$/.test(value)) return { kind: 'plain', sha256: value };
  if (value.startsWith('STREAMING-')) throw new S3Error('NotImplemented', { message: `${value} is not implemented.` });
  throw new S3Error('InvalidArgument', {
    message: 'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-… or a valid sha256 value.',
    fields: { ArgumentName: 'x-amz-content-sha256', ArgumentValue: value },
  });
}
