import { checksumElement, parseAlgorithm, type ChecksumAlgorithm, type ChecksumType } from '../checksums/algorithms.ts';
import { encryptionHeaders } from '../encryption/requested.ts';
import { S3Error, invalidArgument } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { uriEncodePath } from '../signature/encode.ts';
import {
  findUpload,
  insertUpload,
  listParts as readParts,
  listUploads as readUploads,
  removeUpload,
  type Upload,
} from '../store/uploads.ts';
import { writeXml } from '../xml/write.ts';
import { isoDate, ownerElement, writerOf, type BucketExchange, type ObjectExchange } from './exchange.ts';
import { readAttributes } from './new-version.ts';
import { readStorageClass } from './storage-classes.ts';

/** S3 User Guide, "Amazon S3 multipart upload limits". */
export const maxPartNumber = 10_000;
const pageSize = 1000;

export function requireUpload({ service, request, bucket, key }: ObjectExchange): Upload {
  const uploadId = request.query.get('uploadId') ?? '';
  const upload = findUpload(service.store, bucket.id, key, uploadId);
  if (!upload) throw new S3Error('NoSuchUpload', { fields: { UploadId: uploadId } });
  return upload;
}

/** S3 User Guide, "Checking object integrity": CRC64NVME covers the whole object, SHA only its parts, the others either. */
function checksumTypeOf(algorithm: ChecksumAlgorithm, asked: string | undefined): ChecksumType {
  const usual = algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
  const type = asked?.toUpperCase() ?? usual;
  const isPossible = type === usual || (type === 'FULL_OBJECT' && algorithm.startsWith('CRC'));
  if (!isPossible) {
    throw new S3Error('InvalidRequest', {
      message: `The ${type} checksum type cannot be used with the ${algorithm} checksum algorithm.`,
    });
  }
  return type;
}

export function createMultipartUpload(exchange: ObjectExchange): Answer {
  const { service, request, bucket, key } = exchange;
  const named = request.headers.get('x-amz-checksum-algorithm');
  const checksumAlgorithm = named === undefined ? null : parseAlgorithm(named);
  const checksumType =
    checksumAlgorithm && checksumTypeOf(checksumAlgorithm, request.headers.get('x-amz-checksum-type'));
  const attributes = readAttributes(exchange);
  const uploadId = insertUpload(service.store, bucket.id, {
    key,
    initiated: service.now(),
    owner: writerOf(exchange),
    storageClass: readStorageClass(exchange),
    checksumAlgorithm,
    checksumType,
    attributes,
  });
  const headers = {
    ...(checksumAlgorithm && { 'x-amz-checksum-algorithm': checksumAlgorithm }),
    ...(checksumType && { 'x-amz-checksum-type': checksumType }),
    ...encryptionHeaders(attributes.encryption, request.headers),
  };
  return xmlAnswer(
    writeXml('InitiateMultipartUploadResult', { Bucket: bucket.name, Key: key, UploadId: uploadId }),
    headers,
  );
}

export function abortMultipartUpload(exchange: ObjectExchange): Answer {
  const upload = requireUpload(exchange);
  const { store } = exchange.service;
  store.transaction(() => removeUpload(store, upload.id));
  return { status: 204 };
}

export function listParts(exchange: ObjectExchange): Answer {
  const { service, request, bucket, key } = exchange;
  const upload = requireUpload(exchange);
  const limit = request.query.getNumber('max-parts', pageSize, Math.min(pageSize, service.pageSizeCap));
  const marker = request.query.getNumber('part-number-marker', 0, maxPartNumber);
  const found = readParts(service.store, upload.id, marker, limit + 1);
  const shown = found.slice(0, limit);
  const isTruncated = found.length > limit && limit > 0;
  return xmlAnswer(
    writeXml('ListPartsResult', {
      Bucket: bucket.name,
      Key: request.query.get('encoding-type') === 'url' ? uriEncodePath(key) : key,
      UploadId: upload.uploadId,
      Initiator: ownerElement(service, upload.owner),
      Owner: ownerElement(service, upload.attributes.owner),
      StorageClass: upload.storageClass,
      ChecksumAlgorithm: upload.checksumAlgorithm ?? undefined,
      ChecksumType: upload.checksumType ?? undefined,
      PartNumberMarker: marker,
      NextPartNumberMarker: shown.at(-1)?.number ?? marker,
      MaxParts: limit,
      IsTruncated: isTruncated,
      Part: shown.map((part) => ({
        PartNumber: part.number,
        LastModified: isoDate(part.modified),
        ETag: `"${part.etag}"`,
        Size: part.sizeBytes,
        ...(upload.checksumAlgorithm &&
          part.checksum !== null && { [checksumElement(upload.checksumAlgorithm)]: part.checksum }),
      })),
    }),
  );
}

export function listMultipartUploads(exchange: BucketExchange): Answer {
  const { service, request, bucket } = exchange;
  const { query } = request;
  const encodingType = query.get('encoding-type');
  if (encodingType !== undefined && encodingType !== 'url') {
    throw invalidArgument('encoding-type', encodingType, 'Invalid Encoding Method specified in Request');
  }
  const encode = encodingType === 'url' ? uriEncodePath : (name: string) => name;
  const limit = query.getNumber('max-uploads', pageSize, Math.min(pageSize, service.pageSizeCap));
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? ''];
  const [keyMarker, uploadIdMarker] = [query.get('key-marker') ?? '', query.get('upload-id-marker') ?? ''];
  const page = readUploads(service.store, { bucketId: bucket.id, prefix, delimiter, keyMarker, uploadIdMarker, limit });
  return xmlAnswer(
    writeXml('ListMultipartUploadsResult', {
      Bucket: bucket.name,
      KeyMarker: encode(keyMarker),
      UploadIdMarker: uploadIdMarker,
      NextKeyMarker: page.next ? encode(page.next.key) : undefined,
      NextUploadIdMarker: page.next?.uploadId,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      EncodingType: encodingType,
      MaxUploads: limit,
      IsTruncated: page.next !== null,
      Upload: page.uploads.map((upload) => ({
        Key: encode(upload.key),
        UploadId: upload.uploadId,
        Initiator: ownerElement(service, upload.owner),
        Owner: ownerElement(service, upload.attributes.owner),
        StorageClass: upload.storageClass,
        Initiated: isoDate(upload.initiated),
        ChecksumAlgorithm: upload.checksumAlgorithm ?? undefined,
        ChecksumType: upload.checksumType ?? undefined,
      })),
      CommonPrefixes: page.prefixes.map((common) => ({ Prefix: encode(common) })),
    }),
  );
}
