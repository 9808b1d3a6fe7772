import type { Connection } from '@/lib/s3/connection';
import { transferHistory, type HistoryInput } from '@/lib/transfer/history/operations';
import { transferObject } from '@/lib/transfer/operations';
import type { TransferInput, TransferWays } from '@/lib/transfer/types';
import type { ItemResult } from './each-item';
import type { JobContext } from './kinds/define';
import type { JobItem } from './types';

/** The clocks of two machines agree no better than this, even when their difference is known. */
const clockToleranceMs = 2_000;

/** Since when what is written at the target may be the job's, on the clock of its server. */
function getStartThere({ startedAt }: JobContext, to: Connection): number {
  return startedAt + (to.seen.clockSkewMs ?? 0) - clockToleranceMs;
}

type Around = JobContext & Pick<TransferWays, 'remove'>;

const toListed = ({ sizeBytes = 0, etag }: JobItem) => ({ sizeBytes, etag: etag?.replaceAll('"', '') ?? null });

/** Copies or moves one item of a job. With `isRepeat` what an earlier try has done is seen and not done again. */
export async function copyItem(
  context: Around,
  ends: { from: Connection; to: Connection },
  item: JobItem,
  { isRepeat, ...input }: Omit<TransferInput, 'listed' | 'repeatSince'> & { isRepeat: boolean },
): Promise<ItemResult> {
  const repeatSince = isRepeat ? getStartThere(context, ends.to) : null;
  const request = { ...input, listed: toListed(item), repeatSince };
  const { became, bytes, losses } = await transferObject(ends, request, context);
  return { bytes, losses, isSkipped: became === 'skipped' };
}

/** Copies or moves an item with all its versions and markers. With `isRepeat` it goes on behind what an earlier try has copied. */
export async function copyHistoryItem(
  context: Around,
  ends: { from: Connection; to: Connection },
  item: JobItem,
  input: Omit<HistoryInput, 'listed' | 'since'>,
): Promise<ItemResult> {
  const request = { ...input, listed: toListed(item), since: getStartThere(context, ends.to) };
  const { became, bytes, losses } = await transferHistory(ends, request, context);
  return { bytes, losses, isSkipped: became === 'skipped' };
}
