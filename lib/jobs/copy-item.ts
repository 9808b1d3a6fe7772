import type { Connection } from '@/lib/s3/connection';
import { transferObject } from '@/lib/transfer/operations';
import type { TransferInput, TransferWays } from '@/lib/transfer/types';
import type { ItemResult } from './each-item';
import type { JobContext } from './kinds/define';
import type { JobItem } from './types';

/** The clocks of two machines agree no better than this, even when their difference is known. */
const clockToleranceMs = 2_000;

/** Copies or moves one item of a job. With `isRepeat` what an earlier try has done is seen and not done again. */
export async function copyItem(
  context: JobContext & Pick<TransferWays, 'remove'>,
  ends: { from: Connection; to: Connection },
  { sizeBytes = 0, etag }: JobItem,
  { isRepeat, ...input }: Omit<TransferInput, 'listed' | 'repeatSince'> & { isRepeat: boolean },
): Promise<ItemResult> {
  const startedThere = context.startedAt + (ends.to.seen.clockSkewMs ?? 0) - clockToleranceMs;
  const listed = { sizeBytes, etag: etag?.replaceAll('"', '') ?? null };
  const repeatSince = isRepeat ? startedThere : null;
  const { became, bytes, losses } = await transferObject(ends, { ...input, listed, repeatSince }, context);
  return { bytes, losses, isSkipped: became === 'skipped' };
}
