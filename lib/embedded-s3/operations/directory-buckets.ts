import { createHash } from 'node:crypto';
import { cannedGrants } from '../access/grants.ts';
import { S3Error, invalidArgument } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { receiveText } from '../http/body.ts';
import { findBucket, insertBucket, isDirectoryBucket, pageBuckets } from '../store/buckets.ts';
import { readDocument } from '../xml/element.ts';
import { writeXml } from '../xml/write.ts';
import { accountOf, isoDate, type BucketExchange, type Exchange } from './exchange.ts';
import type { OperationName } from './table.ts';

/** ListDirectoryBuckets in the S3 API Reference: at most 1,000 a page. */
const maxPage = 1000;

/** S3 User Guide, "Differences for directory buckets": the operations they have. Their policies are not known here. */
const operations: ReadonlySet<OperationName> = new Set<OperationName>([
  'CreateSession',
  'HeadBucket',
  'DeleteBucket',
  'ListObjectsV2',
  'ListMultipartUploads',
  'DeleteObjects',
  'GetBucketEncryption',
  'PutBucketEncryption',
  'DeleteBucketEncryption',
  'GetBucketLifecycleConfiguration',
  'PutBucketLifecycleConfiguration',
  'DeleteBucketLifecycle',
  'PutObject',
  'GetObject',
  'HeadObject',
  'CopyObject',
  'DeleteObject',
  'GetObjectAttributes',
  'CreateMultipartUpload',
  'UploadPart',
  'UploadPartCopy',
  'ListParts',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
]);

/** Headers for what directory buckets do not have: ACLs, tags, object lock, requester pays, website redirects. */
const foreignHeader =
  /^x-amz-(acl|grant-.*|tagging(-directive)?|object-lock-.*|request-payer|website-redirect-location|mfa|bypass-governance-retention)$/;

/** Folders are all they list by, in no order that anybody could start within. */
function requireListing({ request: { query } }: BucketExchange): void {
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? ''];
  if (delimiter !== '' && delimiter !== '/') {
    throw invalidArgument('delimiter', delimiter, 'For directory buckets, / is the only supported delimiter.');
  }
  if (prefix !== '' && !prefix.endsWith('/')) {
    throw invalidArgument(
      'prefix',
      prefix,
      'For directory buckets, only prefixes that end in a delimiter (/) are supported.',
    );
  }
  const start = query.get('start-after');
  if (start !== undefined) {
    throw invalidArgument('start-after', start, 'StartAfter is not supported for directory buckets.');
  }
}

/** Throws where a request asks of a directory bucket what only others have, or the other way round. */
export function requireBucketType(exchange: BucketExchange): void {
  const { bucket, operation, request } = exchange;
  const notAllowed = () => {
    return new S3Error('MethodNotAllowed', { fields: { Method: request.method, ResourceType: 'BUCKET' } });
  };
  if (!isDirectoryBucket(bucket.name)) {
    if (operation === 'CreateSession') throw notAllowed();
    return;
  }
  if (!operations.has(operation)) throw notAllowed();
  const header = [...request.headers.keys()].find((name) => foreignHeader.test(name));
  if (header !== undefined) throw new S3Error('NotImplemented', { fields: { Header: header } });
  const versionId = request.query.get('versionId');
  if (versionId !== undefined && versionId !== 'null') {
    throw invalidArgument('versionId', versionId, 'For directory buckets, only the null version ID is supported.');
  }
  if (operation === 'ListObjectsV2' || operation === 'ListMultipartUploads') requireListing(exchange);
}

/** Entries of a page of a listing in an order that looks like none; the same one every time. */
export function withoutOrder<Entry>(entries: readonly Entry[], name: (entry: Entry) => string): Entry[] {
  const rank = (entry: Entry) => createHash('md5').update(name(entry)).digest('hex');
  return entries
    .map((entry) => [rank(entry), entry] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entry]) => entry);
}

function zoneOf(name: string): string {
  return /--([a-z0-9-]+)--x-s3$/.exec(name)?.[1] ?? '';
}

/** The document of CreateBucket says type and zone, and the name says the zone again. */
function parseDirectory(source: string, name: string): void {
  const zone = readDocument(source, 'CreateBucketConfiguration', (root) => {
    root.required('Bucket', (bucket) => {
      bucket.requiredChoice('Type', ['Directory']);
      bucket.choice('DataRedundancy', ['SingleAvailabilityZone', 'SingleLocalZone']);
    });
    return root.required('Location', (location) => {
      location.requiredChoice('Type', ['AvailabilityZone', 'LocalZone']);
      return location.requiredText('Name');
    });
  });
  if (zone !== zoneOf(name)) {
    throw new S3Error('InvalidRequest', {
      message: 'The zone of the bucket name and of the location must be the same.',
    });
  }
}

/** CreateBucket, for a name of the form `base--zone--x-s3`. */
export async function createDirectoryBucket(exchange: Exchange, owner: string): Promise<Answer> {
  const { service, request } = exchange;
  const { database } = service.store;
  const name = request.bucket ?? '';
  const text = await receiveText(exchange.body);
  if (text.trim() === '') throw new S3Error('InvalidBucketName', { fields: { BucketName: name } });
  parseDirectory(text, name);
  const existing = findBucket(database, name);
  if (existing) {
    throw new S3Error(existing.owner === owner ? 'BucketAlreadyOwnedByYou' : 'BucketAlreadyExists', {
      fields: { BucketName: name },
    });
  }
  insertBucket(database, {
    name,
    owner,
    created: service.now(),
    region: service.region,
    versioning: null,
    hasLock: false,
    grants: cannedGrants('private', owner, owner),
  });
  return { status: 200, headers: { Location: `/${name}` } };
}

export function listDirectoryBuckets(exchange: Exchange): Answer {
  const { service, request } = exchange;
  const owner = accountOf(exchange);
  if (owner === null) throw new S3Error('AccessDenied');
  const limit = request.query.getNumber('max-directory-buckets', maxPage, maxPage);
  const token = request.query.get('continuation-token');
  const after = token === undefined ? '' : Buffer.from(token, 'base64url').toString('utf8');
  const query = { owner, prefix: '', after, limit: limit + 1, isDirectory: true };
  const page = pageBuckets(service.store.database, query);
  const shown = page.slice(0, limit);
  const last = page.length > limit ? shown.at(-1) : undefined;
  return xmlAnswer(
    writeXml('ListAllMyDirectoryBucketsResult', {
      Buckets: {
        Bucket: shown.map((bucket) => ({
          Name: bucket.name,
          CreationDate: isoDate(bucket.created),
          BucketRegion: bucket.region,
        })),
      },
      ContinuationToken: last && Buffer.from(last.name).toString('base64url'),
    }),
  );
}
