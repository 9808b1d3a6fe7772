import 'server-only';
import { readObjectDetails } from '@/lib/objects/operations';
import type { Connection } from '@/lib/s3/connection';
import { signGet } from '@/lib/s3/presign';
import { toNamedKind } from './file-names';
import type { PreviewInput } from './schema';
import type { PreviewLink } from './types';

/** Long enough to read on for a while; the reader asks for another when it has died. */
const linkSeconds = 900;

/** Must be restored before it can be read (API_RestoreObject), and no copy is there yet. */
function isArchived(storageClass: string | null, archiveStatus: string | null, restore: string | null): boolean {
  const isCold = storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE' || archiveStatus !== null;
  return isCold && !restore?.includes('ongoing-request="false"');
}

/**
 * A link for reading an object in the browser. Its answer is made harmless whatever was stored: the type comes from an
 * allow-list, and opened by itself it is a download. A stored Content-Encoding is overridden, or the browser would try to
 * unpack ranges from the middle.
 */
export async function openPreview(connection: Connection, input: PreviewInput): Promise<PreviewLink> {
  const { mediaType, ...target } = input;
  const details = await readObjectDetails(connection, target);
  const stored = (wanted: string): string | null =>
    details.systemMetadata.find(({ name }) => name === wanted)?.value ?? null;
  const contentEncoding = stored('Content-Encoding');
  const { url } = await signGet(
    connection,
    target,
    {
      ResponseContentType: mediaType ?? toNamedKind(target.key)?.mediaType ?? 'application/octet-stream',
      ResponseContentDisposition: 'attachment',
      ...(contentEncoding !== null && { ResponseContentEncoding: 'identity' }),
    },
    linkSeconds,
  );
  return {
    url,
    lifetimeMs: linkSeconds * 1000,
    sizeBytes: details.sizeBytes,
    etag: details.etag,
    modified: details.modified,
    contentType: stored('Content-Type'),
    contentEncoding,
    isArchived: isArchived(details.storageClass, details.archiveStatus, details.restore),
  };
}
