/** A key as the database holds it. */
export function toKeyBytes(key: string): Buffer {
  return Buffer.from(key, 'utf8');
}

export function fromKeyBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** Sorts after every key: no UTF-8 text holds the byte 0xFF. */
const afterAll = Buffer.from([0xff]);

/** The least byte string that sorts after everything beginning with `prefix`. */
export function afterPrefix(prefix: Buffer): Buffer {
  if (prefix.length === 0) return afterAll;
  const successor = Buffer.from(prefix);
  // The last byte of UTF-8 text is at most 0xF4, so adding one never overflows.
  successor[successor.length - 1] = (successor[successor.length - 1] ?? 0) + 1;
  return successor;
}

/** The least byte string that sorts after `key` itself. */
export function afterKey(key: Buffer): Buffer {
  return Buffer.concat([key, Buffer.from([0])]);
}
