import type { ListObjectVersionsCommandOutput } from '@aws-sdk/client-s3';
import { compareKeys } from '@/lib/listing/byte-order';
import { versionFlags, type ListingCursor, type ListingPage, type VersionColumns } from '@/lib/listing/page';
import { toListingPage } from '@/lib/objects/wire';
import { fromListedKey } from '@/lib/s3/keys';
import type { VersionEntryKind } from '@/lib/s3/version-order';
import type { ObjectVersion, ReturnStep } from './types';

type WireVersion = NonNullable<ListObjectVersionsCommandOutput['Versions']>[number];
type WireMarker = NonNullable<ListObjectVersionsCommandOutput['DeleteMarkers']>[number];

/** A version or a marker, in the SDK's shape; markers have no size, ETag or class. */
export interface WireEntry extends Omit<WireVersion, 'StorageClass'> {
  StorageClass?: string | undefined;
  isMarker: boolean;
  /** Decoded. */
  key: string;
}

type WireListing = Pick<ListObjectVersionsCommandOutput, 'Versions' | 'DeleteMarkers' | 'CommonPrefixes'>;

const toEntry = (entry: WireVersion | WireMarker, isMarker: boolean): WireEntry => ({
  ...(entry as WireVersion),
  isMarker,
  key: fromListedKey(entry.Key ?? ''),
});

/** Keys ascending; of one key the latest first, then by date, newest first. */
function compareEntries(left: WireEntry, right: WireEntry): number {
  const byKey = compareKeys(left.key, right.key);
  if (byKey !== 0) return byKey;
  if (left.IsLatest !== right.IsLatest) return left.IsLatest === true ? -1 : 1;
  return (right.LastModified?.getTime() ?? 0) - (left.LastModified?.getTime() ?? 0);
}

/**
 * Versions and markers in one list: as the server sent them, or, where it sent all markers apart or the order is not known,
 * by key and date.
 */
export function toEntries(output: WireListing, order: readonly VersionEntryKind[]): WireEntry[] {
  const versions = (output.Versions ?? []).map((version) => toEntry(version, false));
  const markers = (output.DeleteMarkers ?? []).map((marker) => toEntry(marker, true));
  if (order.length !== versions.length + markers.length) return [...versions, ...markers].sort(compareEntries);
  let [nextVersion, nextMarker] = [0, 0];
  const entries = order.flatMap((kind) => {
    const entry = kind === 'Version' ? versions[nextVersion++] : markers[nextMarker++];
    return entry ? [entry] : [];
  });
  const isOrdered = entries.every((entry, index) => {
    const before = entries[index - 1];
    return before === undefined || compareKeys(before.key, entry.key) <= 0;
  });
  return isOrdered ? entries : entries.sort(compareEntries);
}

function toColumns(entries: readonly WireEntry[]): VersionColumns {
  const ids = entries.map(({ VersionId = '' }) => VersionId);
  return {
    ids: ids.join(''),
    idLengths: Uint16Array.from(ids, (id) => id.length),
    flags: Uint8Array.from(
      entries,
      ({ IsLatest, isMarker }) => (IsLatest === true ? versionFlags.latest : 0) + (isMarker ? versionFlags.marker : 0),
    ),
  };
}

/** A page of versions as columns. */
export function toVersionPage(
  output: WireListing,
  entries: readonly WireEntry[],
  prefix: string,
  next: ListingCursor | null,
  callMs: number,
): ListingPage {
  const Contents = entries.map(({ StorageClass, ...entry }) => ({ ...entry, ...(StorageClass && { StorageClass }) }));
  const listing = {
    Contents: Contents as never,
    ...(output.CommonPrefixes && { CommonPrefixes: output.CommonPrefixes }),
  };
  return toListingPage(listing, prefix, next, callMs, toColumns(entries));
}

/**
 * Where a listing of versions goes on: behind the last entry or common prefix in byte order. NextKeyMarker says the same,
 * but Amazon percent-encodes it under `encoding-type=url` and Ceph does not. All `null` when the page holds nothing.
 */
export function toVersionCursor(
  output: Pick<ListObjectVersionsCommandOutput, 'CommonPrefixes' | 'NextVersionIdMarker'>,
  entries: readonly WireEntry[],
): ListingCursor {
  const last = entries.at(-1);
  const prefix = output.CommonPrefixes?.at(-1)?.Prefix;
  const folder = prefix === undefined ? null : fromListedKey(prefix);
  if (folder !== null && (!last || compareKeys(folder, last.key) > 0)) return { token: null, startAfter: folder };
  if (!last) return { token: null, startAfter: null };
  const versionId = output.NextVersionIdMarker || last.VersionId;
  return { token: null, startAfter: last.key, ...(versionId && { versionId }) };
}

export function toObjectVersion(entry: WireEntry): ObjectVersion {
  return {
    versionId: entry.VersionId ?? 'null',
    isLatest: entry.IsLatest === true,
    isMarker: entry.isMarker,
    sizeBytes: entry.Size ?? 0,
    modified: entry.LastModified?.getTime() ?? null,
    etag: (entry.ETag ?? '').replaceAll('"', ''),
    storageClass: entry.StorageClass ?? '',
    owner: entry.Owner?.DisplayName || entry.Owner?.ID || '',
  };
}

/** What it takes, from the versions of a key down to the one that was current then, the newest first. */
export function toReturnStep(key: string, entries: readonly WireEntry[], at: number): ReturnStep {
  const [latest] = entries;
  const last = entries.at(-1);
  if (!latest || !last) return { kind: 'none', key };
  const then = (last.LastModified?.getTime() ?? -Infinity) <= at && !last.isMarker ? last : null;
  if (!then) return latest.isMarker ? { kind: 'none', key } : { kind: 'hide', key, sizeBytes: latest.Size ?? 0 };
  const newer = entries.slice(0, -1);
  if (newer.length === 0) return { kind: 'none', key };
  if (newer.every(({ isMarker }) => isMarker)) {
    return { kind: 'unhide', key, markers: newer.map(({ VersionId = 'null' }) => VersionId) };
  }
  return { kind: 'copy', key, versionId: then.VersionId ?? 'null', sizeBytes: then.Size ?? 0 };
}
