import type { Slice } from './byte-order';
import type { Dictionary, ListingPage } from './page';

/** A page as it arrived, with what is needed to find a row in it. */
export interface Chunk {
  page: ListingPage;
  /** Id of its first object. */
  first: number;
  /** Where each name starts in `page.names`, and where the last one ends. */
  nameStarts: Uint32Array;
  /** The same for ETags; made when first asked for. */
  etagStarts: Uint32Array | null;
  /** The same for version ids. */
  versionStarts: Uint32Array | null;
}

/** Where each text starts in their joined string, and where the last one ends. */
export function toStarts(lengths: Uint16Array | Uint8Array): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  let at = 0;
  for (let i = 0; i < lengths.length; i += 1) {
    at += lengths[i] ?? 0;
    starts[i + 1] = at;
  }
  return starts;
}

export function sliceAt(text: string, starts: Uint32Array, at: number): Slice {
  return { text, start: starts[at] ?? 0, end: starts[at + 1] ?? 0 };
}

export function sliceText({ text, start, end }: Slice): string {
  return text.slice(start, end);
}

export function readDictionary(column: Dictionary, at: number): string {
  return column.values[column.indexes[at] ?? 0] ?? '';
}

const noIndexes = new Uint16Array(0);

/**
 * What is kept of a page. Its arrays are copied, because they came as views into network buffers that hold everything else of
 * the page too. A column that holds only '' needs no index per row: one that is missing reads as 0, which is ''.
 */
export function keepPage(page: ListingPage): ListingPage {
  const keep = ({ values, indexes }: Dictionary): Dictionary => ({
    values,
    indexes: values.length > 1 ? indexes.slice() : noIndexes,
  });
  return {
    ...page,
    nameLengths: page.nameLengths.slice(),
    sizes: page.sizes.slice(),
    modified: page.modified.slice(),
    etagLengths: page.etagLengths.slice(),
    storageClass: keep(page.storageClass),
    checksum: keep(page.checksum),
    owner: keep(page.owner),
    restore: keep(page.restore),
    versions: page.versions && {
      ids: page.versions.ids,
      idLengths: page.versions.idLengths.slice(),
      flags: page.versions.flags.slice(),
    },
    prefixes: [],
  };
}
