import { requireLeave } from '../access/authorize.ts';
import { checksumAlgorithms, checksumHeader } from '../checksums/algorithms.ts';
import { announce } from '../events/announce.ts';
import { S3Error } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { requireWriteConditions } from '../http/conditions.ts';
import { findVersion, insertMarker, removeVersion } from '../store/versions.ts';
import { children, childText, parseDocument, requireText as requireChild, type XmlNode } from '../xml/parse.ts';
import { writeXml, type XmlElements } from '../xml/write.ts';
import { requireText, writerOf, type BucketExchange, type ObjectExchange } from './exchange.ts';
import { requireUnlocked } from './lock-rules.ts';
import { actionOf } from './permissions.ts';
import { needsFactor, requireFactor } from './versioning.ts';

/** DeleteObjects in the S3 API Reference. */
const maxKeys = 1000;

interface Deletion {
  /** Version that was removed or, for a marker, made; `null` where the bucket was never versioned. */
  versionId: string | null;
  /** Whether a delete marker was made or removed. */
  isMarker: boolean;
  /** What happened; `null` when there was nothing to delete. */
  event: string | null;
}

/** Removes one version, or puts a delete marker on the key where the bucket is versioned. Within a transaction. */
function deleteOne(exchange: BucketExchange, key: string, versionId: string | undefined): Deletion {
  const { bucket, service } = exchange;
  const { store } = service;
  if (versionId !== undefined) {
    const version = findVersion(store, bucket, key, versionId);
    if (!version) return { versionId, isMarker: false, event: null };
    requireUnlocked(exchange, version);
    if (needsFactor(exchange)) requireFactor(exchange);
    removeVersion(store, bucket, key, versionId);
    return { versionId, isMarker: version.isMarker, event: 'ObjectRemoved:Delete' };
  }
  if (bucket.versioning === null) {
    const isRemoved = removeVersion(store, bucket, key, 'null');
    return { versionId: null, isMarker: false, event: isRemoved ? 'ObjectRemoved:Delete' : null };
  }
  const markerId = insertMarker(store, bucket, key, writerOf(exchange), service.now());
  return { versionId: markerId, isMarker: true, event: 'ObjectRemoved:DeleteMarkerCreated' };
}

function announceDeletion(exchange: BucketExchange, key: string, { event, versionId }: Deletion): void {
  if (event !== null) announce(exchange, { name: event, key, versionId: versionId ?? 'null', content: null });
}

/** Throws `PreconditionFailed`, or `NoSuchKey`, unless what is to be deleted has this ETag. */
function requireEtag(exchange: BucketExchange, key: string, versionId: string | undefined, etag: string): void {
  const current = findVersion(exchange.service.store, exchange.bucket, key, versionId);
  requireWriteConditions(new Map([['if-match', etag]]), key, current && !current.isMarker ? current : null);
}

export function deleteObject(exchange: ObjectExchange): Answer {
  const { service, request, bucket, key } = exchange;
  const versionId = request.query.get('versionId') ?? undefined;
  const deletion = service.store.transaction(() => {
    const etag = request.headers.get('if-match');
    if (etag !== undefined) requireEtag(exchange, key, versionId, etag);
    return deleteOne(exchange, key, versionId);
  });
  announceDeletion(exchange, key, deletion);
  return {
    status: 204,
    headers: {
      ...(deletion.versionId !== null && bucket.versioning !== null && { 'x-amz-version-id': deletion.versionId }),
      ...(deletion.isMarker && { 'x-amz-delete-marker': 'true' }),
    },
  };
}

/** An answer about many keys is only as good as the question: S3 insists that it came through whole. */
function requireIntegrity({ request }: BucketExchange): void {
  const names = ['content-md5', ...checksumAlgorithms.map(checksumHeader), 'x-amz-trailer'];
  if (names.some((name) => request.headers.has(name))) return;
  throw new S3Error('InvalidRequest', {
    message: 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
  });
}

interface DeletionEntry {
  key: string;
  versionId: string | undefined;
  etag: string | undefined;
}

function parseEntry(node: XmlNode): DeletionEntry {
  if (childText(node, 'LastModifiedTime') !== undefined || childText(node, 'Size') !== undefined) {
    throw new S3Error('NotImplemented', { message: 'Of the conditions on a deletion only ETag is implemented.' });
  }
  const versionId = childText(node, 'VersionId');
  return {
    key: requireChild(node, 'Key'),
    versionId: versionId === '' ? undefined : versionId,
    etag: childText(node, 'ETag'),
  };
}

/** Deletes one of many. A refusal, which comes before anything is changed, goes into the answer. */
function deleteEntry(
  exchange: BucketExchange,
  entry: DeletionEntry,
  done: [key: string, deletion: Deletion][],
): XmlElements {
  const { key, versionId } = entry;
  const action = actionOf(exchange.operation, versionId);
  try {
    requireLeave(exchange, { bucket: exchange.bucket, key, action, permission: 'WRITE' });
    if (entry.etag !== undefined) requireEtag(exchange, key, versionId, entry.etag);
    const deletion = deleteOne(exchange, key, versionId);
    done.push([key, deletion]);
    const markerId = deletion.isMarker ? (deletion.versionId ?? undefined) : undefined;
    return {
      Deleted: {
        Key: key,
        VersionId: versionId,
        DeleteMarker: deletion.isMarker ? true : undefined,
        DeleteMarkerVersionId: markerId,
      },
    };
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return { Error: { Key: key, VersionId: versionId, Code: error.code, Message: error.message } };
  }
}

export async function deleteObjects(exchange: BucketExchange): Promise<Answer> {
  requireIntegrity(exchange);
  const document = parseDocument(await requireText(exchange), 'Delete');
  const entries = children(document, 'Object').map(parseEntry);
  if (entries.length === 0 || entries.length > maxKeys) throw new S3Error('MalformedXML');
  const isQuiet = childText(document, 'Quiet') === 'true';
  const done: [key: string, deletion: Deletion][] = [];
  const results = exchange.service.store.transaction(() => {
    return entries.map((entry) => deleteEntry(exchange, entry, done));
  });
  for (const [key, deletion] of done) announceDeletion(exchange, key, deletion);
  const shown = isQuiet ? results.filter((result) => 'Error' in result) : results;
  return xmlAnswer(writeXml('DeleteResult', shown));
}
