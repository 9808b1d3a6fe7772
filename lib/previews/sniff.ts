import type { NamedKind } from './file-names';

/** How many of the first bytes are looked at. */
export const sniffedBytes = 4096;

/** Bytes that begin a file of some kind; `null` in a pattern stands for any byte. */
interface Signature {
  at?: number;
  bytes: readonly (number | null)[];
  kind: NamedKind;
}

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));

/** MIME Sniffing Standard, section 6 (https://mimesniff.spec.whatwg.org/#matching-a-mime-type-pattern), and the formats' own pages. */
const signatures: readonly Signature[] = [
  { bytes: [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a], kind: { viewer: 'image', mediaType: 'image/png' } },
  { bytes: [0xff, 0xd8, 0xff], kind: { viewer: 'image', mediaType: 'image/jpeg' } },
  { bytes: ascii('GIF87a'), kind: { viewer: 'image', mediaType: 'image/gif' } },
  { bytes: ascii('GIF89a'), kind: { viewer: 'image', mediaType: 'image/gif' } },
  {
    bytes: [...ascii('RIFF'), null, null, null, null, ...ascii('WEBPVP')],
    kind: { viewer: 'image', mediaType: 'image/webp' },
  },
  { at: 4, bytes: ascii('ftypavif'), kind: { viewer: 'image', mediaType: 'image/avif' } },
  { at: 4, bytes: ascii('ftypavis'), kind: { viewer: 'image', mediaType: 'image/avif' } },
  { at: 4, bytes: ascii('ftypM4A'), kind: { viewer: 'audio', mediaType: 'audio/mp4' } },
  { at: 4, bytes: ascii('ftyp'), kind: { viewer: 'video', mediaType: 'video/mp4' } },
  { bytes: [0, 0, 1, 0], kind: { viewer: 'image', mediaType: 'image/x-icon' } },
  { bytes: [0x1a, 0x45, 0xdf, 0xa3], kind: { viewer: 'video', mediaType: 'video/webm' } },
  { bytes: ascii('OggS\0'), kind: { viewer: 'audio', mediaType: 'audio/ogg' } },
  {
    bytes: [...ascii('RIFF'), null, null, null, null, ...ascii('WAVE')],
    kind: { viewer: 'audio', mediaType: 'audio/wav' },
  },
  { bytes: ascii('fLaC'), kind: { viewer: 'audio', mediaType: 'audio/flac' } },
  { bytes: ascii('ID3'), kind: { viewer: 'audio', mediaType: 'audio/mpeg' } },
  { bytes: ascii('%PDF-'), kind: { viewer: 'pdf' } },
  { bytes: ascii('PK\u0003\u0004'), kind: { viewer: 'archive' } },
  { bytes: ascii('PK\u0005\u0006'), kind: { viewer: 'archive' } },
  { bytes: ascii('PAR1'), kind: { viewer: 'parquet' } },
];

function matches(head: Uint8Array, { at = 0, bytes }: Signature): boolean {
  return bytes.every((byte, index) => byte === null || head[at + index] === byte);
}

/** A BMP says its own size, without which two letters would be taken for an image. */
function isBitmap(head: Uint8Array, sizeBytes: number): boolean {
  if (head[0] !== 0x42 || head[1] !== 0x4d || head.length < 14) return false;
  return new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(2, true) === sizeBytes;
}

/** An MPEG audio frame without tags: eleven set bits, then version, layer, rate that exist (ISO 11172-3, 2.4.2.3). */
function isMpegAudio(head: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = head;
  const isFrame = first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x18) !== 0x08 && (second & 0x06) !== 0;
  return isFrame && (third & 0xf0) !== 0xf0 && (third & 0x0c) !== 0x0c;
}

/** What the first bytes say of a file; `null` when they say nothing. */
export function sniffKind(head: Uint8Array, sizeBytes: number): NamedKind | null {
  const found = signatures.find((signature) => matches(head, signature));
  if (found) return found.kind;
  if (isBitmap(head, sizeBytes)) return { viewer: 'image', mediaType: 'image/bmp' };
  // A byte order mark of UTF-16 is no frame, though its bits say so.
  if (isMpegAudio(head) && head[1] !== 0xfe) return { viewer: 'audio', mediaType: 'audio/mpeg' };
  return null;
}
