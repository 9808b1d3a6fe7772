import 'server-only';
import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { AppError } from '@/lib/errors/app-error';
import { abortUploads, listUploads } from '@/lib/incomplete-uploads/operations';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { maxPartCount } from '@/lib/s3/limits';

/** Where a text is to be, and what it is. */
export interface TextPlace {
  bucket: string;
  key: string;
  contentType: string;
}

/** What is held of a text at once. 10,000 of these are 80 GB. */
const partBytes = 8 * 1024 ** 2;

/** A text in parts of equal size, but for the last. There is always one. */
async function* toParts(texts: AsyncIterable<string>): AsyncGenerator<{ body: Buffer; isLast: boolean }> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const text of texts) {
    const bytes = Buffer.from(text);
    held.push(bytes);
    size += bytes.length;
    while (size > partBytes) {
      const all = Buffer.concat(held);
      yield { body: all.subarray(0, partBytes), isLast: false };
      held = [all.subarray(partBytes)];
      size -= partBytes;
    }
  }
  yield { body: Buffer.concat(held), isLast: true };
}

/** Proves what arrives, where the server looks at it. */
function toProof(connection: Connection, body: Buffer): { ContentMD5?: string } {
  if (!hasCapability(connection, 'content-md5')) return {};
  return { ContentMD5: createHash('md5').update(body).digest('base64') };
}

/** What an earlier try that was cut short has left of the same name. */
async function abortLeftovers(connection: Connection, { bucket, key }: TextPlace): Promise<void> {
  const { uploads } = await listUploads(connection, { connection: connection.id, bucket, prefix: key, cursor: null });
  const own = uploads.filter((upload) => upload.key === key);
  if (own.length > 0) await abortUploads(connection, { connection: connection.id, bucket, uploads: own });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html; what fails leaves no parts behind. */
async function sendParts(
  connection: Connection,
  place: TextPlace,
  parts: AsyncIterable<{ body: Buffer }>,
  signal: AbortSignal,
): Promise<number> {
  const { client } = connection;
  const target = { Bucket: place.bucket, Key: place.key };
  await abortLeftovers(connection, place);
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ ...target, ContentType: place.contentType }),
  );
  if (!UploadId) throw new AppError('bad-response', 'The server began a multipart upload but did not name it.');
  try {
    const Parts: { PartNumber: number; ETag: string }[] = [];
    let size = 0;
    for await (const { body } of parts) {
      const PartNumber = Parts.length + 1;
      if (PartNumber > maxPartCount) throw new AppError('unsupported', 'There is more than one object can hold.');
      const part = { ...target, UploadId, PartNumber, Body: body, ...toProof(connection, body) };
      const { ETag = '' } = await client.send(new UploadPartCommand(part), { abortSignal: signal });
      Parts.push({ PartNumber, ETag });
      size += body.length;
    }
    await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }));
    return size;
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => undefined);
    throw error;
  }
}

async function* startWith<Value>(first: Value, rest: AsyncIterable<Value>): AsyncGenerator<Value> {
  yield first;
  yield* rest;
}

/** Writes a text of any length as an object, in place of what stands there, and holds some megabytes of it. Answers its bytes. */
export async function writeText(
  connection: Connection,
  place: TextPlace,
  texts: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<number> {
  const parts = toParts(texts);
  const first = await parts.next();
  if (first.done === true) return 0;
  const { body, isLast } = first.value;
  if (!isLast) return sendParts(connection, place, startWith(first.value, parts), signal);
  await connection.client.send(
    new PutObjectCommand({
      Bucket: place.bucket,
      Key: place.key,
      Body: body,
      ContentType: place.contentType,
      ...toProof(connection, body),
    }),
    { abortSignal: signal },
  );
  return body.length;
}
