import { announce } from '../events/announce.ts';
import { S3Error } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { setRestoredUntil } from '../store/versions.ts';
import { childText, parseDocument } from '../xml/parse.ts';
import { requireText, type ObjectExchange } from './exchange.ts';
import { isArchived, isOutOfReach } from './storage-classes.ts';
import { requireVersion } from './version-access.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * RestoreObject in the S3 API Reference. There is no tape to wait for: the copy is there at once, and 202 still says that
 * it was asked for, 200 that its time was changed.
 */
export async function restoreObject(exchange: ObjectExchange): Promise<Answer> {
  const { service } = exchange;
  const document = parseDocument(await requireText(exchange), 'RestoreRequest');
  const days = Number(childText(document, 'Days'));
  if (!Number.isInteger(days) || days < 1) throw new S3Error('MalformedXML');
  const version = requireVersion(exchange, null);
  if (!isArchived(version.storageClass)) {
    throw new S3Error('InvalidObjectState', {
      message: "Restore is not allowed for the object's current storage class",
      fields: { StorageClass: version.storageClass },
    });
  }
  const status = isOutOfReach(version, service.now()) ? 202 : 200;
  setRestoredUntil(service.store, version.id, service.now() + days * dayMs);
  const { key, versionId } = version;
  for (const name of ['ObjectRestore:Post', 'ObjectRestore:Completed']) {
    announce(exchange, { name, key, versionId, content: version });
  }
  return { status };
}
