import 'server-only';
import { AbortMultipartUploadCommand, ListMultipartUploadsCommand, ListPartsCommand } from '@aws-sdk/client-s3';
import { AppError, toAppError } from '@/lib/errors/app-error';
import type { Connection } from '@/lib/s3/connection';
import type { AbortInput, MeasureInput, NamedUpload, UploadListingInput } from './schema';
import type { AbortFailure, AbortResult, UploadPage, UploadSize } from './types';
import { toIncompleteUpload, toUploadCursor } from './wire';

/** Requests under way at once. */
const parallelism = 8;

/** Calls `work` for each of the items, some at a time. */
async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const next = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: parallelism }, next));
}

/**
 * One page of uploads that were begun and not ended. Without a delimiter: Ceph hides grouped ones and names no group.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html
 */
export async function listUploads(connection: Connection, input: UploadListingInput): Promise<UploadPage> {
  const { bucket, prefix, cursor, maxUploads } = input;
  const output = await connection.client.send(
    new ListMultipartUploadsCommand({
      Bucket: bucket,
      EncodingType: 'url',
      ...(prefix && { Prefix: prefix }),
      ...(cursor && { KeyMarker: cursor.key, UploadIdMarker: cursor.uploadId }),
      ...(maxUploads !== undefined && { MaxUploads: maxUploads }),
    }),
  );
  const uploads = (output.Uploads ?? []).map(toIncompleteUpload);
  const next = toUploadCursor(output, uploads);
  if (next === undefined || (next && cursor && next.key === cursor.key && next.uploadId === cursor.uploadId)) {
    throw new AppError('bad-response', 'The server says there are more uploads, but not where they go on.');
  }
  return { uploads, next };
}

/** All pages of https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html, added up. */
async function addUpParts(
  connection: Connection,
  bucket: string,
  { key, uploadId }: NamedUpload,
): Promise<{ bytes: number; parts: number }> {
  let [bytes, parts] = [0, 0];
  let marker: string | undefined;
  for (;;) {
    const page = await connection.client.send(
      new ListPartsCommand({
        Bucket: bucket,
        Key: key,
        UploadId: uploadId,
        ...(marker !== undefined && { PartNumberMarker: marker }),
      }),
    );
    const sent = page.Parts ?? [];
    bytes += sent.reduce((sum, { Size = 0 }) => sum + Size, 0);
    parts += sent.length;
    const next = page.NextPartNumberMarker;
    if (page.IsTruncated !== true || !next || next === marker) return { bytes, parts };
    marker = next;
  }
}

async function measure(connection: Connection, bucket: string, { key, uploadId }: NamedUpload): Promise<UploadSize> {
  try {
    return { key, uploadId, ...(await addUpParts(connection, bucket, { key, uploadId })) };
  } catch (error) {
    const isHidden = error instanceof AppError && (error.code === 'not-found' || error.code === 'access-denied');
    if (isHidden) return { key, uploadId, bytes: null, parts: null };
    throw error;
  }
}

/** What has been sent of each upload. */
export async function measureUploads(connection: Connection, input: MeasureInput): Promise<UploadSize[]> {
  const sizes: UploadSize[] = [];
  await forEach(input.uploads, async (upload) => {
    sizes.push(await measure(connection, input.bucket, upload));
  });
  return sizes;
}

/**
 * Aborts uploads; their parts are gone for good. One that has ended meanwhile counts as aborted, other failures are named.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html
 */
export async function abortUploads(connection: Connection, input: AbortInput): Promise<AbortResult> {
  const failures: AbortFailure[] = [];
  await forEach(input.uploads, async ({ key, uploadId }) => {
    try {
      await connection.client.send(
        new AbortMultipartUploadCommand({ Bucket: input.bucket, Key: key, UploadId: uploadId }),
      );
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'not-found') return;
      failures.push({ key, uploadId, code: error.s3?.code || error.code, message: error.message });
    }
  });
  return { aborted: input.uploads.length - failures.length, failures };
}
