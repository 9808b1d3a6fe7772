import type { IncomingMessage } from 'node:http';
import { S3Error } from '../errors.ts';
import { isDirectoryBucket } from '../store/buckets.ts';
import { decodeTarget, QueryParameters } from './query.ts';

/** A request taken apart: what it names, by whichever addressing style, and what it says about itself. */
export interface S3Request {
  method: string;
  /** Decoded path, the host's bucket not included: what the signature covers. */
  path: string;
  /** `null` names the service. */
  bucket: string | null;
  /** `null` names the bucket. */
  key: string | null;
  query: QueryParameters;
  /** As they were sent: lower-case names, values one character a byte. What the signature covers. */
  sentHeaders: ReadonlyMap<string, string>;
  /** The same, and the x-amz-* headers that a presigned URL carries as query parameters. */
  headers: ReadonlyMap<string, string>;
  incoming: IncomingMessage;
}

/** S3 User Guide, "Naming Amazon S3 objects": at most 1,024 bytes of UTF-8. */
export const maxKeyBytes = 1024;

/** Hosts under this domain name a bucket: `<bucket>.localhost` (virtual-hosted-style addressing). */
const baseDomain = 'localhost';

function hostBucket(host: string | undefined): string | null {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase();
  const suffix = `.${baseDomain}`;
  return name.endsWith(suffix) && name.length > suffix.length ? name.slice(0, -suffix.length) : null;
}

function splitPath(path: string): { bucket: string | null; key: string | null } {
  const slash = path.indexOf('/', 1);
  if (path === '/') return { bucket: null, key: null };
  if (slash === -1) return { bucket: path.slice(1), key: null };
  const bucket = path.slice(1, slash);
  // AWS SDKs put a second slash behind the name of a directory bucket when the endpoint is an IP address.
  const start = isDirectoryBucket(bucket) && path.startsWith('//', slash) ? slash + 2 : slash + 1;
  return { bucket, key: path.slice(start) || null };
}

function readHeaders(incoming: IncomingMessage): Map<string, string> {
  const headers = new Map<string, string>();
  const raw = incoming.rawHeaders;
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const value = raw[index + 1] ?? '';
    const previous = headers.get(name);
    headers.set(name, previous === undefined ? value : `${previous},${value}`);
  }
  return headers;
}

/** S3 takes x-amz-* parameters of a presigned URL for headers: that is where signers put what they sign. */
function withQueryHeaders(sent: ReadonlyMap<string, string>, query: QueryParameters): ReadonlyMap<string, string> {
  if (!query.has('X-Amz-Signature')) return sent;
  const headers = new Map(sent);
  for (const [name, value] of query.entries) {
    const lower = name.toLowerCase();
    if (lower.startsWith('x-amz-') && !headers.has(lower)) {
      headers.set(lower, Buffer.from(value, 'utf8').toString('latin1'));
    }
  }
  return headers;
}

/** Reads method, address and headers. Throws `InvalidURI` on a broken escape and `KeyTooLongError`. */
export function readRequest(incoming: IncomingMessage): S3Request {
  const target = incoming.url ?? '/';
  const question = target.indexOf('?');
  const rawPath = question === -1 ? target : target.slice(0, question);
  if (!rawPath.startsWith('/')) throw new S3Error('InvalidURI', { fields: { URI: rawPath } });
  const path = decodeTarget(rawPath);
  const sentHeaders = readHeaders(incoming);
  const fromHost = hostBucket(sentHeaders.get('host'));
  const { bucket, key } = fromHost === null ? splitPath(path) : { bucket: fromHost, key: path.slice(1) || null };
  if (key !== null && Buffer.byteLength(key) > maxKeyBytes) {
    throw new S3Error('KeyTooLongError', {
      fields: { MaxSizeAllowed: String(maxKeyBytes), Size: String(Buffer.byteLength(key)) },
    });
  }
  const query = new QueryParameters(question === -1 ? '' : target.slice(question + 1));
  const headers = withQueryHeaders(sentHeaders, query);
  return { method: incoming.method ?? 'GET', path, bucket, key, query, sentHeaders, headers, incoming };
}
