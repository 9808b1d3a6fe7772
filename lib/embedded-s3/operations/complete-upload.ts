import { createHash } from 'node:crypto';
import {
  checksumAlgorithms,
  checksumElement,
  checksumHeader,
  decodeChecksum,
  startDigest,
  type Checksum,
} from '../checksums/algorithms.ts';
import { combineCrcs, crcParameters } from '../checksums/combine.ts';
import { readCustomerKey, requirePartKey } from '../encryption/customer-key.ts';
import { encryptionHeaders } from '../encryption/requested.ts';
import { announce } from '../events/announce.ts';
import { S3Error } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { listParts, removeUpload, type Part, type Upload } from '../store/uploads.ts';
import { findVersionOfUpload, type Version, type VersionContent } from '../store/versions.ts';
import { children, childText, parseDocument, requireText as requireChild } from '../xml/parse.ts';
import { writeXml } from '../xml/write.ts';
import { expirationHeaders } from './expiration.ts';
import { requireBucket, requireText, type ObjectExchange } from './exchange.ts';
import { commitVersion } from './new-version.ts';
import { maxPartNumber, requireUpload } from './uploads.ts';
import { versionHeader } from './version-access.ts';

/** S3 User Guide, "Amazon S3 multipart upload limits": 5 MiB for every part but the last. */
const minPartBytes = 5 * 1024 * 1024;

interface NamedPart {
  number: number;
  etag: string;
  checksums: Map<string, string>;
}

function parseParts(source: string): NamedPart[] {
  const nodes = children(parseDocument(source, 'CompleteMultipartUpload'), 'Part');
  const parts = nodes.map((node) => {
    const number = Number(requireChild(node, 'PartNumber'));
    if (!Number.isInteger(number) || number < 1 || number > maxPartNumber) throw new S3Error('InvalidPart');
    const checksums = checksumAlgorithms.flatMap((algorithm): [string, string][] => {
      const value = childText(node, checksumElement(algorithm));
      return value === undefined ? [] : [[algorithm, value]];
    });
    return { number, etag: requireChild(node, 'ETag').trim().replaceAll('"', ''), checksums: new Map(checksums) };
  });
  if (parts.length === 0 || parts.length > maxPartNumber) throw new S3Error('MalformedXML');
  parts.forEach((part, index) => {
    const before = parts[index - 1];
    if (before && before.number >= part.number) throw new S3Error('InvalidPartOrder');
  });
  return parts;
}

function matchParts(named: readonly NamedPart[], uploaded: readonly Part[], upload: Upload): Part[] {
  const byNumber = new Map(uploaded.map((part) => [part.number, part]));
  const parts = named.map(({ number, etag, checksums }) => {
    const part = byNumber.get(number);
    const checksum = upload.checksumAlgorithm && checksums.get(upload.checksumAlgorithm);
    if (part?.etag !== etag || (checksum && checksum !== part.checksum)) {
      throw new S3Error('InvalidPart', {
        fields: { UploadId: upload.uploadId, PartNumber: String(number), ETag: etag },
      });
    }
    return part;
  });
  const small = parts.slice(0, -1).find((part) => part.sizeBytes < minPartBytes);
  if (small) {
    throw new S3Error('EntityTooSmall', {
      fields: {
        ProposedSize: String(small.sizeBytes),
        MinSizeAllowed: String(minPartBytes),
        PartNumber: String(small.number),
        ETag: small.etag,
      },
    });
  }
  return parts;
}

/** MD5 of the parts' MD5s, and how many they are: the ETag of every multipart object. */
function multipartEtag(parts: readonly { etag: string }[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(Buffer.from(part.etag, 'hex'));
  return `${hash.digest('hex')}-${parts.length}`;
}

function combinedChecksum(upload: Upload, parts: readonly Part[]): Checksum | null {
  const { checksumAlgorithm: algorithm, checksumType: type } = upload;
  if (!algorithm || !type) return null;
  const digests = parts.map((part) => ({ crc: Buffer.from(part.checksum ?? '', 'base64'), size: part.sizeBytes }));
  if (type === 'FULL_OBJECT' && algorithm in crcParameters) {
    const value = combineCrcs(algorithm as keyof typeof crcParameters, digests).toString('base64');
    return { algorithm, type, value };
  }
  const running = startDigest(algorithm);
  for (const { crc } of digests) running.update(crc);
  return { algorithm, type, value: `${running.digest().toString('base64')}-${parts.length}` };
}

/** Holds the whole against what the client says it is: size and checksum. */
function requirePromises(exchange: ObjectExchange, sizeBytes: number, checksum: Checksum | null): void {
  const { headers } = exchange.request;
  const size = headers.get('x-amz-mp-object-size');
  if (size !== undefined && Number(size) !== sizeBytes) {
    throw new S3Error('InvalidRequest', {
      message: "The provided 'x-amz-mp-object-size' header does not match what was computed.",
    });
  }
  if (!checksum) return;
  const promised = headers.get(checksumHeader(checksum.algorithm));
  if (promised === undefined) return;
  // A composite one may name the number of parts behind it, or not.
  const count = checksum.type === 'COMPOSITE' ? (/-\d+$/.exec(promised)?.[0] ?? '') : '';
  const value = promised.slice(0, promised.length - count.length);
  decodeChecksum(checksum.algorithm, value);
  const expected = count === '' ? checksum.value.replace(/-\d+$/, '') : checksum.value;
  if (value + count !== expected) throw new S3Error('BadDigest');
}

/** The checksum in the headers is that of the object, not of the document that the request brings. */
function withoutChecksum(exchange: ObjectExchange): ObjectExchange {
  const { request, body } = exchange;
  const headers = new Map([...request.headers].filter(([name]) => !name.startsWith('x-amz-checksum-')));
  return { ...exchange, body: { ...body, request: { ...request, headers } } };
}

interface Completed {
  versionId: string;
  content: VersionContent;
}

/** Makes the parts one object. Within a transaction. */
function complete(exchange: ObjectExchange, named: readonly NamedPart[]): Completed {
  const { service } = exchange;
  const { store } = service;
  const upload = requireUpload(exchange);
  const key = readCustomerKey(exchange.request.headers);
  if (key) requirePartKey(upload.attributes.encryption, key);
  const parts = matchParts(named, listParts(store, upload.id), upload);
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  const combined = combinedChecksum(upload, parts);
  requirePromises(exchange, sizeBytes, combined);
  const content = {
    ...upload.attributes,
    modified: service.now(),
    sizeBytes,
    etag: multipartEtag(parts),
    storageClass: upload.storageClass,
    checksum: combined,
    parts: parts.map(({ number, sizeBytes: partBytes, checksum: value }) => ({
      number,
      sizeBytes: partBytes,
      checksum: value,
    })),
    // The parts' references to their blobs pass on to the object.
    extents: parts.flatMap((part) => part.extents),
    uploadId: upload.uploadId,
  };
  const versionId = commitVersion(exchange, content);
  removeUpload(store, upload.id, new Set(parts.map((part) => part.number)));
  return { versionId, content };
}

/**
 * What an upload became that was completed before, from the same parts: a client that lost the answer asks again, and
 * S3 tells it (CompleteMultipartUpload in the S3 API Reference).
 */
function findCompleted({ service, bucket, key, request }: ObjectExchange): Version | undefined {
  return findVersionOfUpload(service.store, bucket, key, request.query.get('uploadId') ?? '');
}

function alreadyMade(version: Version | undefined, named: readonly NamedPart[]): Completed | null {
  return version?.etag === multipartEtag(named) ? { versionId: version.versionId, content: version } : null;
}

export async function completeMultipartUpload(exchange: ObjectExchange): Promise<Answer> {
  const { service, bucket, key } = exchange;
  const { store } = service;
  if (!findCompleted(exchange)) requireUpload(exchange);
  const named = parseParts(await requireText(withoutChecksum(exchange)));
  const before = alreadyMade(findCompleted(exchange), named);
  const { versionId, content } = before ?? store.transaction(() => complete(exchange, named));
  if (!before) announce(exchange, { name: 'ObjectCreated:CompleteMultipartUpload', key, versionId, content });
  const { etag, checksum } = content;
  const document = writeXml('CompleteMultipartUploadResult', {
    Location: `http://${exchange.request.headers.get('host') ?? ''}/${bucket.name}/${encodeURIComponent(key)}`,
    Bucket: bucket.name,
    Key: key,
    ETag: `"${etag}"`,
    ChecksumType: checksum?.type,
    ...(checksum && { [checksumElement(checksum.algorithm)]: checksum.value }),
  });
  const found = requireBucket(service, bucket.name);
  return xmlAnswer(document, {
    ...encryptionHeaders(content.encryption, exchange.request.headers),
    ...versionHeader(found, versionId),
    ...expirationHeaders(service, found, { ...content, key }),
  });
}
