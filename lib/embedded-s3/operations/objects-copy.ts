import { checksumElement, parseAlgorithm, type Checksum } from '../checksums/algorithms.ts';
import { S3Error, invalidArgument } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import type { Version, VersionContent } from '../store/versions.ts';
import { writeXml } from '../xml/write.ts';
import { digestExtents, requireCopySource, type CopySource } from './copy-source.ts';
import { expirationHeaders } from './expiration.ts';
import { isoDate, requireBucket, type ObjectExchange } from './exchange.ts';
import { commitVersion, readAttributes, requireWritable } from './new-version.ts';
import { readStorageClass } from './storage-classes.ts';
import { versionHeader } from './version-access.ts';

/** CopyObject in the S3 API Reference: what is larger must be copied by UploadPartCopy. */
const maxCopyBytes = 5 * 1024 ** 3;

function directive(exchange: ObjectExchange, header: string): 'COPY' | 'REPLACE' {
  const value = exchange.request.headers.get(header) ?? 'COPY';
  if (value !== 'COPY' && value !== 'REPLACE') throw invalidArgument(header, value, `Unknown ${header}.`);
  return value;
}

/** Onto itself, a copy must change something. */
function requireChange(exchange: ObjectExchange, source: CopySource, isReplacing: boolean): void {
  const { bucket, key, request } = exchange;
  const isSame = source.bucket.id === bucket.id && source.version.key === key;
  const changes = ['x-amz-storage-class', 'x-amz-website-redirect-location', 'x-amz-checksum-algorithm'];
  const namesVersion = (request.headers.get('x-amz-copy-source') ?? '').includes('?versionId=');
  if (!isSame || isReplacing || namesVersion || changes.some((name) => request.headers.has(name))) return;
  throw new S3Error('InvalidRequest', {
    message:
      'This copy request is illegal because it is trying to copy an object to itself without changing the object' +
      "'s metadata, storage class, website redirect location or encryption attributes.",
  });
}

interface Digests {
  etag: string;
  checksum: Checksum | null;
}

/** A copy is one piece: a multipart ETag or composite checksum is made anew from the bytes. */
async function digestsOf(exchange: ObjectExchange, version: Version): Promise<Digests> {
  const { store } = exchange.service;
  const asked = exchange.request.headers.get('x-amz-checksum-algorithm');
  const algorithm = asked === undefined ? (version.checksum?.algorithm ?? null) : parseAlgorithm(asked);
  const isKept = version.checksum?.type === 'FULL_OBJECT' && version.checksum.algorithm === algorithm;
  if (!version.etag.includes('-') && (algorithm === null || isKept)) {
    return { etag: version.etag, checksum: algorithm === null ? null : version.checksum };
  }
  const { etag, checksum } = await digestExtents(store, version.extents, algorithm);
  return {
    etag,
    checksum: algorithm && checksum !== null ? { algorithm, type: 'FULL_OBJECT', value: checksum } : null,
  };
}

function copiedContent(exchange: ObjectExchange, version: Version, digests: Digests): VersionContent {
  const { service } = exchange;
  const asked = readAttributes(exchange);
  return {
    ...asked,
    headers: directive(exchange, 'x-amz-metadata-directive') === 'REPLACE' ? asked.headers : version.headers,
    tags: directive(exchange, 'x-amz-tagging-directive') === 'REPLACE' ? asked.tags : version.tags,
    ...digests,
    modified: service.now(),
    sizeBytes: version.sizeBytes,
    storageClass: readStorageClass(exchange),
    parts: null,
    extents: version.extents,
  };
}

/** CopyObject. Bytes are shared, not copied: blobs never change. */
export async function copyObject(exchange: ObjectExchange): Promise<Answer> {
  const { service } = exchange;
  const { store } = service;
  const source = requireCopySource(exchange);
  const { version } = source;
  requireChange(exchange, source, directive(exchange, 'x-amz-metadata-directive') === 'REPLACE');
  if (version.sizeBytes > maxCopyBytes) {
    throw new S3Error('InvalidRequest', {
      message: `The specified copy source is larger than the maximum allowable size for a copy source: ${maxCopyBytes}`,
    });
  }
  requireWritable(exchange, exchange.bucket);
  const release = store.blobs.hold(version.extents);
  try {
    const content = copiedContent(exchange, version, await digestsOf(exchange, version));
    const versionId = store.transaction(() => {
      if (!store.share(version.extents)) throw new S3Error('NoSuchKey', { fields: { Key: version.key } });
      return commitVersion(exchange, content);
    });
    announce(exchange, { name: 'ObjectCreated:Copy', key: exchange.key, versionId, content });
    const document = writeXml('CopyObjectResult', {
      LastModified: isoDate(content.modified),
      ETag: `"${content.etag}"`,
      ChecksumType: content.checksum?.type,
      ...(content.checksum && { [checksumElement(content.checksum.algorithm)]: content.checksum.value }),
    });
    const bucket = requireBucket(service, exchange.bucket.name);
    return xmlAnswer(document, {
      ...source.headers,
      ...versionHeader(bucket, versionId),
      ...expirationHeaders(service, bucket, { ...content, key: exchange.key }),
    });
  } finally {
    release();
  }
}
