import 'server-only';
import { GetObjectAclCommand, GetObjectTaggingCommand, HeadObjectCommand, type Tag } from '@aws-sdk/client-s3';
import { toGrantsToKeep, toKept, toMetadata, toTagging } from '@/lib/copying/wire';
import { AppError } from '@/lib/errors/app-error';
import { readObjectDetails } from '@/lib/objects/operations';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { hasDotSegment } from '@/lib/s3/keys';
import { signDescribedPut, signGet } from '@/lib/s3/presign';
import { toNamedKind } from './file-names';
import type { PreviewInput, SaveInput, ThumbnailsInput } from './schema';
import type { PreviewLink, SaveTicket } from './types';
import { toGrantHeaders } from './wire';

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

/**
 * Links for pictures in a list, made harmless as those of previews are. Nothing is asked of the server: what a picture is and
 * how large, the listing told. '' where no link can carry a key.
 */
export function signThumbnails(connection: Connection, { bucket, keys }: ThumbnailsInput): Promise<string[]> {
  return Promise.all(
    keys.map(async (key) => {
      if (hasDotSegment(key)) return '';
      const ResponseContentType = toNamedKind(key)?.mediaType ?? 'application/octet-stream';
      const overrides = { ResponseContentType, ResponseContentDisposition: 'attachment' };
      return (await signGet(connection, { bucket, key }, overrides, linkSeconds)).url;
    }),
  );
}

/** A save is sent at once. */
const saveSeconds = 300;

/** Browsers send printable ASCII in headers and nothing else without loss (https://fetch.spec.whatwg.org/#concept-header-value). */
const isSendable = (headers: Record<string, string>): boolean =>
  Object.values(headers).every((value) => /^[\x20-\x7e]*$/u.test(value));

async function readTags(connection: Connection, named: { Bucket: string; Key: string }): Promise<Tag[]> {
  if (!hasCapability(connection, 'object-tagging')) return [];
  return (await connection.client.send(new GetObjectTaggingCommand(named))).TagSet ?? [];
}

async function readGrants(connection: Connection, named: { Bucket: string; Key: string }) {
  if (!hasCapability(connection, 'object-acl')) return {};
  return toGrantHeaders(toGrantsToKeep(await connection.client.send(new GetObjectAclCommand(named)))?.Grants ?? []);
}

/**
 * Signs the PUT that writes an object anew as it was: metadata, tags, class, encryption and access go along, because PutObject
 * forgets what it is not told (API_PutObject). It is signed for the object as it was seen; another answers 412.
 */
export async function signSave(connection: Connection, input: SaveInput): Promise<SaveTicket> {
  const named = { Bucket: input.bucket, Key: input.key };
  const head = await connection.client.send(new HeadObjectCommand(named));
  if (head.ETag?.replaceAll('"', '') !== input.etag) {
    throw new AppError('precondition-failed', 'Somebody has written the object anew meanwhile. Nothing was saved.');
  }
  if (head.SSECustomerAlgorithm) {
    throw new AppError('unsupported', 'The object is encrypted with a key that only its owner has (SSE-C).');
  }
  const [tags, grants] = await Promise.all([readTags(connection, named), readGrants(connection, named)]);
  const isConditional = hasCapability(connection, 'conditional-writes');
  const { url, headers } = await signDescribedPut(
    connection,
    {
      ...named,
      ...toMetadata(head, undefined),
      ...toKept(head, undefined, false, Date.now()),
      ...(tags.length > 0 && { Tagging: toTagging(tags) }),
      ...grants,
      ...(isConditional && { IfMatch: connection.provider.quotesIfMatch ? `"${input.etag}"` : input.etag }),
    },
    saveSeconds,
  );
  if ((head.MissingMeta ?? 0) > 0 || !isSendable(headers)) {
    throw new AppError('unsupported', 'The object has metadata that a browser cannot send, so a save would lose it.');
  }
  return { url, headers, isConditional };
}
