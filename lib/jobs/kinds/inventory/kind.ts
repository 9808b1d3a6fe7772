import { formatBytes } from '@/lib/format/bytes';
import { toCsvTexts } from '@/lib/format/csv';
import type { ListingCursor } from '@/lib/listing/page';
import { writeText } from '@/lib/transfer/text/operations';
import { listObjectItems, listVersionItems } from '../../items';
import type { JobNotice } from '../../types';
import { defineKind, type Cursor, type Findings, type ItemPage, type JobContext } from '../define';
import { duplicatesHead, summaryHead, toDuplicateLines, toSummaryLines } from './csv';
import { inventoryJobInput, type InventoryJobInput } from './schema';
import { tallyItems } from './tally';

function describe({ bucket, prefix, to }: InventoryJobInput): string {
  return `Inventory of ${bucket}${prefix && `/${prefix}`}${to ? `, written to ${to.bucket}/${to.prefix}` : ''}`;
}

function preview({ duplicates, versions }: InventoryJobInput): JobNotice[] {
  const notices: JobNotice[] = [
    { tone: 'info', text: 'Nothing is changed: everything is listed, by one request for each 1,000 entries.' },
  ];
  if (duplicates) {
    notices.push({
      tone: 'info',
      text: 'Duplicates are told by ETag and size. Uploads in parts and KMS encryption may hide some of them.',
    });
  }
  if (versions) notices.push({ tone: 'info', text: 'Sizes by class, age and folder include older versions.' });
  return notices;
}

async function list(context: JobContext, input: InventoryJobInput, cursor: Cursor | null): Promise<ItemPage> {
  const listItems = input.versions ? listVersionItems : listObjectItems;
  const { items, next } = await listItems(context.connection, input, cursor as unknown as ListingCursor | null);
  return { items, next: next as unknown as Cursor };
}

/** The start of a job as part of a name, such as "20261118-210410". */
function toStamp(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replaceAll(/[-:]/gu, '').replace('T', '-');
}

/** Writes what was found as CSV files, under names that another try of the same job gives them too. */
async function writeFiles(context: JobContext, input: InventoryJobInput, findings: Findings): Promise<void> {
  const { to, bucket, duplicates } = input;
  if (to === null) return;
  const connection = context.getConnection(to.connection);
  const stem = `${to.prefix}inventory-${bucket.replaceAll(/[^\w.-]/gu, '-')}-${toStamp(context.startedAt)}`;
  const write = async (key: string, texts: AsyncIterable<string>): Promise<void> => {
    const place = { bucket: to.bucket, key, contentType: 'text/csv; charset=utf-8' };
    const bytes = await writeText(connection, place, texts, context.signal);
    await findings.tell(`Wrote ${to.bucket}/${key}, ${formatBytes(bytes)}`);
  };
  await write(`${stem}-summary.csv`, toCsvTexts(summaryHead, findings.walkTallies(), toSummaryLines));
  if (!duplicates) return;
  await write(`${stem}-duplicates.csv`, toCsvTexts(duplicatesHead, findings.walkDuplicates(), toDuplicateLines));
}

/** Counts what lies under a prefix by class, age and folder, finds what lies there twice, and writes it down if asked. */
export const inventoryKind = defineKind<InventoryJobInput>({
  id: 'inventory',
  schema: inventoryJobInput,
  access: 'read',
  writesHere: ({ connection, to }) => to?.connection === connection,
  otherConnections: ({ connection, to }) =>
    to === null || to.connection === connection ? [] : [{ id: to.connection, access: 'write' }],
  describe,
  preview: (_context, input) => Promise.resolve(preview(input)),
  list,
  act({ startedAt }, input, items) {
    const bytes = items.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0);
    return Promise.resolve({ failures: [], remaining: [], bytes, found: tallyItems(items, input, startedAt) });
  },
  async finish(context, input, _totals, findings) {
    if (input.duplicates) await findings.keepDuplicates();
    await writeFiles(context, input, findings);
  },
});
