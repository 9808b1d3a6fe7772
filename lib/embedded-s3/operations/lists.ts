import { invalidArgument } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import type { QueryParameters } from '../http/query.ts';
import { uriEncodePath } from '../signature/encode.ts';
import { isDirectoryBucket, type Bucket } from '../store/buckets.ts';
import { afterKey, afterPrefix, toKeyBytes } from '../store/key-bytes.ts';
import { commonPrefix, listObjects as readPage, type ListedObject, type ObjectPage } from '../store/listing.ts';
import { listVersions } from '../store/version-listing.ts';
import { writeXml, type XmlElements } from '../xml/write.ts';
import { withoutOrder } from './directory-buckets.ts';
import { isoDate, ownerElement, type BucketExchange, type Service } from './exchange.ts';
import { isArchived, isOutOfReach } from './storage-classes.ts';

/** How keys and prefixes are written, by `encoding-type`. */
function nameEncoder(query: QueryParameters): { type: string | undefined; encode: (name: string) => string } {
  const type = query.get('encoding-type');
  if (type === undefined || type === '') return { type: undefined, encode: (name) => name };
  if (type !== 'url') throw invalidArgument('encoding-type', type, 'Invalid Encoding Method specified in Request');
  return { type, encode: uriEncodePath };
}

interface ListingRequest {
  prefix: string;
  delimiter: string;
  limit: number;
  withRestore: boolean;
  encodingType: string | undefined;
  encode: (name: string) => string;
}

function readListingRequest({ service, request }: BucketExchange): ListingRequest {
  const { query, headers } = request;
  const { type, encode } = nameEncoder(query);
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    limit: query.getNumber('max-keys', service.pageSizeCap, service.pageSizeCap),
    withRestore: (headers.get('x-amz-optional-object-attributes') ?? '').split(',').some((name) => {
      return name.trim() === 'RestoreStatus';
    }),
    encodingType: type,
    encode,
  };
}

function restoreStatus(object: ListedObject, now: number): XmlElements | undefined {
  if (!isArchived(object.storageClass)) return undefined;
  if (object.restoredUntil === null || isOutOfReach(object, now)) return { IsRestoreInProgress: false };
  return { IsRestoreInProgress: false, RestoreExpiryDate: isoDate(object.restoredUntil) };
}

function contents(service: Service, objects: readonly ListedObject[], listing: ListingRequest, withOwner: boolean) {
  return objects.map((object) => ({
    Key: listing.encode(object.key),
    LastModified: isoDate(object.modified),
    ETag: `"${object.etag}"`,
    ChecksumAlgorithm: object.checksum?.algorithm,
    ChecksumType: object.checksum?.type,
    Size: object.sizeBytes,
    StorageClass: object.storageClass,
    Owner: withOwner ? ownerElement(service, object.owner) : undefined,
    RestoreStatus: listing.withRestore ? restoreStatus(object, service.now()) : undefined,
  }));
}

function prefixElements(prefixes: readonly string[], listing: ListingRequest): XmlElements[] {
  return prefixes.map((prefix) => ({ Prefix: listing.encode(prefix) }));
}

/** What follows the last entry of a page: behind the key, or behind everything under the common prefix. */
function positionAfter(last: NonNullable<ObjectPage['last']>): Buffer {
  const bytes = toKeyBytes(last.text);
  return last.isPrefix ? afterPrefix(bytes) : afterKey(bytes);
}

/** Continuation tokens are the bytes where the walk goes on, so they hold whatever is written or deleted meanwhile. */
function readToken(token: string): Buffer {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length === 0 || bytes.toString('base64url') !== token) {
    throw invalidArgument('continuation-token', token, 'The continuation token provided is incorrect');
  }
  return bytes;
}

/** Directory buckets list in no order: nobody is to rely on one. */
function inOrderOf(bucket: Bucket, page: ObjectPage): ObjectPage {
  if (!isDirectoryBucket(bucket.name)) return page;
  return {
    ...page,
    objects: withoutOrder(page.objects, ({ key }) => key),
    prefixes: withoutOrder(page.prefixes, (prefix) => prefix),
  };
}

export function listObjectsV2(exchange: BucketExchange): Answer {
  const { service, bucket, request } = exchange;
  const { query } = request;
  const listing = readListingRequest(exchange);
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after');
  const from = token !== undefined ? readToken(token) : startAfter ? afterKey(toKeyBytes(startAfter)) : Buffer.alloc(0);
  const page = inOrderOf(bucket, readPage(service.store.database, { bucketId: bucket.id, ...listing, from }));
  return xmlAnswer(
    writeXml('ListBucketResult', {
      Name: bucket.name,
      Prefix: listing.encode(listing.prefix),
      ContinuationToken: token,
      StartAfter: startAfter === undefined || startAfter === '' ? undefined : listing.encode(startAfter),
      Delimiter: listing.delimiter === '' ? undefined : listing.encode(listing.delimiter),
      MaxKeys: listing.limit,
      EncodingType: listing.encodingType,
      KeyCount: page.objects.length + page.prefixes.length,
      IsTruncated: page.last !== null,
      NextContinuationToken: page.last ? positionAfter(page.last).toString('base64url') : undefined,
      Contents: contents(service, page.objects, listing, query.get('fetch-owner') === 'true'),
      CommonPrefixes: prefixElements(page.prefixes, listing),
    }),
  );
}

/** A marker that is itself a common prefix was listed as one, so everything under it has been. */
function positionAfterMarker(marker: string, listing: ListingRequest): Buffer {
  if (marker === '') return Buffer.alloc(0);
  const { prefix, delimiter } = listing;
  const isPrefix = marker.startsWith(prefix) && commonPrefix(marker, prefix.length, delimiter) === marker;
  return positionAfter({ text: marker, isPrefix });
}

export function listObjects(exchange: BucketExchange): Answer {
  const { service, bucket, request } = exchange;
  const listing = readListingRequest(exchange);
  const marker = request.query.get('marker') ?? '';
  const from = positionAfterMarker(marker, listing);
  const page = readPage(service.store.database, { bucketId: bucket.id, ...listing, from });
  // NextMarker is given only with a delimiter; without one, the last key is the next marker (S3 API Reference, ListObjects).
  const nextMarker = page.last && listing.delimiter !== '' ? listing.encode(page.last.text) : undefined;
  return xmlAnswer(
    writeXml('ListBucketResult', {
      Name: bucket.name,
      Prefix: listing.encode(listing.prefix),
      Marker: listing.encode(marker),
      NextMarker: nextMarker,
      Delimiter: listing.delimiter === '' ? undefined : listing.encode(listing.delimiter),
      MaxKeys: listing.limit,
      EncodingType: listing.encodingType,
      IsTruncated: page.last !== null,
      Contents: contents(service, page.objects, listing, true),
      CommonPrefixes: prefixElements(page.prefixes, listing),
    }),
  );
}

export function listObjectVersions(exchange: BucketExchange): Answer {
  const { service, bucket, request } = exchange;
  const listing = readListingRequest(exchange);
  const keyMarker = request.query.get('key-marker') ?? '';
  const versionIdMarker = request.query.get('version-id-marker') ?? '';
  if (versionIdMarker !== '' && keyMarker === '') {
    throw invalidArgument(
      'version-id-marker',
      versionIdMarker,
      'A version-id marker cannot be specified without a key marker.',
    );
  }
  const page = listVersions(service.store.database, { bucketId: bucket.id, ...listing, keyMarker, versionIdMarker });
  // Versions and delete markers stay interleaved as they are ordered, so each element goes out under its own name.
  const entries = page.versions.map((version) => {
    const common = {
      Key: listing.encode(version.key),
      VersionId: version.versionId,
      IsLatest: version.isLatest,
      LastModified: isoDate(version.modified),
    };
    const Owner = ownerElement(service, version.owner);
    if (version.isMarker) return { DeleteMarker: { ...common, Owner } };
    return {
      Version: {
        ...common,
        ETag: `"${version.etag}"`,
        ChecksumAlgorithm: version.checksum?.algorithm,
        ChecksumType: version.checksum?.type,
        Size: version.sizeBytes,
        StorageClass: version.storageClass,
        Owner,
      },
    };
  });
  return xmlAnswer(
    writeXml('ListVersionsResult', [
      {
        Name: bucket.name,
        Prefix: listing.encode(listing.prefix),
        KeyMarker: listing.encode(keyMarker),
        VersionIdMarker: versionIdMarker,
        NextKeyMarker: page.next ? listing.encode(page.next.key) : undefined,
        NextVersionIdMarker: page.next?.versionId ?? undefined,
        Delimiter: listing.delimiter === '' ? undefined : listing.encode(listing.delimiter),
        MaxKeys: listing.limit,
        EncodingType: listing.encodingType,
        IsTruncated: page.next !== null,
      },
      ...entries,
      { CommonPrefixes: prefixElements(page.prefixes, listing) },
    ]),
  );
}
