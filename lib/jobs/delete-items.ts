import { deleteKeys } from '@/lib/objects/operations';
import type { DeleteFailure } from '@/lib/objects/types';
import type { Connection } from '@/lib/s3/connection';
import { deleteVersions } from '@/lib/versions/operations';
import type { JobFailure, JobItem } from './types';

interface Target {
  connection: string;
  bucket: string;
  bypassGovernance: boolean;
}

/** Refusals that one bad key can bring upon all others of its request. */
const contagiousCodes = new Set(['InvalidArgument', 'InvalidRequest', 'MalformedXML', 'bad-response', 'invalid-input']);

function nameOf({ key, versionId = '' }: { key: string; versionId?: string }): string {
  return `${versionId}\0${key}`;
}

async function send(connection: Connection, input: Target, items: JobItem[]): Promise<DeleteFailure[]> {
  const versions = items.flatMap(({ key, versionId }) => (versionId === undefined ? [] : [{ key, versionId }]));
  const keys = items.flatMap(({ key, versionId }) => (versionId === undefined ? [key] : []));
  const failures: DeleteFailure[] = [];
  if (keys.length > 0) failures.push(...(await deleteKeys(connection, { ...input, keys }, true)).failures);
  if (versions.length > 0) failures.push(...(await deleteVersions(connection, { ...input, versions })).failures);
  return failures;
}

/**
 * Deletes up to 1,000 objects or versions. A request that is refused as a whole is cut in halves, until what is bad in it
 * stands alone and the rest is gone.
 */
export async function deleteItems(connection: Connection, input: Target, items: JobItem[]): Promise<JobFailure[]> {
  if (items.length === 0) return [];
  const failures = await send(connection, input, items);
  const isRefused = failures.length === items.length && failures.every(({ code }) => contagiousCodes.has(code));
  if (isRefused && items.length > 1) {
    const middle = Math.ceil(items.length / 2);
    return [
      ...(await deleteItems(connection, input, items.slice(0, middle))),
      ...(await deleteItems(connection, input, items.slice(middle))),
    ];
  }
  const byName = new Map(items.map((item) => [nameOf(item), item]));
  return failures.map((failure) => ({
    item: byName.get(nameOf(failure)) ?? { key: failure.key },
    code: failure.code,
    message: failure.message,
  }));
}
