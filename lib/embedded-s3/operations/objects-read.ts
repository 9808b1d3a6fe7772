import { checksumHeader } from '../checksums/algorithms.ts';
import { readCustomerKey, requireKeyOf } from '../encryption/customer-key.ts';
import { encryptionHeaders } from '../encryption/requested.ts';
import { S3Error, invalidArgument } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { readConditions, requireConditions } from '../http/conditions.ts';
import { parseRange, sliceExtents, type ByteRange } from '../http/range.ts';
import type { Version } from '../store/versions.ts';
import { expirationHeaders } from './expiration.ts';
import { httpDate, type ObjectExchange } from './exchange.ts';
import { toHeaderValue } from './metadata.ts';
import { isOutOfReach } from './storage-classes.ts';
import { requireVersion, versionHeader } from './version-access.ts';

/** Query parameters that replace an answer header; GetObject in the S3 API Reference. */
const overrides: Record<string, string> = {
  'response-cache-control': 'cache-control',
  'response-content-disposition': 'content-disposition',
  'response-content-encoding': 'content-encoding',
  'response-content-language': 'content-language',
  'response-content-type': 'content-type',
  'response-expires': 'expires',
};

function overriddenHeaders({ request, authentication }: ObjectExchange): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [parameter, header] of Object.entries(overrides)) {
    const value = request.query.get(parameter);
    if (value === undefined) continue;
    if (authentication.user === null) {
      throw new S3Error('InvalidRequest', {
        message: 'Request specific response headers cannot be used for anonymous GET requests.',
      });
    }
    headers[header] = toHeaderValue(parameter, value);
  }
  return headers;
}

interface Selection {
  /** `null` for the whole object. */
  range: ByteRange | null;
  headers: Record<string, string>;
}

function selectPart(version: Version, text: string): Selection {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 10_000) {
    throw invalidArgument('partNumber', text, 'Part number must be an integer between 1 and 10000, inclusive');
  }
  const parts = version.parts ?? [{ number: 1, sizeBytes: version.sizeBytes }];
  const part = parts[number - 1];
  if (!part) {
    throw new S3Error('InvalidPartNumber', {
      fields: { ActualPartCount: String(parts.length), PartNumberRequested: text },
    });
  }
  const start = parts.slice(0, number - 1).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const headers = version.parts ? { 'x-amz-mp-parts-count': String(parts.length) } : {};
  return { range: { start, length: part.sizeBytes }, headers: headers };
}

function select({ request }: ObjectExchange, version: Version): Selection {
  const partNumber = request.query.get('partNumber');
  const range = request.headers.get('range');
  if (partNumber === undefined) return { range: parseRange(range, version.sizeBytes), headers: {} };
  if (range !== undefined) {
    throw new S3Error('InvalidRequest', { message: 'Cannot specify both Range header and partNumber query parameter' });
  }
  return selectPart(version, partNumber);
}

function lockHeaders({ retention, legalHold }: Version): Record<string, string> {
  return {
    ...(retention && {
      'x-amz-object-lock-mode': retention.mode,
      'x-amz-object-lock-retain-until-date': new Date(retention.until).toISOString(),
    }),
    ...(legalHold && { 'x-amz-object-lock-legal-hold': 'ON' }),
  };
}

/** The checksum of the one part that a range covers, `null` where it covers none. */
function partChecksum({ parts }: Version, range: ByteRange): string | null {
  let start = 0;
  for (const { sizeBytes, checksum } of parts ?? []) {
    if (start === range.start && sizeBytes === range.length) return checksum;
    start += sizeBytes;
  }
  return null;
}

/**
 * The checksum of what is sent: of the whole, or of a part that is named or covered exactly. S3 User Guide, "Checking object
 * integrity": "Using part-level checksums".
 */
function checksumHeaders(
  { request }: ObjectExchange,
  version: Version,
  range: ByteRange | null,
): Record<string, string> {
  const isAsked = request.headers.get('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
  if (!isAsked || !version.checksum) return {};
  const { algorithm, type } = version.checksum;
  const isPart = version.parts !== null && request.query.has('partNumber');
  const isWhole = range === null || (range.length === version.sizeBytes && !isPart);
  const value = isWhole ? version.checksum.value : partChecksum(version, range);
  return value === null ? {} : { [checksumHeader(algorithm)]: value, 'x-amz-checksum-type': type };
}

function versionHeaders(exchange: ObjectExchange, version: Version): Record<string, string> {
  const { storageClass, restoredUntil, tags } = version;
  return {
    ...version.headers,
    'Last-Modified': httpDate(version.modified),
    ETag: `"${version.etag}"`,
    'Accept-Ranges': 'bytes',
    ...(storageClass !== 'STANDARD' && { 'x-amz-storage-class': storageClass }),
    ...(restoredUntil !== null &&
      restoredUntil > exchange.service.now() && {
        'x-amz-restore': `ongoing-request="false", expiry-date="${httpDate(restoredUntil)}"`,
      }),
    ...(tags.length > 0 && { 'x-amz-tagging-count': String(tags.length) }),
    ...lockHeaders(version),
    ...encryptionHeaders(version.encryption, exchange.request.headers),
    ...(exchange.request.query.has('versionId') ? {} : expirationHeaders(exchange.service, exchange.bucket, version)),
    ...versionHeader(exchange.bucket, version.versionId),
  };
}

/** The customer's key that opens the version, `null` where it needs none. */
export function requireReadKey({ request }: ObjectExchange, version: Version): Buffer | null {
  const header = 'x-amz-server-side-encryption';
  const value = request.headers.get(header);
  if (value !== undefined)
    throw invalidArgument(header, value, `${header} header is not supported for this operation.`);
  return requireKeyOf(version.encryption, readCustomerKey(request.headers));
}

/** GetObject and HeadObject: the same answer, of which HEAD sends the head alone. */
export function getObject(exchange: ObjectExchange): Answer {
  const { store } = exchange.service;
  const version = requireVersion(exchange, 'READ');
  const customerKey = requireReadKey(exchange, version);
  requireConditions(readConditions(exchange.request.headers), version);
  if (exchange.request.method === 'GET' && isOutOfReach(version, exchange.service.now())) {
    throw new S3Error('InvalidObjectState', { fields: { StorageClass: version.storageClass } });
  }
  const { range, headers } = select(exchange, version);
  const extents = range ? sliceExtents(version.extents, range) : version.extents;
  const end = range ? range.start + range.length - 1 : 0;
  const release = store.blobs.hold(extents);
  return {
    status: range ? 206 : 200,
    headers: {
      ...versionHeaders(exchange, version),
      ...checksumHeaders(exchange, version, range),
      ...headers,
      ...overriddenHeaders(exchange),
      ...(range && { 'Content-Range': `bytes ${range.start}-${end}/${version.sizeBytes}` }),
    },
    body: {
      sizeBytes: range ? range.length : version.sizeBytes,
      open: () => store.blobs.read(extents, customerKey),
      done: release,
    },
  };
}
