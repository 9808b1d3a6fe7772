import 'server-only';
import { HeadObjectCommand, type HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { CopyInput } from '@/lib/copying/schema';
import { AppError } from '@/lib/errors/app-error';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { countParts } from '../parts';
import type { Content, Place } from '../types';
import { toContent } from '../wire';

/** What stood at a place when it was looked at. */
export interface Held {
  head: HeadObjectCommandOutput;
  content: Content;
  /** When that was asked, by `performance.now()`. */
  askedAt: number;
}

/** What stands at a place; `null` for nothing. https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export async function readHeld(connection: Connection, { bucket, key, versionId }: Place): Promise<Held | null> {
  const askedAt = performance.now();
  try {
    const head = await connection.client.send(
      new HeadObjectCommand({
        Bucket: bucket,
        Key: key,
        ...(versionId !== undefined && { VersionId: versionId }),
        ...(hasCapability(connection, 'checksums') && { ChecksumMode: 'ENABLED' }),
      }),
    );
    return { head, content: toContent(head, bucket), askedAt };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return null;
    throw error;
  }
}

/** How large the parts of an upload are, where its ETag tells of parts and the server of the first one. */
export async function readPartBytes(
  connection: Connection,
  { bucket, key, versionId }: Pick<CopyInput, 'bucket' | 'key' | 'versionId'>,
  head: HeadObjectCommandOutput,
): Promise<number | null> {
  const count = countParts(head.ETag?.replaceAll('"', '') ?? null);
  if (count === null || count < 2) return null;
  const version = versionId === undefined ? {} : { VersionId: versionId };
  const first = await connection.client.send(
    new HeadObjectCommand({ Bucket: bucket, Key: key, ...version, PartNumber: 1 }),
  );
  const partBytes = first.ContentLength ?? 0;
  // A server that does not know part numbers tells of the whole object.
  return partBytes > 0 && Math.ceil((head.ContentLength ?? 0) / partBytes) === count ? partBytes : null;
}
