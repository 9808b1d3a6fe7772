import { formatDate } from '@/lib/format/dates';
import { toByteText } from '@/lib/format/parse-bytes';
import type { SearchQuery } from '@/lib/search/query';

/** What else is asked of an object, beside its name: "over 1 MiB, in GLACIER"; '' when nothing is. */
export function describeFilters({ minBytes, maxBytes, from, to, storageClass }: SearchQuery): string {
  const parts = [
    minBytes === null ? null : `from ${toByteText(minBytes)}`,
    maxBytes === null ? null : `up to ${toByteText(maxBytes)}`,
    from === null ? null : `changed since ${formatDate(from)}`,
    to === null ? null : `changed before ${formatDate(to)}`,
    storageClass === '' ? null : `in ${storageClass}`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
