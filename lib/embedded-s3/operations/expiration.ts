import { expirationHeader } from '../lifecycle/plan.ts';
import type { Bucket, Tag } from '../store/buckets.ts';
import { settingOf } from '../store/settings.ts';
import type { Service } from './exchange.ts';

/** x-amz-expiration of a current version, where a lifecycle rule says when it goes. */
export function expirationHeaders(
  { store }: Service,
  bucket: Bucket,
  object: { key: string; sizeBytes: number; tags: readonly Tag[]; modified: number },
): Record<string, string> {
  return expirationHeader(settingOf(store.database, bucket, 'lifecycle'), object);
}
