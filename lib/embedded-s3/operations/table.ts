import { S3Error } from '../errors.ts';
import type { S3Request } from '../http/request.ts';
import type { OperationRow } from './row.ts';
import { settingRows } from './setting-rows.ts';

const overrides = [
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
];
const listing = ['prefix', 'delimiter', 'encoding-type', 'max-keys'];
const metrics = { parameters: ['Version'], access: 'account' } as const;

/** Every operation this server answers, by its name in the S3 API Reference. The most specific match wins. */
const table = {
  ListBuckets: {
    method: 'GET',
    resource: 'service',
    parameters: ['max-buckets', 'continuation-token', 'prefix', 'bucket-region'],
    access: 'account',
  },
  ListDirectoryBuckets: {
    method: 'GET',
    resource: 'service',
    signedFor: 's3express',
    parameters: ['max-directory-buckets', 'continuation-token'],
    access: 'account',
  },
  ListMetrics: { method: 'POST', resource: 'service', query: ['Action=ListMetrics'], ...metrics },
  ListRecentMetrics: { method: 'POST', resource: 'service', query: ['Action=ListRecentMetrics'], ...metrics },
  // Their paths, /buckets and the like, look like those of buckets.
  ListMetricsOfLevel: { method: 'POST', resource: 'bucket', query: ['Action=ListMetrics'], ...metrics },
  ListRecentMetricsOfLevel: { method: 'POST', resource: 'bucket', query: ['Action=ListRecentMetrics'], ...metrics },
  CreateBucket: { method: 'PUT', resource: 'bucket', access: 'account' },
  HeadBucket: { method: 'HEAD', resource: 'bucket', access: 'READ' },
  DeleteBucket: { method: 'DELETE', resource: 'bucket', access: 'owner' },
  ...settingRows,
  CreateSession: { method: 'GET', resource: 'bucket', query: ['session'], access: 'owner' },
  ListObjects: { method: 'GET', resource: 'bucket', parameters: [...listing, 'marker'], access: 'READ' },
  ListObjectsV2: {
    method: 'GET',
    resource: 'bucket',
    query: ['list-type=2'],
    parameters: [...listing, 'continuation-token', 'start-after', 'fetch-owner'],
    access: 'READ',
  },
  ListObjectVersions: {
    method: 'GET',
    resource: 'bucket',
    query: ['versions'],
    parameters: [...listing, 'key-marker', 'version-id-marker'],
    access: 'READ',
  },
  ListMultipartUploads: {
    method: 'GET',
    resource: 'bucket',
    query: ['uploads'],
    parameters: ['prefix', 'delimiter', 'encoding-type', 'max-uploads', 'key-marker', 'upload-id-marker'],
    access: 'READ',
  },
  PostObject: { method: 'POST', resource: 'bucket', access: 'object' },
  DeleteObjects: { method: 'POST', resource: 'bucket', query: ['delete'], access: 'WRITE' },
  GetObject: {
    method: 'GET',
    resource: 'object',
    parameters: [...overrides, 'versionId', 'partNumber'],
    access: 'object',
  },
  HeadObject: {
    method: 'HEAD',
    resource: 'object',
    parameters: [...overrides, 'versionId', 'partNumber'],
    access: 'object',
  },
  PutObject: { method: 'PUT', resource: 'object', access: 'WRITE' },
  CopyObject: { method: 'PUT', resource: 'object', header: 'x-amz-copy-source', access: 'WRITE' },
  DeleteObject: { method: 'DELETE', resource: 'object', parameters: ['versionId'], access: 'WRITE' },
  GetObjectAttributes: {
    method: 'GET',
    resource: 'object',
    query: ['attributes'],
    parameters: ['versionId'],
    access: 'object',
  },
  GetObjectTorrent: { method: 'GET', resource: 'object', query: ['torrent'], access: 'object' },
  GetObjectTagging: {
    method: 'GET',
    resource: 'object',
    query: ['tagging'],
    parameters: ['versionId'],
    access: 'object',
  },
  PutObjectTagging: {
    method: 'PUT',
    resource: 'object',
    query: ['tagging'],
    parameters: ['versionId'],
    access: 'object',
  },
  DeleteObjectTagging: {
    method: 'DELETE',
    resource: 'object',
    query: ['tagging'],
    parameters: ['versionId'],
    access: 'object',
  },
  GetObjectAcl: { method: 'GET', resource: 'object', query: ['acl'], parameters: ['versionId'], access: 'object' },
  PutObjectAcl: { method: 'PUT', resource: 'object', query: ['acl'], parameters: ['versionId'], access: 'object' },
  GetObjectRetention: {
    method: 'GET',
    resource: 'object',
    query: ['retention'],
    parameters: ['versionId'],
    access: 'object',
  },
  PutObjectRetention: {
    method: 'PUT',
    resource: 'object',
    query: ['retention'],
    parameters: ['versionId'],
    access: 'object',
  },
  GetObjectLegalHold: {
    method: 'GET',
    resource: 'object',
    query: ['legal-hold'],
    parameters: ['versionId'],
    access: 'object',
  },
  PutObjectLegalHold: {
    method: 'PUT',
    resource: 'object',
    query: ['legal-hold'],
    parameters: ['versionId'],
    access: 'object',
  },
  RestoreObject: {
    method: 'POST',
    resource: 'object',
    query: ['restore'],
    parameters: ['versionId'],
    access: 'object',
  },
  CreateMultipartUpload: { method: 'POST', resource: 'object', query: ['uploads'], access: 'WRITE' },
  UploadPart: { method: 'PUT', resource: 'object', query: ['uploadId', 'partNumber'], access: 'WRITE' },
  UploadPartCopy: {
    method: 'PUT',
    resource: 'object',
    query: ['uploadId', 'partNumber'],
    header: 'x-amz-copy-source',
    access: 'WRITE',
  },
  ListParts: {
    method: 'GET',
    resource: 'object',
    query: ['uploadId'],
    parameters: ['max-parts', 'part-number-marker', 'encoding-type'],
    access: 'WRITE',
  },
  CompleteMultipartUpload: { method: 'POST', resource: 'object', query: ['uploadId'], access: 'WRITE' },
  AbortMultipartUpload: { method: 'DELETE', resource: 'object', query: ['uploadId'], access: 'WRITE' },
} as const satisfies Record<string, OperationRow>;

export type OperationName = keyof typeof table;
type OfResource<Resource> = {
  [Name in OperationName]: (typeof table)[Name]['resource'] extends Resource ? Name : never;
}[OperationName];
export type ServiceOperation = OfResource<'service'>;
export type BucketOperation = OfResource<'bucket'>;
export type ObjectOperation = OfResource<'object'>;

const rows = Object.entries(table) as [OperationName, OperationRow][];

/**
 * Sub-resources and parameters of operations that exist elsewhere. With them a request means something else than without,
 * so it must never be taken for the plain operation: `DELETE ?lifecycle` is not `DELETE`.
 */
const foreignNames: ReadonlySet<string> = new Set(
  (
    'abac accelerate acl analytics annotation append attributes cors delete encryption intelligent-tiering inventory ' +
    'legal-hold lifecycle list-type location logging metadataAnnotationTable metadataConfiguration ' +
    'metadataInventoryTable metadataJournalTable metadataTable metrics notification object-lock ownershipControls ' +
    'partNumber policy policyStatus publicAccessBlock renameObject replication requestPayment restore retention select ' +
    'select-type session tagging torrent uploadId uploads versionId versioning versions website'
  ).split(' '),
);

/** Parameters that any request may carry: what signs it, what the SDKs note in it. */
function isNeutral(name: string): boolean {
  return name === 'x-id' || name.toLowerCase().startsWith('x-amz-');
}

/** Service in the credential scope of a request, by header or query; `undefined` when it is not signed. */
function signedService({ headers, query }: S3Request): string | undefined {
  const credential = query.get('X-Amz-Credential') ?? headers.get('authorization') ?? '';
  return /\/([^/]+)\/aws4_request/.exec(credential)?.[1];
}

function selects(request: S3Request, row: OperationRow): boolean {
  return (
    (row.query ?? []).every((term) => {
      const [name = '', value] = term.split('=');
      return value === undefined ? request.query.has(name) : request.query.get(name) === value;
    }) &&
    (row.header === undefined || request.headers.has(row.header)) &&
    (row.signedFor === undefined || signedService(request) === row.signedFor)
  );
}

function specificity(row: OperationRow): number {
  return (row.query?.length ?? 0) * 2 + (row.header === undefined ? 0 : 1) + (row.signedFor === undefined ? 0 : 1);
}

function requireKnownParameters(request: S3Request, row: OperationRow): void {
  const known = new Set([...(row.query ?? []).map((term) => term.split('=')[0]), ...(row.parameters ?? [])]);
  for (const [name, value] of request.query.entries) {
    if (known.has(name) || isNeutral(name)) continue;
    if (value === '' || foreignNames.has(name)) {
      throw new S3Error('NotImplemented', {
        message: `The sub-resource or parameter "${name}" is not implemented here.`,
        fields: { Parameter: name },
      });
    }
  }
}

export interface ResolvedOperation {
  name: OperationName;
  access: OperationRow['access'];
}

/** The one operation a request asks for. Throws `NotImplemented` for an unknown sub-resource, else `MethodNotAllowed`. */
export function resolveOperation(request: S3Request): ResolvedOperation {
  const resource = request.bucket === null ? 'service' : request.key === null ? 'bucket' : 'object';
  let best: [OperationName, OperationRow] | undefined;
  for (const entry of rows) {
    const [, row] = entry;
    if (row.method !== request.method || row.resource !== resource || !selects(request, row)) continue;
    if (!best || specificity(row) > specificity(best[1])) best = entry;
  }
  if (!best) {
    if (request.query.entries.some(([name]) => foreignNames.has(name)) || request.method === 'POST') {
      throw new S3Error('NotImplemented');
    }
    throw new S3Error('MethodNotAllowed', { fields: { Method: request.method, ResourceType: resource.toUpperCase() } });
  }
  requireKnownParameters(request, best[1]);
  return { name: best[0], access: best[1].access };
}
