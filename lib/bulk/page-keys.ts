import { sliceAt, sliceText, toStarts } from '@/lib/listing/chunk';
import type { ListingPage } from '@/lib/listing/page';

/** The keys of a page that was listed without a delimiter, the marker object of the prefix itself among them. */
export function toKeys(page: Pick<ListingPage, 'names' | 'nameLengths' | 'hasOwnMarker'>, prefix: string): string[] {
  const starts = toStarts(page.nameLengths);
  const keys = page.hasOwnMarker ? [prefix] : [];
  page.nameLengths.forEach((_length, row) => keys.push(prefix + sliceText(sliceAt(page.names, starts, row))));
  return keys;
}
