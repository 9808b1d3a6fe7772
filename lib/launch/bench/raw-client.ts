import { createHash } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListObjectsV2Command,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';

/** One page of 1,000 keys, in milliseconds. */
export async function timeFirstPage(client: S3Client, bucket: string, prefix: string): Promise<number> {
  const started = performance.now();
  await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: '/', EncodingType: 'url' }));
  return performance.now() - started;
}

/** Every page of a prefix, one after another, in milliseconds. */
export async function timeWalk(client: S3Client, bucket: string, prefix: string): Promise<number> {
  const started = performance.now();
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        Delimiter: '/',
        EncodingType: 'url',
        ContinuationToken: token,
      }),
    );
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return performance.now() - started;
}

/** The parts of an upload: the same one over and over. */
export interface RawUpload {
  part: Buffer;
  count: number;
  /** PUTs in flight. */
  parallel: number;
  /** Whether each part carries its MD5, computed anew, as each part that the console sends does. */
  hasMd5: boolean;
}

/** A multipart upload, in milliseconds. */
export async function timeUpload(
  client: S3Client,
  target: { bucket: string; key: string },
  { part, count, parallel, hasMd5 }: RawUpload,
): Promise<number> {
  const started = performance.now();
  const place = { Bucket: target.bucket, Key: target.key };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(place));
  const parts: CompletedPart[] = [];
  let next = 1;
  async function send(): Promise<void> {
    while (next <= count) {
      const PartNumber = next;
      next += 1;
      const ContentMD5 = hasMd5 ? createHash('md5').update(part).digest('base64') : undefined;
      const body = { PartNumber, Body: part, ContentMD5 };
      const { ETag } = await client.send(new UploadPartCommand({ ...place, UploadId, ...body }));
      parts.push({ PartNumber, ETag });
    }
  }
  await Promise.all(Array.from({ length: parallel }, send));
  const Parts = parts.toSorted((left, right) => (left.PartNumber ?? 0) - (right.PartNumber ?? 0));
  await client.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }));
  return performance.now() - started;
}
