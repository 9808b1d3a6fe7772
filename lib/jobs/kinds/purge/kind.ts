import type { ListingCursor } from '@/lib/listing/page';
import { hasCapability } from '@/lib/s3/connection';
import { listVersionItems } from '../../items';
import { deleteItems } from '../../delete-items';
import type { JobNotice } from '../../types';
import { defineKind, type Cursor } from '../define';
import { chooseVersions, type Carried } from './choose';
import { findCurrent } from './current';
import { purgeJobInput, type PurgeJobInput } from './schema';

interface Place {
  cursor: ListingCursor;
  carried: Carried | null;
}

function describe({ bucket, prefix, olderVersions, loneMarkers }: PurgeJobInput): string {
  const what = [olderVersions && 'older versions', loneMarkers && 'lone delete markers'].filter(
    (part) => part !== false,
  );
  return `Purge ${what.join(' and ')}${prefix && ` under ${prefix}`} in ${bucket}`;
}

/** Takes away for good what only listings of versions show: older versions, and markers that hide nothing. */
export const purgeKind = defineKind<PurgeJobInput>({
  id: 'purge',
  schema: purgeJobInput,
  access: 'write',
  describe,
  preview({ connection }) {
    const notices: JobNotice[] = [
      {
        tone: 'danger',
        text: 'Older versions are gone for good: nothing brings them back. The latest of each object stays.',
      },
    ];
    if (hasCapability(connection, 'bucket-object-lock')) {
      notices.push({ tone: 'info', text: 'What is locked stays, and the report names it.' });
    }
    return Promise.resolve(notices);
  },
  async list({ connection }, input, cursor) {
    const place = cursor as unknown as Place | null;
    const { items: entries, next } = await listVersionItems(connection, input, place?.cursor ?? null);
    const { items, carried } = chooseVersions(entries, input, place?.carried ?? null, next === null);
    return { items, next: next && ({ cursor: next, carried } as unknown as Cursor) };
  },
  async act({ connection }, input, items) {
    // The job may have been paused since they were listed.
    const current = await findCurrent(connection, input, items);
    const old = items.filter((item) => !current.has(item));
    const failures = await deleteItems(connection, input, old);
    const failed = new Set(failures.map(({ item }) => item));
    const bytes = old.reduce((sum, item) => sum + (failed.has(item) ? 0 : (item.sizeBytes ?? 0)), 0);
    const message = 'It is the current version by now, and was left.';
    const notes = [...current].map((item) => ({ item, code: 'current', message }));
    return { failures, remaining: [], bytes, skipped: current.size, notes };
  },
});
