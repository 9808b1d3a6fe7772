import { checksumElement, parseAlgorithm, type Checksum } from '../checksums/algorithms.ts';
import { encryptionHeaders } from '../encryption/requested.ts';
import { S3Error, invalidArgument } from '../errors.ts';
import { announce } from '../events/announce.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import type { UploadAttributes } from '../store/uploads.ts';
import type { Version, VersionContent } from '../store/versions.ts';
import { writeXml } from '../xml/write.ts';
import { commitCopied, copyBytes, type CopiedBytes } from './copy-bytes.ts';
import { requireCopySource, type CopySource } from './copy-source.ts';
import { expirationHeaders } from './expiration.ts';
import { isoDate, requireBucket, type ObjectExchange } from './exchange.ts';
import { commitVersion, readAttributes, requireWritable, sealingOf } from './new-version.ts';
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
  const changes = [
    'x-amz-storage-class',
    'x-amz-website-redirect-location',
    'x-amz-checksum-algorithm',
    'x-amz-server-side-encryption',
    'x-amz-server-side-encryption-customer-algorithm',
  ];
  const namesVersion = (request.headers.get('x-amz-copy-source') ?? '').includes('?versionId=');
  if (!isSame || isReplacing || namesVersion || changes.some((name) => request.headers.has(name))) return;
  throw new S3Error('InvalidRequest', {
    message:
      'This copy request is illegal because it is trying to copy an object to itself without changing the object' +
      "'s metadata, storage class, website redirect location or encryption attributes.",
  });
}

/** The checksum that a copy shall have, and whether it must be made anew from the bytes. */
function wantedChecksum(exchange: ObjectExchange, { checksum }: Version) {
  const asked = exchange.request.headers.get('x-amz-checksum-algorithm');
  const algorithm = asked === undefined ? (checksum?.algorithm ?? null) : parseAlgorithm(asked);
  const isKept = algorithm === null || (checksum?.type === 'FULL_OBJECT' && checksum.algorithm === algorithm);
  return { algorithm, isKept };
}

/** The bytes of a copy. It is one piece: a multipart ETag or composite checksum is made anew. */
async function copyWhole(exchange: ObjectExchange, source: CopySource, asked: UploadAttributes): Promise<CopiedBytes> {
  const { version } = source;
  const { algorithm, isKept } = wantedChecksum(exchange, version);
  const sealing = sealingOf(exchange, asked);
  const digests = version.etag.includes('-') || !isKept;
  return copyBytes(exchange.service.store, source, version.extents, { sealing, digests, algorithm });
}

function copiedChecksum(exchange: ObjectExchange, version: Version, { checksum }: CopiedBytes): Checksum | null {
  const { algorithm, isKept } = wantedChecksum(exchange, version);
  if (algorithm === null) return null;
  if (checksum !== null) return { algorithm, type: 'FULL_OBJECT', value: checksum };
  return isKept ? version.checksum : null;
}

function copiedContent(
  exchange: ObjectExchange,
  version: Version,
  asked: UploadAttributes,
  copied: CopiedBytes,
): VersionContent {
  return {
    ...asked,
    headers: directive(exchange, 'x-amz-metadata-directive') === 'REPLACE' ? asked.headers : version.headers,
    tags: directive(exchange, 'x-amz-tagging-directive') === 'REPLACE' ? asked.tags : version.tags,
    etag: copied.etag ?? version.etag,
    checksum: copiedChecksum(exchange, version, copied),
    modified: exchange.service.now(),
    sizeBytes: version.sizeBytes,
    storageClass: readStorageClass(exchange),
    parts: null,
    extents: copied.extents,
  };
}

/** CopyObject. Bytes are shared where they are sealed alike, not copied: blobs never change. */
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
    const asked = readAttributes(exchange);
    const copied = await copyWhole(exchange, source, asked);
    const content = copiedContent(exchange, version, asked, copied);
    const versionId = commitCopied(store, copied, source, () => commitVersion(exchange, content));
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
      ...encryptionHeaders(content.encryption, exchange.request.headers),
      ...versionHeader(bucket, versionId),
      ...expirationHeaders(service, bucket, { ...content, key: exchange.key }),
    });
  } finally {
    release();
  }
}
