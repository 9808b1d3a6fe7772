import { createHmac } from 'node:crypto';
import { S3Error, invalidArgument } from '../errors.ts';
import type { BucketExchange } from '../operations/exchange.ts';
import { settingOf } from '../store/settings.ts';
import type { Sealing } from '../store/blobs.ts';
import { readCustomerKey, toCustomerEncryption, type Encryption } from './customer-key.ts';

const header = 'x-amz-server-side-encryption';

function keyManagement(name: string): S3Error {
  return new S3Error('NotImplemented', {
    message: 'There is no key management service here: AES256 and keys of the customer are what objects can have.',
    fields: { Header: name },
  });
}

/** Throws where the headers of a request contradict each other; PutObject in the S3 API Reference. */
function requireAgreement(headers: ReadonlyMap<string, string>): void {
  const algorithm = headers.get(header);
  const keyId = headers.get(`${header}-aws-kms-key-id`);
  if (algorithm !== undefined && headers.has(`${header}-customer-algorithm`)) {
    throw invalidArgument(
      header,
      algorithm,
      'Server Side Encryption with Customer provided key is incompatible with the encryption method specified',
    );
  }
  if (keyId !== undefined && !algorithm?.startsWith('aws:')) {
    throw invalidArgument(
      `${header}-aws-kms-key-id`,
      keyId,
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
    );
  }
}

/**
 * Throws `NotImplemented` when a request asks for keys of a key management service, which there is none of, and
 * `InvalidArgument` when no server could do what it asks for.
 */
export function requireNoKeyManagement(headers: ReadonlyMap<string, string>): void {
  requireAgreement(headers);
  for (const [name, value] of headers) {
    const isAlgorithm = name === header && value.startsWith('aws:');
    const isDetail = name === `${header}-aws-kms-key-id` || name === `${header}-context`;
    const isBucketKey = name === `${header}-bucket-key-enabled` && value.toLowerCase() === 'true';
    if (isAlgorithm || isDetail || isBucketKey) throw keyManagement(name);
  }
}

/**
 * How a new object is to be encrypted: as its request says, else as its bucket does; `null` leaves it as it comes.
 * PutObject in the S3 API Reference, x-amz-server-side-encryption.
 */
export function requestedEncryption({ request, service, bucket }: BucketExchange): Encryption | null {
  const { headers } = request;
  requireNoKeyManagement(headers);
  const algorithm = headers.get(header);
  const key = readCustomerKey(headers);
  if (algorithm !== undefined && algorithm !== 'AES256') {
    throw new S3Error('InvalidEncryptionAlgorithmError', {
      fields: { ArgumentName: header, ArgumentValue: algorithm },
    });
  }
  const rule = settingOf(service.store.database, bucket, 'encryption');
  if (key) {
    if (rule?.blockedTypes?.includes('SSE-C')) throw new S3Error('AccessDenied');
    return toCustomerEncryption(key);
  }
  if (algorithm !== undefined) return { by: 'server' };
  if (rule?.algorithm?.startsWith('aws:')) throw keyManagement('ServerSideEncryptionConfiguration');
  return rule ? { by: 'server' } : null;
}

/** How the bytes of a request are sealed. `key` has been found to be the one of this encryption. */
export function toSealing(encryption: Encryption | null, key: Buffer | null): Sealing | null {
  if (encryption === null) return null;
  if (encryption.by === 'server') return encryption;
  if (key === null) throw new S3Error('InternalError');
  return { by: 'customer', key };
}

/** What answers say about the encryption of an object; a customer's key is known by the hash that came with it. */
export function encryptionHeaders(
  encryption: Encryption | null,
  headers: ReadonlyMap<string, string>,
): Record<string, string> {
  if (encryption === null) return {};
  if (encryption.by === 'server') return { [header]: 'AES256' };
  const md5 = headers.get(`${header}-customer-key-md5`);
  return {
    [`${header}-customer-algorithm`]: 'AES256',
    ...(md5 !== undefined && { [`${header}-customer-key-MD5`]: md5 }),
  };
}

/**
 * ETag of bytes: their MD5, in hexadecimal, but keyed where the bytes are under a customer's key, so that nobody learns from
 * it what they are. The same bytes under the same key have the same one, as a repeated part must.
 */
export function etagOf(sealing: Sealing | null, md5: Buffer): string {
  if (sealing?.by !== 'customer') return md5.toString('hex');
  return createHmac('md5', sealing.key).update(md5).digest('hex');
}
