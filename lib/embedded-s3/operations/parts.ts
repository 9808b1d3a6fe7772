import { checksumElement, checksumHeader, type ChecksumAlgorithm } from '../checksums/algorithms.ts';
import { readCustomerKey, requirePartKey } from '../encryption/customer-key.ts';
import { encryptionHeaders, etagOf, toSealing } from '../encryption/requested.ts';
import { S3Error, invalidArgument } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { sliceExtents, type ByteRange } from '../http/range.ts';
import type { Sealing } from '../store/blobs.ts';
import { findUpload, putPart, type Part, type Upload } from '../store/uploads.ts';
import type { Version } from '../store/versions.ts';
import { writeXml } from '../xml/write.ts';
import { commitCopied, copyBytes } from './copy-bytes.ts';
import { requireCopySource } from './copy-source.ts';
import { isoDate, type ObjectExchange } from './exchange.ts';
import { adoptOrRemove, receiveBlob } from './new-version.ts';
import { maxPartNumber, requireUpload } from './uploads.ts';

function requirePartNumber({ request }: ObjectExchange): number {
  const text = request.query.get('partNumber') ?? '';
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > maxPartNumber) {
    throw invalidArgument('partNumber', text, 'Part number must be an integer between 1 and 10000, inclusive');
  }
  return number;
}

/** Records a part, unless the upload ended while its bytes were on the way. Within a transaction. */
function commitPart(exchange: ObjectExchange, upload: Upload, part: Part): void {
  const { store } = exchange.service;
  if (!findUpload(store, exchange.bucket.id, upload.key, upload.uploadId)) {
    throw new S3Error('NoSuchUpload', { fields: { UploadId: upload.uploadId } });
  }
  putPart(store, upload.id, part);
}

/** How the bytes of a part are sealed: as those of its upload, whose key must be given again. */
function sealingOfPart({ request }: ObjectExchange, { attributes: { encryption } }: Upload): Sealing | null {
  return toSealing(encryption, requirePartKey(encryption, readCustomerKey(request.headers)));
}

function requireAlgorithm(upload: Upload, algorithm: ChecksumAlgorithm): void {
  if (upload.checksumAlgorithm === null || upload.checksumAlgorithm === algorithm) return;
  throw new S3Error('InvalidRequest', {
    message: `Checksum Type mismatch occurred, expected checksum Type: ${upload.checksumAlgorithm.toLowerCase()}, actual checksum Type: ${algorithm.toLowerCase()}`,
  });
}

export async function uploadPart(exchange: ObjectExchange): Promise<Answer> {
  const { service } = exchange;
  const number = requirePartNumber(exchange);
  const upload = requireUpload(exchange);
  const sealing = sealingOfPart(exchange, upload);
  const { md5, sizeBytes, checksum, extents } = await receiveBlob(exchange, {
    sealing,
    computed: upload.checksumAlgorithm,
  });
  const { encryption } = upload.attributes;
  const etag = etagOf(sealing, md5);
  adoptOrRemove(service.store, { extents, md5 }, () => {
    if (checksum) requireAlgorithm(upload, checksum.algorithm);
    const kept = upload.checksumAlgorithm ? (checksum?.value ?? null) : null;
    commitPart(exchange, upload, { number, sizeBytes, etag, checksum: kept, modified: service.now(), extents });
  });
  return {
    status: 200,
    headers: {
      ETag: `"${etag}"`,
      ...(checksum && { [checksumHeader(checksum.algorithm)]: checksum.value }),
      ...encryptionHeaders(encryption, exchange.request.headers),
    },
  };
}

/** UploadPartCopy in the S3 API Reference: `bytes=first-last`, both given and within the source. */
function copiedRange(header: string | undefined, version: Version): ByteRange {
  if (header === undefined) return { start: 0, length: version.sizeBytes };
  const match = /^bytes=(\d{1,16})-(\d{1,16})$/.exec(header);
  const [first, last] = [Number(match?.[1] ?? Number.NaN), Number(match?.[2] ?? Number.NaN)];
  if (!(first <= last)) {
    throw invalidArgument(
      'x-amz-copy-source-range',
      header,
      'The x-amz-copy-source-range value must be of the form bytes=first-last',
    );
  }
  if (last >= version.sizeBytes) {
    throw invalidArgument(
      'x-amz-copy-source-range',
      header,
      `Range specified is not valid for source object of size: ${version.sizeBytes}`,
    );
  }
  return { start: first, length: last - first + 1 };
}

/**
 * UploadPartCopy. The part shares the source's blobs where it may; its bytes are only read for the ETag, by another thread,
 * and not even that where they are a whole blob, such as a part of the source.
 */
export async function uploadPartCopy(exchange: ObjectExchange): Promise<Answer> {
  const { service, request } = exchange;
  const { store } = service;
  const number = requirePartNumber(exchange);
  const upload = requireUpload(exchange);
  const sealing = sealingOfPart(exchange, upload);
  const source = requireCopySource(exchange);
  const range = copiedRange(request.headers.get('x-amz-copy-source-range'), source.version);
  const extents = sliceExtents(source.version.extents, range);
  const release = store.blobs.hold(extents);
  try {
    const algorithm = upload.checksumAlgorithm;
    const copied = await copyBytes(store, source, extents, { sealing, digests: true, algorithm });
    const { etag, checksum } = copied;
    const part = { number, sizeBytes: range.length, modified: service.now(), checksum, extents: copied.extents };
    commitCopied(store, copied, source, () => commitPart(exchange, upload, { ...part, etag: etag ?? '' }));
    const document = writeXml('CopyPartResult', {
      LastModified: isoDate(part.modified),
      ETag: `"${etag}"`,
      ...(algorithm && checksum !== null && { [checksumElement(algorithm)]: checksum }),
    });
    return xmlAnswer(document, {
      ...source.headers,
      ...encryptionHeaders(upload.attributes.encryption, request.headers),
    });
  } finally {
    release();
  }
}
