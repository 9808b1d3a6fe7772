import { S3Error } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { parseVersioning, versioningDocument } from '../settings/versioning.ts';
import { setVersioning } from '../store/buckets.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { requireText, type BucketExchange } from './exchange.ts';

function readMfaDelete({ service, bucket }: BucketExchange): boolean | null {
  return readSetting(service.store.database, bucket.id, 'mfaDelete');
}

export function getBucketVersioning(exchange: BucketExchange): Answer {
  return xmlAnswer(versioningDocument(exchange.bucket.versioning, readMfaDelete(exchange)));
}

/** Serial number of a device, a space, and the six digits it shows (S3 User Guide, "Configuring MFA delete"). */
const factor = /^\S+ \d{6}$/;

/**
 * Throws `AccessDenied` unless the request carries a second factor. There are no devices here to ask, so that every
 * well-formed one will do.
 */
export function requireFactor({ request }: BucketExchange): void {
  if (factor.test(request.headers.get('x-amz-mfa') ?? '')) return;
  throw new S3Error('AccessDenied', { message: 'Mfa Authentication must be used for this request' });
}

/** Whether versions of the bucket are deleted, and its versioning is changed, only with a second factor. */
export function needsFactor(exchange: BucketExchange): boolean {
  return readMfaDelete(exchange) === true;
}

function invalidState(message: string): S3Error {
  return new S3Error('InvalidBucketState', { message });
}

export async function putBucketVersioning(exchange: BucketExchange): Promise<Answer> {
  const { service, bucket } = exchange;
  const { database } = service.store;
  const { status, mfaDelete } = parseVersioning(await requireText(exchange));
  if (bucket.hasLock && status === 'Suspended') {
    throw invalidState(
      'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
    );
  }
  if (status === 'Suspended' && readSetting(database, bucket.id, 'replication')) {
    throw invalidState(
      'A replication configuration is present on this bucket, so you cannot change the versioning state. ' +
        'To change the versioning state, first delete the replication configuration.',
    );
  }
  if (mfaDelete === true || needsFactor(exchange)) requireFactor(exchange);
  if (mfaDelete === true && readSetting(database, bucket.id, 'lifecycle')) {
    throw invalidState('A lifecycle configuration is present on this bucket, so MFA delete cannot be enabled.');
  }
  database.transaction(() => {
    setVersioning(database, bucket.id, status);
    if (mfaDelete !== null) writeSetting(database, bucket.id, 'mfaDelete', mfaDelete);
  });
  return { status: 200 };
}
