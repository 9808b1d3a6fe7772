import { S3Error } from '../errors.ts';

/** What conditional headers are held against. */
export interface Validators {
  /** Without quotes. */
  etag: string;
  modified: number;
}

/** Names of the four headers: plain for reads, with the x-amz-copy-source- prefix for the source of a copy. */
export interface ConditionHeaders {
  ifMatch: string | undefined;
  ifNoneMatch: string | undefined;
  ifModifiedSince: string | undefined;
  ifUnmodifiedSince: string | undefined;
}

export function readConditions(headers: ReadonlyMap<string, string>, prefix = ''): ConditionHeaders {
  return {
    ifMatch: headers.get(`${prefix}if-match`),
    ifNoneMatch: headers.get(`${prefix}if-none-match`),
    ifModifiedSince: headers.get(`${prefix}if-modified-since`),
    ifUnmodifiedSince: headers.get(`${prefix}if-unmodified-since`),
  };
}

function matches(list: string, etag: string): boolean {
  return list.split(',').some((item) => {
    const value = item.trim().replace(/^W\//, '').replaceAll('"', '');
    return value === '*' || value === etag;
  });
}

/** Whole seconds, the precision of HTTP dates; NaN, which compares false, when the header is no date. */
function seconds(time: number): number {
  return Math.floor(time / 1000);
}

function failed(condition: string): S3Error {
  return new S3Error('PreconditionFailed', { fields: { Condition: condition } });
}

/**
 * Holds a read against its conditions, in the order of RFC 9110, section 13.2.2. Throws `PreconditionFailed`, or
 * `NotModified` where that is what the caller wants to hear.
 */
export function requireConditions(
  conditions: ConditionHeaders,
  { etag, modified }: Validators,
  notModified: 'NotModified' | 'PreconditionFailed' = 'NotModified',
): void {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, etag)) throw failed('If-Match');
  } else if (ifUnmodifiedSince !== undefined && seconds(modified) > seconds(Date.parse(ifUnmodifiedSince))) {
    throw failed('If-Unmodified-Since');
  }
  if (ifNoneMatch !== undefined) {
    if (matches(ifNoneMatch, etag)) throw notUsed(notModified, 'If-None-Match', etag, modified);
  } else if (ifModifiedSince !== undefined && seconds(modified) <= seconds(Date.parse(ifModifiedSince))) {
    throw notUsed(notModified, 'If-Modified-Since', etag, modified);
  }
}

function notUsed(
  code: 'NotModified' | 'PreconditionFailed',
  condition: string,
  etag: string,
  modified: number,
): S3Error {
  if (code === 'PreconditionFailed') return failed(condition);
  return new S3Error('NotModified', {
    headers: { ETag: `"${etag}"`, 'Last-Modified': new Date(modified).toUTCString() },
  });
}

/**
 * Holds a write against what is there now, `null` when nothing is; S3 User Guide, "Conditional writes".
 * Throws `PreconditionFailed`, or `NoSuchKey` when If-Match has nothing to match.
 */
export function requireWriteConditions(
  headers: ReadonlyMap<string, string>,
  key: string,
  current: Validators | null,
): void {
  const { ifMatch, ifNoneMatch } = readConditions(headers);
  if (ifMatch !== undefined) {
    if (!current) throw new S3Error('NoSuchKey', { fields: { Key: key } });
    if (!matches(ifMatch, current.etag)) throw failed('If-Match');
  }
  if (ifNoneMatch !== undefined && current && matches(ifNoneMatch, current.etag)) throw failed('If-None-Match');
}
