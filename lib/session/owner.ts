import { createHmac, hkdfSync } from 'node:crypto';
import { getConfig } from '@/lib/config/current';
import type { Credentials } from '@/lib/s3/connection';

/**
 * Who somebody is to this console: a fingerprint of their pair of keys, made with the server's key, from which neither can be
 * read. The access key alone would not do: a server that answers a bad signature with a bare 403 lets people sign in with the
 * access key of another, and see nothing but that key's jobs.
 */
export function getOwner({ accessKeyId, secretAccessKey }: Credentials): string {
  const key = hkdfSync('sha256', getConfig().sessionKey.reveal(), '', 'cooper owner', 32);
  return createHmac('sha256', new Uint8Array(key)).update(`${accessKeyId}\0${secretAccessKey}`).digest('base64url');
}
