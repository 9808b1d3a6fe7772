import { abortUploads } from '@/lib/incomplete-uploads/operations';
import type { Connection } from '@/lib/s3/connection';
import type { Outcome } from './kinds/define';
import type { JobItem } from './types';

/** Aborts uploads of these items. What has ended meanwhile counts as aborted. */
export async function abortItems(
  connection: Connection,
  input: { connection: string; bucket: string },
  items: readonly JobItem[],
): Promise<Outcome> {
  const uploads = items.flatMap(({ key, uploadId }) => (uploadId === undefined ? [] : [{ key, uploadId }]));
  const { failures } = await abortUploads(connection, { ...input, uploads });
  return {
    failures: failures.map(({ key, uploadId, code, message }) => ({ item: { key, uploadId }, code, message })),
    remaining: [],
    bytes: 0,
  };
}
