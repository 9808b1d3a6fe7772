import { expirationHeaders } from './expiration.ts';
import { checksumHeader, type Checksum } from '../checksums/algorithms.ts';
import { encryptionHeaders, etagOf } from '../encryption/requested.ts';
import { announce } from '../events/announce.ts';
import type { Answer } from '../http/answer.ts';
import { type ObjectExchange } from './exchange.ts';
import {
  adoptOrRemove,
  commitVersion,
  readAttributes,
  receiveBlob,
  requireWritable,
  sealingOf,
} from './new-version.ts';
import { readStorageClass } from './storage-classes.ts';
import { versionHeader } from './version-access.ts';
import { requireBucket } from './exchange.ts';

function checksumAnswerHeaders(checksum: Checksum | null): Record<string, string> {
  if (!checksum) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** PutObject, and what a form asks for, which is told under another name. */
export async function putObject(exchange: ObjectExchange, event = 'ObjectCreated:Put'): Promise<Answer> {
  const { service } = exchange;
  const attributes = readAttributes(exchange);
  const storageClass = readStorageClass(exchange);
  requireWritable(exchange, exchange.bucket);
  const sealing = sealingOf(exchange, attributes);
  const { md5, sizeBytes, checksum, extents } = await receiveBlob(exchange, { sealing });
  const stored: Checksum | null = checksum && { ...checksum, type: 'FULL_OBJECT' };
  const etag = etagOf(sealing, md5);
  const content = { ...attributes, modified: service.now(), sizeBytes, etag, storageClass, checksum: stored };
  const versionId = adoptOrRemove(service.store, { extents, md5 }, () => {
    return commitVersion(exchange, { ...content, parts: null, extents });
  });
  announce(exchange, { name: event, key: exchange.key, versionId, content });
  const bucket = requireBucket(service, exchange.bucket.name);
  return {
    status: 200,
    headers: {
      ETag: `"${etag}"`,
      ...checksumAnswerHeaders(stored),
      ...encryptionHeaders(content.encryption, exchange.request.headers),
      ...versionHeader(bucket, versionId),
      ...expirationHeaders(service, bucket, { ...content, key: exchange.key }),
    },
  };
}
