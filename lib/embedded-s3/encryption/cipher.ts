import { createCipheriv, createHmac, type Cipheriv } from 'node:crypto';

const blockBytes = 16;

/**
 * Seals or opens bytes of a blob from `offset` on: AES-256 in counter mode, which works both ways and begins anywhere.
 * Each blob has a key of its own, made of the secret and the blob's name, so that counters begin at zero and no two
 * blobs ever share a key stream.
 */
export function blobCipher(secret: Buffer, blob: string, offset = 0): Cipheriv {
  const key = createHmac('sha256', secret).update(`cooper-blob:${blob}`).digest();
  const counter = Buffer.alloc(blockBytes);
  counter.writeBigUInt64BE(BigInt(Math.floor(offset / blockBytes)), 8);
  const cipher = createCipheriv('aes-256-ctr', key, counter);
  cipher.update(Buffer.alloc(offset % blockBytes));
  return cipher;
}
