import { parquetMetadataAsync, parquetReadObjects, parquetSchema, type FileMetaData, type SchemaTree } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { parquetHeader } from 'hyparquet/src/column.js';
import { AppError } from '@/lib/errors/app-error';
import type { ByteSource } from './types';

export interface ParquetColumn {
  name: string;
  /** As Parquet names it, such as `INT64 (TIMESTAMP)`; groups name their fields. */
  type: string;
  isOptional: boolean;
}

export interface ParquetFile {
  metadata: FileMetaData;
  columns: ParquetColumn[];
  rows: number;
  /** Rows of each row group. */
  groups: number[];
  createdBy: string | null;
}

/** A footer of this size comes with the first read; larger ones take a second. */
const footerBytes = 64 * 1024;
/** A file whose footer is larger is not for a browser. */
const maxFooterBytes = 32 * 1024 * 1024;
/** Bytes read for a page's header; one is a few dozen bytes, unless it has statistics of long texts. */
const headerBytes = 16 * 1024;
/** What one look at some rows may cost. */
const maxPageBytes = 48 * 1024 * 1024;

const toFile = (source: ByteSource, signal: AbortSignal) => ({
  byteLength: source.sizeBytes,
  slice: async (start: number, end = source.sizeBytes): Promise<ArrayBuffer> =>
    (await source.read(start < 0 ? source.sizeBytes + start : start, end, signal)).buffer,
});

function toType({ element, children }: SchemaTree): string {
  if (children.length > 0) return `{ ${children.map(({ element: { name } }) => name).join(', ')} }`;
  const logical = element.logical_type?.type ?? element.converted_type;
  return logical ? `${element.type} (${logical})` : (element.type ?? '');
}

/** Schema and row groups of a Parquet file, from its footer alone (https://parquet.apache.org/docs/file-format/). */
export async function openParquet(source: ByteSource, signal: AbortSignal): Promise<ParquetFile> {
  const tail = await source.read(source.sizeBytes - 8, source.sizeBytes, signal);
  const length = tail.length === 8 ? new DataView(tail.buffer).getUint32(0, true) : 0;
  if (length > maxFooterBytes) {
    throw new AppError('unsupported', 'The description of this file is larger than a browser should read.');
  }
  const metadata = await parquetMetadataAsync(toFile(source, signal), { initialFetchSize: footerBytes });
  return {
    metadata,
    columns: parquetSchema(metadata).children.map((child) => ({
      name: child.element.name,
      type: toType(child),
      isOptional: child.element.repetition_type === 'OPTIONAL',
    })),
    rows: Number(metadata.num_rows),
    groups: metadata.row_groups.map(({ num_rows: rows }) => Number(rows)),
    createdBy: metadata.created_by ?? null,
  };
}

interface Pages {
  /** From the beginning of the chunk to the end of the last page that is needed. */
  bytes: number;
  /** Values in them; of a column of lists these are more than rows. */
  values: number;
}

/** Goes from page to page of a column chunk until enough values are in sight, reading little more than those pages. */
async function findPages(
  source: ByteSource,
  start: number,
  chunkBytes: number,
  wanted: number,
  signal: AbortSignal,
): Promise<Pages> {
  const pages: Pages = { bytes: 0, values: 0 };
  while (pages.values < wanted && pages.bytes < chunkBytes) {
    const at = start + pages.bytes;
    const head = await source.read(at, Math.min(at + headerBytes, start + chunkBytes), signal);
    const reader = { view: new DataView(head.buffer, head.byteOffset, head.byteLength), offset: 0 };
    const header = parquetHeader(reader);
    pages.bytes += reader.offset + header.compressed_page_size;
    pages.values += header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values ?? 0;
  }
  return { ...pages, bytes: Math.min(pages.bytes, chunkBytes) };
}

/**
 * The first rows of a row group. Libraries read whole column chunks, which may be hundreds of megabytes; here the chunks are
 * cut off behind the pages that hold the rows, and only these are read.
 */
export async function readParquetRows(
  source: ByteSource,
  { metadata }: ParquetFile,
  group: number,
  count: number,
  columns: readonly string[],
  signal: AbortSignal,
): Promise<Record<string, unknown>[]> {
  const rowGroup = metadata.row_groups[group];
  if (!rowGroup) return [];
  const wanted = Math.min(count, Number(rowGroup.num_rows));
  let cost = 0;
  const cut = await Promise.all(
    rowGroup.columns.map(async (column) => {
      const meta = column.meta_data;
      if (!meta || !columns.includes(meta.path_in_schema[0] ?? '')) return column;
      const start = Number(meta.dictionary_page_offset ?? meta.data_page_offset);
      const pages = await findPages(source, start, Number(meta.total_compressed_size), wanted, signal);
      cost += pages.bytes;
      // Without its index, so that the cut chunk is read from its beginning.
      const { offset_index_offset: _offset, offset_index_length: _length, ...rest } = column;
      return { ...rest, meta_data: { ...meta, total_compressed_size: BigInt(pages.bytes) } };
    }),
  );
  if (cost > maxPageBytes) {
    throw new AppError(
      'unsupported',
      'The first pages of these columns are too large to be read here. Choose fewer columns.',
    );
  }
  return parquetReadObjects({
    file: toFile(source, signal),
    metadata: { ...metadata, row_groups: [{ ...rowGroup, columns: cut }] },
    columns: [...columns],
    rowStart: 0,
    rowEnd: wanted,
    compressors,
  });
}

/** A value as one line of text. */
export function toCellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'not a date' : value.toISOString();
  if (value instanceof Uint8Array) return `${value.length} bytes: ${toHexStart(value)}`;
  if (typeof value === 'object') return JSON.stringify(value, toPlain);
  if (typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean') return value.toString();
  return '';
}

const toPlain = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value instanceof Uint8Array ? toHexStart(value) : value;

function toHexStart(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return bytes.length > 16 ? `${shown} …` : shown;
}
