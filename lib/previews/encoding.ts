/** Encodings that text is shown in. */
export const textEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'latin-1'] as const;

export type TextEncoding = (typeof textEncodings)[number];

export const encodingNames: Record<TextEncoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'latin-1': 'Latin-1',
};

export interface DetectedEncoding {
  encoding: TextEncoding;
  /** Length of the byte order mark; 0 without one. */
  markBytes: number;
}

/** By its byte order mark, else UTF-8 where the bytes are valid, else Latin-1, in which everything is. */
export function detectEncoding(head: Uint8Array): DetectedEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', markBytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', markBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', markBytes: 2 };
  return { encoding: isUtf8(head) ? 'utf-8' : 'latin-1', markBytes: 0 };
}

/** Whether bytes are UTF-8, of which the last character may be cut off. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Control characters that texts do have: tab, line feed, form feed, carriage return, escape (as colours in logs). */
const usualControls = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** Whether bytes look like text: a byte order mark, or no NUL and hardly any control characters. */
export function looksLikeText(head: Uint8Array): boolean {
  if (detectEncoding(head).markBytes > 0) return true;
  let odd = 0;
  for (const byte of head) {
    if (byte === 0) return false;
    if (byte < 0x20 && !usualControls.has(byte)) odd += 1;
  }
  return odd <= head.length / 100;
}

/** A decoder that shows what is no character as U+FFFD. The label `latin1` means windows-1252 to every browser (Encoding Standard). */
export function createDecoder(encoding: TextEncoding): TextDecoder {
  return new TextDecoder(encoding === 'latin-1' ? 'latin1' : encoding, { ignoreBOM: true });
}

/** Bytes of the smallest unit that a position may stand between. */
export const unitBytes = (encoding: TextEncoding): 1 | 2 => (encoding.startsWith('utf-16') ? 2 : 1);

/** Where the first line feed from `from` on ends, or -1. Positions count from the beginning of a unit. */
export function findLineEnd(bytes: Uint8Array, encoding: TextEncoding, from = 0): number {
  if (unitBytes(encoding) === 1) {
    const at = bytes.indexOf(0x0a, from);
    return at < 0 ? -1 : at + 1;
  }
  const [first, second] = encoding === 'utf-16le' ? [0x0a, 0] : [0, 0x0a];
  for (let at = from; at + 1 < bytes.length; at += 2) {
    if (bytes[at] === first && bytes[at + 1] === second) return at + 2;
  }
  return -1;
}

/** Where the last line feed ends, or -1. */
export function findLastLineEnd(bytes: Uint8Array, encoding: TextEncoding): number {
  if (unitBytes(encoding) === 1) {
    const at = bytes.lastIndexOf(0x0a);
    return at < 0 ? -1 : at + 1;
  }
  const [first, second] = encoding === 'utf-16le' ? [0x0a, 0] : [0, 0x0a];
  for (let at = (bytes.length & ~1) - 2; at >= 0; at -= 2) {
    if (bytes[at] === first && bytes[at + 1] === second) return at + 2;
  }
  return -1;
}

/** The position at or before `at` where no character is cut in two. */
export function toCharacterStart(bytes: Uint8Array, encoding: TextEncoding, at: number): number {
  if (encoding === 'latin-1' || at >= bytes.length) return Math.min(at, bytes.length);
  if (encoding === 'utf-8') {
    let start = at;
    // A character has at most three further bytes (RFC 3629, section 3).
    while (start > 0 && at - start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1;
    return start;
  }
  const even = at & ~1;
  const high = bytes[encoding === 'utf-16le' ? even + 1 : even] ?? 0;
  // The second half of a surrogate pair.
  return even >= 2 && high >= 0xdc && high <= 0xdf ? even - 2 : even;
}
