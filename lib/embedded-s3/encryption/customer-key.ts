import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { S3Error, invalidArgument } from '../errors.ts';

/** How an object is encrypted. Of a customer's key nothing is kept but what tells whether it is given again. */
export type Encryption = { by: 'server' } | { by: 'customer'; salt: string; proof: string };

type Headers = ReadonlyMap<string, string>;

const start = 'Requests specifying Server Side Encryption with Customer provided keys must provide';
const keyBytes = 32;

function refuse(name: string, message: string): S3Error {
  return invalidArgument(name, 'null', message);
}

/**
 * The key that a request brings along for SSE-C, `null` when it brings none. `prefix` is `x-amz-copy-source-` for that of
 * a copy's source. S3 User Guide, "Using server-side encryption with customer-provided keys (SSE-C)".
 */
export function readCustomerKey(headers: Headers, prefix: 'x-amz-' | 'x-amz-copy-source-' = 'x-amz-'): Buffer | null {
  const name = `${prefix}server-side-encryption-customer-`;
  const [algorithm, text, md5] = ['algorithm', 'key', 'key-md5'].map((part) => headers.get(name + part));
  if (algorithm === undefined && text === undefined && md5 === undefined) return null;
  if (algorithm === undefined) throw refuse(`${name}algorithm`, `${start} a valid encryption algorithm.`);
  if (algorithm !== 'AES256') {
    throw new S3Error('InvalidEncryptionAlgorithmError', { fields: { ArgumentName: `${name}algorithm` } });
  }
  if (text === undefined) throw refuse(`${name}key`, `${start} an appropriate secret key.`);
  if (md5 === undefined) throw refuse(`${name}key-MD5`, `${start} the client calculated MD5 of the secret key.`);
  const key = Buffer.from(text, 'base64');
  if (key.length !== keyBytes) {
    throw refuse(`${name}key`, 'The secret key was invalid for the specified algorithm.');
  }
  if (createHash('md5').update(key).digest('base64') !== md5) {
    throw refuse(`${name}key-MD5`, 'The calculated MD5 hash of the key did not match the hash that was provided.');
  }
  return key;
}

const prove = (key: Buffer, salt: string) => createHmac('sha256', key).update(Buffer.from(salt, 'base64')).digest();

/** What is kept with an object that is sealed with a customer's key. */
export function toCustomerEncryption(key: Buffer): Encryption {
  const salt = randomBytes(16).toString('base64');
  return { by: 'customer', salt, proof: prove(key, salt).toString('base64') };
}

function isKeyOf(encryption: Extract<Encryption, { by: 'customer' }>, key: Buffer): boolean {
  return timingSafeEqual(prove(key, encryption.salt), Buffer.from(encryption.proof, 'base64'));
}

/**
 * The key that opens what is encrypted so, `null` where none is needed. Throws `InvalidRequest` when a key is missing or
 * has no business there, and `AccessDenied` when it is not the one it was sealed with.
 */
export function requireKeyOf(encryption: Encryption | null, key: Buffer | null): Buffer | null {
  if (encryption?.by !== 'customer') {
    if (key === null) return null;
    throw new S3Error('InvalidRequest', { message: 'The encryption parameters are not applicable to this object.' });
  }
  if (key === null) {
    throw new S3Error('InvalidRequest', {
      message:
        'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to ' +
        'retrieve the object.',
    });
  }
  if (!isKeyOf(encryption, key)) throw new S3Error('AccessDenied');
  return key;
}

/** As `requireKeyOf`, for a part of an upload, of which S3 speaks in other words. */
export function requirePartKey(encryption: Encryption | null, key: Buffer | null): Buffer | null {
  const refusal = (message: string) => new S3Error('InvalidRequest', { message });
  if (encryption?.by === 'customer') {
    if (key === null) {
      throw refusal(
        'The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate ' +
          'encryption parameters.',
      );
    }
    if (isKeyOf(encryption, key)) return key;
    throw refusal('The provided encryption parameters did not match the ones used originally.');
  }
  if (key === null) return null;
  throw refusal(
    'The multipart upload initiate did not request encryption. Please resend the request without sending encryption ' +
      'parameters.',
  );
}
