import type { ListObjectVersionsCommand, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3';
import type { DeserializeMiddleware } from '@smithy/types';

export type VersionEntryKind = 'Version' | 'DeleteMarker';

/** The entries of a ListVersionsResult in the order they stand. Keys cannot hold a `<` in XML. */
export function scanEntries(xml: string): VersionEntryKind[] {
  return Array.from(xml.matchAll(/<(Version|DeleteMarker)>/gu), ([, kind]) => kind as VersionEntryKind);
}

/**
 * S3 sends versions and delete markers mixed, each key's newest first; the SDK sorts them into two lists and that order is
 * lost. The array is filled when the command has been answered. It stays empty where the body could not be seen.
 */
export function watchEntryOrder(command: ListObjectVersionsCommand): VersionEntryKind[] {
  const order: VersionEntryKind[] = [];
  const middleware: DeserializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => async (args) => {
    const result = await next(args);
    const { body } = result.response as { body?: unknown };
    // Another try of the same command begins anew.
    order.length = 0;
    if (body instanceof Uint8Array) order.push(...scanEntries(Buffer.from(body).toString('utf8')));
    return result;
  };
  // `high` stands around the SDK's own reading; by then lib/s3/answers.ts has the body in one piece.
  command.middlewareStack.add(middleware as never, { step: 'deserialize', priority: 'high', name: 'watchEntryOrder' });
  return order;
}
