/** A key as the database holds it. */
export function toKeyBytes(key: string): Buffer {
  return Buffer.from(key, 'utf8');
}

export function fromKeyBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/**
 * SQL that reads a key as text (order by `version.key`: `key` would be this), which costs far less than bytes do where there are many; `node:sqlite` would end a text at
 * a NUL, so keys that hold one come as bytes. `readKey` takes both.
 */
export const keyColumn = "CASE WHEN instr(key, x'00') THEN key ELSE CAST(key AS TEXT) END AS key";

export function readKey(key: string | Uint8Array): string {
  return typeof key === 'string' ? key : fromKeyBytes(key);
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
