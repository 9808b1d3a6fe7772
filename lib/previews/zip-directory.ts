import { AppError } from '@/lib/errors/app-error';
import type { ByteSource } from './types';

/** One entry of an archive, as its central directory tells. */
export interface ZipEntry {
  name: string;
  sizeBytes: number;
  packedBytes: number;
  /** Local time of whoever packed it, in milliseconds as if it were UTC; `null` where none was written. */
  modified: number | null;
  isFolder: boolean;
  isEncrypted: boolean;
}

export interface ZipDirectory {
  entries: ZipEntry[];
  /** Entries the archive says it has; more than are listed when the directory is too large. */
  total: number;
}

/* APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16 (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT). */
const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
const locatorBytes = 20;
const end64Bytes = 56;
const entryBytes = 46;
const maxCommentBytes = 0xffff;
const extra64 = 0x0001;
const extraUnicodeName = 0x7075;
const max32 = 0xffffffff;

/** More of a directory is not read: a preview shows what an archive holds, it does not unpack it. */
const maxDirectoryBytes = 32 * 1024 * 1024;
const maxEntries = 200_000;

const notAnArchive = (why: string): AppError =>
  new AppError('bad-response', `This is no ZIP archive that could be read: ${why}.`);

const toView = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A 64-bit number that JavaScript can count with. */
function readSafe64(view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true));
  if (!Number.isSafeInteger(value)) throw notAnArchive('a number in it is larger than any file');
  return value;
}

interface Place {
  offset: number;
  length: number;
  total: number;
}

/** Where the central directory lies, by the record at the end of the file. */
async function findDirectory(source: ByteSource, signal?: AbortSignal): Promise<Place> {
  const tailStart = Math.max(0, source.sizeBytes - endBytes - maxCommentBytes - locatorBytes);
  const tail = await source.read(tailStart, source.sizeBytes, signal);
  const view = toView(tail);
  let end = tail.length - endBytes;
  // A comment may hold the signature; the record whose comment ends with the file is the right one.
  while (end >= 0) {
    if (view.getUint32(end, true) === endSignature && end + endBytes + view.getUint16(end + 20, true) === tail.length)
      break;
    end -= 1;
  }
  if (end < 0) throw notAnArchive('the record at its end is missing');
  const total = view.getUint16(end + 10, true);
  const length = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  const locator = end - locatorBytes;
  const isLarge = total === 0xffff || length === max32 || offset === max32;
  if (isLarge && locator >= 0 && view.getUint32(locator, true) === locator64Signature) {
    return readEnd64(source, readSafe64(view, locator + 8), signal);
  }
  // Some archives have something before their beginning, such as a program that unpacks them; offsets do not count it.
  const shift = tailStart + end - (offset + length);
  if (shift < 0) throw notAnArchive('its directory would lie outside of it');
  return { offset: offset + shift, length, total };
}

async function readEnd64(source: ByteSource, at: number, signal?: AbortSignal): Promise<Place> {
  const bytes = await source.read(at, at + end64Bytes, signal);
  const view = toView(bytes);
  if (bytes.length < end64Bytes || view.getUint32(0, true) !== end64Signature) {
    throw notAnArchive('its 64-bit record is missing');
  }
  const place = { total: readSafe64(view, 32), length: readSafe64(view, 40), offset: readSafe64(view, 48) };
  if (place.offset + place.length > source.sizeBytes) throw notAnArchive('its directory would lie outside of it');
  return place;
}

/** Upper half of code page 437, in which names without the UTF-8 flag are (APPNOTE, appendix D). */
const codePage437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

function toName(bytes: Uint8Array, isUtf8: boolean): string {
  if (isUtf8) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  try {
    // Many packers write UTF-8 without saying so.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) =>
      byte < 0x80 ? String.fromCharCode(byte) : (codePage437[byte - 0x80] ?? ''),
    ).join('');
  }
}

/** Date and time as MS-DOS kept them: in steps of two seconds, without a time zone. */
function toModified(date: number, time: number): number | null {
  const [year, month, day] = [1980 + (date >> 9), (date >> 5) & 15, date & 31];
  if (month === 0 || day === 0) return null;
  return Date.UTC(year, month - 1, day, time >> 11, (time >> 5) & 63, (time & 31) * 2);
}

interface Sizes {
  sizeBytes: number;
  packedBytes: number;
  name: string | null;
}

/** Fields that follow a name: sizes that need 64 bits, and the name in Unicode. */
function readExtra(extra: Uint8Array, sizes: Sizes): Sizes {
  const view = toView(extra);
  const read = { ...sizes };
  for (let at = 0; at + 4 <= extra.length;) {
    const id = view.getUint16(at, true);
    const end = at + 4 + view.getUint16(at + 2, true);
    if (end > extra.length) break;
    let field = at + 4;
    if (id === extra64) {
      if (sizes.sizeBytes === max32 && field + 8 <= end) {
        read.sizeBytes = readSafe64(view, field);
        field += 8;
      }
      if (sizes.packedBytes === max32 && field + 8 <= end) read.packedBytes = readSafe64(view, field);
    } else if (id === extraUnicodeName && end - field > 5) read.name = toName(extra.subarray(field + 5, end), true);
    at = end;
  }
  return read;
}

function readEntry(bytes: Uint8Array, at: number): { entry: ZipEntry; end: number } | null {
  const view = toView(bytes);
  if (at + entryBytes > bytes.length || view.getUint32(at, true) !== entrySignature) return null;
  const flags = view.getUint16(at + 8, true);
  const nameEnd = at + entryBytes + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const end = extraEnd + view.getUint16(at + 32, true);
  if (end > bytes.length) return null;
  const plainName = toName(bytes.subarray(at + entryBytes, nameEnd), (flags & 0x0800) !== 0);
  const { sizeBytes, packedBytes, name } = readExtra(bytes.subarray(nameEnd, extraEnd), {
    sizeBytes: view.getUint32(at + 24, true),
    packedBytes: view.getUint32(at + 20, true),
    name: null,
  });
  const shown = name ?? plainName;
  const entry = {
    name: shown,
    sizeBytes,
    packedBytes,
    modified: toModified(view.getUint16(at + 14, true), view.getUint16(at + 12, true)),
    isFolder: shown.endsWith('/'),
    isEncrypted: (flags & 1) !== 0,
  };
  return { entry, end };
}

/** What a ZIP archive holds, from its central directory alone. @throws bad-response when it is none, or a broken one */
export async function readZipDirectory(source: ByteSource, signal?: AbortSignal): Promise<ZipDirectory> {
  const { offset, length, total } = await findDirectory(source, signal);
  const bytes = await source.read(offset, offset + Math.min(length, maxDirectoryBytes), signal);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < maxEntries) {
    const read = readEntry(bytes, at);
    if (!read) break;
    entries.push(read.entry);
    at = read.end;
  }
  if (entries.length === 0 && total > 0) throw notAnArchive('its directory names no entry');
  return { entries, total: Math.max(total, entries.length) };
}
