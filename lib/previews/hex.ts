/** How one row of bytes is written: in hexadecimal, and as far as they can be shown as ASCII. */
export interface HexRow {
  hex: string;
  text: string;
}

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** `bytes` may be fewer than a row has at the end of a file. */
export function toHexRow(bytes: Uint8Array): HexRow {
  return {
    hex: Array.from(bytes, (byte) => pairs[byte]).join(' '),
    text: Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
  };
}

/** An offset in as many digits as the last one needs, eight at least. */
export function toHexOffset(offset: number, sizeBytes: number): string {
  return offset.toString(16).padStart(Math.max(8, sizeBytes.toString(16).length), '0');
}

/** An offset as people type it: decimal, `0x…`, with separators, or a share of the whole such as `50 %`; `null` when it is none. */
export function parseOffset(text: string, sizeBytes: number): number | null {
  const clean = text.trim().replaceAll(/[\s,_]/gu, '');
  const share = /^(\d{1,3}(?:\.\d+)?)%$/u.exec(clean)?.[1];
  const value =
    share === undefined
      ? /^(?:0x[0-9a-f]+|\d+)$/iu.test(clean)
        ? Number(clean)
        : Number.NaN
      : (Number(share) / 100) * sizeBytes;
  if (!Number.isFinite(value)) return null;
  return Math.min(Math.floor(value), sizeBytes);
}
