import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { uriEncode, uriEncodePath } from './encode.ts';

/** SHA-256 of nothing, which stands for an empty body and within chunk signatures. */
export const emptySha256 = createHash('sha256').digest('hex');

export interface CanonicalParts {
  method: string;
  /** Decoded path. */
  path: string;
  query: readonly (readonly [name: string, value: string])[];
  headers: ReadonlyMap<string, string>;
  signedHeaders: readonly string[];
  /** Value of x-amz-content-sha256, `UNSIGNED-PAYLOAD` for presigned URLs. */
  payloadHash: string;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Canonical request; S3 API Reference, "Signature Calculations for the Authorization Header", task 1. */
export function canonicalRequest(parts: CanonicalParts): string {
  const query = parts.query
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const headers = parts.signedHeaders.map((name) => {
    // Only ASCII white space: a Latin-1 no-break space may be half of a UTF-8 letter.
    const value = (parts.headers.get(name) ?? '').replace(/[ \t]+/g, ' ').replace(/^ | $/g, '');
    return `${name}:${value}\n`;
  });
  return [
    parts.method,
    uriEncodePath(parts.path),
    query,
    headers.join(''),
    parts.signedHeaders.join(';'),
    parts.payloadHash,
  ].join('\n');
}

/** Date, region, service and terminator that a signature is bound to. */
export interface CredentialScope {
  /** YYYYMMDD. */
  date: string;
  region: string;
  /** Requests about directory buckets, and in their sessions, are signed for a service of their own; `s3` unless told. */
  service?: 's3' | 's3express';
}

export function scopeText({ date, region, service = 's3' }: CredentialScope): string {
  return `${date}/${region}/${service}/aws4_request`;
}

/** String to sign of a whole request. Header values are Latin-1, so the canonical request is hashed byte for byte. */
export function stringToSign(dateTime: string, scope: CredentialScope, canonical: string): string {
  const hash = createHash('sha256').update(Buffer.from(canonical, 'latin1')).digest('hex');
  return ['AWS4-HMAC-SHA256', dateTime, scopeText(scope), hash].join('\n');
}

export function signingKey(secretAccessKey: string, scope: CredentialScope): Buffer {
  let key = createHmac('sha256', `AWS4${secretAccessKey}`).update(scope.date).digest();
  for (const part of [scope.region, scope.service ?? 's3', 'aws4_request'])
    key = createHmac('sha256', key).update(part).digest();
  return key;
}

export function sign(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Compares two signatures in constant time. */
export function sameSignature(expected: string, given: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}
