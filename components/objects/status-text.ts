import { formatBytes } from '@/lib/format/bytes';
import { formatMilliseconds } from '@/lib/format/durations';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import type { SelectionSnapshot } from '@/lib/listing/selection';
import type { SortColumn } from '@/lib/listing/sort';
import type { ViewSnapshot } from '@/lib/listing/view';
import type { WalkSnapshot } from '@/lib/listing/walk';

const columnNames: Record<SortColumn, string> = {
  name: 'name',
  size: 'size',
  modified: 'date',
  class: 'class',
  owner: 'owner',
  etag: 'ETag',
  checksum: 'checksum',
  restore: 'restore state',
};

const isComplete = ({ status }: WalkSnapshot): boolean => status === 'complete';

/** How much of the listing is here, in words that never claim more: "first 3,000 of more". */
export function describeCount(walk: WalkSnapshot, view: ViewSnapshot): string {
  if (walk.looked !== null) return describeSearch(walk, walk.looked, view);
  if (walk.rows === 0)
    return walk.status === 'complete' ? 'empty' : walk.status === 'failed' ? 'nothing listed' : 'listing …';
  if (view.filter) {
    const all = isComplete(walk) ? formatCount(walk.rows) : `the first ${formatCount(walk.rows)}`;
    return `${formatCount(view.count)} of ${all} match`;
  }
  if (!isComplete(walk)) return `first ${formatCount(walk.rows)} of more`;
  const parts = [];
  if (walk.folders > 0) parts.push(formatQuantity(walk.folders, 'folder'));
  const held = walk.objects - (walk.markers ?? 0);
  const noun = walk.markers === null ? 'object' : 'version';
  if (held > 0) parts.push(`${formatQuantity(held, noun)} · ${formatBytes(walk.bytes)}`);
  if (walk.markers) parts.push(formatQuantity(walk.markers, 'delete marker'));
  return parts.join(', ');
}

/** What has been found, and among how many keys. */
function describeSearch(walk: WalkSnapshot, looked: number, view: ViewSnapshot): string {
  const found = view.filter
    ? `${formatCount(view.count)} of ${formatCount(walk.rows)} found match`
    : `${formatCount(walk.rows)} found`;
  const size = walk.bytes > 0 && !view.filter ? ` · ${formatBytes(walk.bytes)}` : '';
  const among = isComplete(walk)
    ? `all ${formatQuantity(looked, 'key')} looked at`
    : `${formatQuantity(looked, 'key')} looked at so far`;
  return `${found}${size} · ${among}`;
}

/** `shown` is how many of the selected rows the filter lets through. */
export function describeSelection({ count, folders, bytes }: SelectionSnapshot, shown: number): string {
  if (count === 0) return '';
  const size = folders === count ? formatQuantity(folders, 'folder') : formatBytes(bytes);
  const more = folders > 0 && folders < count ? ` and ${formatQuantity(folders, 'folder')}` : '';
  const hidden = shown < count ? ` · ${formatCount(count - shown)} of them not shown` : '';
  return `${formatCount(count)} selected · ${size}${more}${hidden}`;
}

/** In which order, and whether sort and filter saw everything. */
export function describeOrder(walk: WalkSnapshot, view: ViewSnapshot, isOrdered: boolean): string {
  if (view.isWorking) return view.sort ? 'sorting …' : 'filtering …';
  const sawAll = isComplete(walk) && view.seen === walk.rows;
  const limits = sawAll ? '' : ': loaded rows only';
  if (view.sort) return `sorted by ${columnNames[view.sort.column]}${limits}`;
  if (view.filter && !sawAll) return 'filtered: loaded rows only';
  return isOrdered ? 'sorted by name, as the server lists' : 'in the server’s own order';
}

export function describeCalls({ calls, firstCallMs }: WalkSnapshot): string {
  if (firstCallMs === null) return '';
  const first = formatMilliseconds(firstCallMs);
  return `${formatQuantity(calls, 'list call')} · ${calls === 1 ? first : `first ${first}`}`;
}

/** What a screen reader hears when something has come to an end. */
export function announceWalk(walk: WalkSnapshot, view: ViewSnapshot): string {
  switch (walk.status) {
    case 'idle':
    case 'loading':
      return '';
    case 'complete':
      if (walk.looked !== null) return `Searched: ${describeCount(walk, view)}`;
      return walk.rows === 0 ? 'Nothing here' : `Listed: ${describeCount(walk, view)}`;
    case 'more':
    case 'stopped':
      return `Listed the first ${formatCount(walk.rows)}; there is more`;
    case 'failed':
      return `The listing failed. ${walk.error?.message ?? ''}`;
  }
}
