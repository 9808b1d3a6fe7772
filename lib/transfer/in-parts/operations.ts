import 'server-only';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { AppError } from '@/lib/errors/app-error';
import type { Connection } from '@/lib/s3/connection';
import type { CopyInput } from '@/lib/copying/schema';
import {
  findEndangered,
  toCondition,
  toKept,
  toMetadata,
  toPartRanges,
  toTagging,
  type PartRange,
  type CopySource,
  type CopyWays,
} from '@/lib/copying/wire';
import { readHeld, readPartBytes } from '../held/operations';
import { sendWithGrants } from '../access/wire';
import { workOnAll } from '../lanes';

/** A server may need minutes for one part, and says nothing meanwhile. */
const partTimeoutMs = 300_000;
/** Parts under way at once. */
const partParallelism = 8;
/** How often a part is tried before the whole copy is given up. */
const partTries = 3;

interface CopiedPart {
  PartNumber: number;
  ETag: string;
}

async function copyPart(
  { client }: Connection,
  { target }: CopyInput,
  { head, copySource }: CopySource,
  { uploadId, part, signal }: { uploadId: string; part: PartRange; signal: AbortSignal },
): Promise<CopiedPart> {
  const command = {
    ...{ Bucket: target.bucket, Key: target.key, UploadId: uploadId, PartNumber: part.partNumber },
    ...{ CopySource: copySource, CopySourceRange: part.range },
    ...(head.ETag !== undefined && { CopySourceIfMatch: head.ETag }),
  };
  const isStopped = (): boolean => signal.aborted;
  for (let tries = 1; ; tries += 1) {
    if (isStopped()) throw new AppError('cancelled', 'Stopped.');
    try {
      const { CopyPartResult } = await client.send(new UploadPartCopyCommand(command), {
        requestTimeout: partTimeoutMs,
        abortSignal: signal,
      });
      return { PartNumber: part.partNumber, ETag: CopyPartResult?.ETag ?? '' };
    } catch (error) {
      if (isStopped()) throw new AppError('cancelled', 'Stopped.', { cause: error });
      if (tries >= partTries || !(error instanceof AppError && error.isRetryable)) throw error;
    }
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html, some parts at once. */
async function copyParts(
  connection: Connection,
  input: CopyInput,
  source: CopySource,
  { uploadId, parts, ways }: { uploadId: string; parts: PartRange[]; ways: CopyWays },
): Promise<CopiedPart[]> {
  // Nothing may still be under way when the upload is aborted, or its part would stay behind.
  const done = await workOnAll(parts, { atOnce: partParallelism, signal: ways.signal }, async (part, signal) => {
    const copied = await copyPart(connection, input, source, { uploadId, part, signal });
    ways.report(part.bytes);
    return copied;
  });
  return done.sort((left, right) => left.PartNumber - right.PartNumber);
}

/**
 * Ceph 16 passes over the condition of each part, so that parts of one object and of another could make one copy.
 * @throws AppError `precondition-failed`
 */
async function requireUnchanged(connection: Connection, { bucket, key, versionId }: CopyInput, { head }: CopySource) {
  const now = await readHeld(connection, { bucket, key, ...(versionId !== undefined && { versionId }) });
  const isSame = now?.head.ETag === head.ETag && now?.head.LastModified?.getTime() === head.LastModified?.getTime();
  if (!isSame) throw new AppError('precondition-failed', 'The original has changed while it was copied in parts.');
}

/**
 * A copy of more than one CopyObject takes, or than it takes fast: cut as its original was, where the server tells how. What fails or is
 * stopped in its middle leaves no parts behind.
 */
export async function copyInParts(
  connection: Connection,
  input: CopyInput,
  source: CopySource,
  ways: CopyWays,
): Promise<{ versionId: string | null; etag: string | null }> {
  const { head, tags } = source;
  const place = { Bucket: input.target.bucket, Key: input.target.key };
  const maxBytes = connection.settings.copyInPartsAboveBytes;
  const ofOriginal = await readPartBytes(connection, input, head);
  const parts = toPartRanges(head.ContentLength ?? 0, maxBytes, ofOriginal);
  const create = {
    ...place,
    ...toMetadata(head, input.metadata),
    ...toKept(head, input.storageClass, input.target.bucket === input.bucket, Date.now(), input.encryption),
    ...(tags.length > 0 && { Tagging: toTagging(tags) }),
  };
  const { UploadId } = await sendWithGrants(findEndangered(input, source), (headers) =>
    connection.client.send(new CreateMultipartUploadCommand({ ...create, ...headers })),
  );
  if (!UploadId) throw new AppError('bad-response', 'The server began a multipart upload but did not name it.');
  try {
    const Parts = await copyParts(connection, input, source, { uploadId: UploadId, parts, ways });
    if (!connection.provider.heedsConditions) await requireUnchanged(connection, input, source);
    const output = await connection.client.send(
      new CompleteMultipartUploadCommand({
        ...place,
        UploadId,
        MultipartUpload: { Parts },
        ...toCondition(connection, input),
      }),
      { requestTimeout: partTimeoutMs },
    );
    return { versionId: output.VersionId ?? null, etag: output.ETag?.replaceAll('"', '') || null };
  } catch (error) {
    await connection.client.send(new AbortMultipartUploadCommand({ ...place, UploadId })).catch(() => undefined);
    throw error;
  }
}
