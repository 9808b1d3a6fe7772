import 'server-only';
import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  type HeadObjectCommandOutput,
  type Tag,
} from '@aws-sdk/client-s3';
import { toMetadata, toTagging } from '@/lib/copying/wire';
import { AppError } from '@/lib/errors/app-error';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { hasS3Code } from '@/lib/s3/errors';
import { Gate } from '../gate';
import { readPartBytes } from '../held/operations';
import { workOnAll } from '../lanes';
import { getPartBytes, toParts, toPartsEtag, type Part } from '../parts';
import type { Place, TransferWays } from '../types';
import { carry, type Carried } from './flow';

/** Bodies under way at once in this process; each holds a few hundred kilobytes. */
const streams = new Gate(16);
/** Parts of one object under way at once. */
const partParallelism = 4;
/** A body may be long, and the pace of jobs slow; a silent connection is given up much earlier. */
const bodyTimeoutMs = 3_600_000;
/** How often a part is tried before the whole object is. */
const partTries = 3;

/** An object to be sent from one endpoint to another. */
export interface StreamInput {
  source: Place;
  target: Place;
  head: HeadObjectCommandOutput;
  tags: readonly Tag[];
  /** Fails with `precondition-failed` where something stands at the target, on servers that heed it. */
  isGuarded: boolean;
}

/** What was written, and the ETag it must have where the server makes them from MD5s. */
export interface StreamedObject {
  expectedEtag: string;
  losses: string[];
}

interface Ends {
  from: Connection;
  to: Connection;
}

async function openBody(from: Connection, { source, head }: StreamInput, part: Part | null): Promise<Readable> {
  const { Body } = await from.client.send(
    new GetObjectCommand({
      Bucket: source.bucket,
      Key: source.key,
      ...(source.versionId !== undefined && { VersionId: source.versionId }),
      ...(head.ETag !== undefined && { IfMatch: head.ETag }),
      ...(part && { Range: `bytes=${part.start}-${part.end - 1}` }),
    }),
  );
  if (!Body) throw new AppError('bad-response', 'The server answered without the content of the object.');
  // In Node it is a stream (https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/, "Streams").
  return Body as Readable;
}

const toPlace = ({ bucket, key }: Place) => ({ Bucket: bucket, Key: key });

type Goods = ReturnType<typeof toMetadata> & { StorageClass?: never; Tagging?: string };

/** All that goes with the bytes. */
function toGoods(to: Connection, { head, tags }: StreamInput, keepsClass: boolean): Goods {
  return {
    ...toMetadata(head, undefined),
    ...(keepsClass && head.StorageClass && { StorageClass: head.StorageClass as never }),
    ...(tags.length > 0 && hasCapability(to, 'object-tagging') && { Tagging: toTagging(tags) }),
  };
}

const toGuard = (to: Connection, { isGuarded }: StreamInput): { IfNoneMatch?: '*' } =>
  isGuarded && hasCapability(to, 'conditional-writes') ? { IfNoneMatch: '*' } : {};

/** So little is held as a whole: it can be sent again by itself, and proved by its MD5. */
const heldBytes = 1024 ** 2;

async function readAll(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
async function sendWhole({ from, to }: Ends, input: StreamInput, goods: Goods, ways: TransferWays): Promise<string> {
  const length = input.head.ContentLength ?? 0;
  const put = { ...toPlace(input.target), ...goods, ...toGuard(to, input), ContentLength: length };
  const body = await openBody(from, input, null);
  if (length > heldBytes) {
    const send = (Body: Readable, abortSignal: AbortSignal) =>
      to.client.send(new PutObjectCommand({ ...put, Body }), { requestTimeout: bodyTimeoutMs, abortSignal });
    return (await carry(body, length, send, ways)).md5;
  }
  const { answer: Body, md5 } = await carry(body, length, readAll, ways);
  const ContentMD5 = Buffer.from(md5, 'hex').toString('base64');
  const isProved = hasCapability(to, 'content-md5');
  await to.client.send(new PutObjectCommand({ ...put, Body, ...(isProved && { ContentMD5 }) }));
  return md5;
}

interface SentPart {
  PartNumber: number;
  ETag: string;
  md5: string;
}

async function sendPart(
  { from, to }: Ends,
  input: StreamInput,
  { uploadId, part }: { uploadId: string; part: Part },
  ways: TransferWays,
): Promise<SentPart> {
  const length = part.end - part.start;
  for (let tries = 1; ; tries += 1) {
    try {
      const { answer, md5 }: Carried<{ ETag?: string | undefined }> = await streams.run(async () =>
        carry(
          await openBody(from, input, part),
          length,
          (Body, abortSignal) =>
            to.client.send(
              new UploadPartCommand({
                ...toPlace(input.target),
                UploadId: uploadId,
                PartNumber: part.number,
                Body,
                ContentLength: length,
              }),
              { requestTimeout: bodyTimeoutMs, abortSignal },
            ),
          ways,
        ),
      );
      return { PartNumber: part.number, ETag: answer.ETag ?? `"${md5}"`, md5 };
    } catch (error) {
      if (tries >= partTries || !(error instanceof AppError && error.isRetryable)) throw error;
    }
  }
}

async function sendParts(
  ends: Ends,
  input: StreamInput,
  { uploadId, partBytes }: { uploadId: string; partBytes: number },
  ways: TransferWays,
): Promise<SentPart[]> {
  const parts = toParts(input.head.ContentLength ?? 0, partBytes);
  // Nothing may still be sending when the upload is aborted, or its part would stay behind.
  const sent = await workOnAll(parts, { atOnce: partParallelism, signal: ways.signal }, (part, signal) =>
    sendPart(ends, input, { uploadId, part }, { ...ways, signal }),
  );
  return sent.sort((left, right) => left.PartNumber - right.PartNumber);
}

async function sendInParts(
  ends: Ends,
  input: StreamInput,
  { goods, partBytes }: { goods: Goods; partBytes: number },
  ways: TransferWays,
): Promise<string> {
  const { client } = ends.to;
  const place = toPlace(input.target);
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...place, ...goods }));
  if (!UploadId) throw new AppError('bad-response', 'The server began a multipart upload but did not name it.');
  try {
    const sent = await sendParts(ends, input, { uploadId: UploadId, partBytes }, ways);
    const Parts = sent.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
    await client.send(
      new CompleteMultipartUploadCommand({
        ...place,
        UploadId,
        MultipartUpload: { Parts },
        ...toGuard(ends.to, input),
      }),
      { requestTimeout: bodyTimeoutMs },
    );
    return toPartsEtag(sent.map(({ md5 }) => md5));
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand({ ...place, UploadId })).catch(() => undefined);
    throw error;
  }
}

/**
 * Sends one object through this server, whole or in parts, never holding more than some buffers of it. Metadata, tags and class
 * go along; encryption is that of its new place.
 * GetObject: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export async function streamObject(ends: Ends, input: StreamInput, ways: TransferWays): Promise<StreamedObject> {
  const losses: string[] = [];
  if (input.tags.length > 0 && !hasCapability(ends.to, 'object-tagging')) {
    losses.push('Its tags were lost: the other server keeps none.');
  }
  const partBytes = getPartBytes(
    input.head.ContentLength ?? 0,
    await readPartBytes(ends.from, input.source, input.head),
  );
  const send = (keepsClass: boolean): Promise<string> => {
    const goods = toGoods(ends.to, input, keepsClass);
    return partBytes === null
      ? streams.run(() => sendWhole(ends, input, goods, ways))
      : sendInParts(ends, input, { goods, partBytes }, ways);
  };
  try {
    return { expectedEtag: await send(true), losses };
  } catch (error) {
    if (!input.head.StorageClass || !hasS3Code(error, 'InvalidStorageClass')) throw error;
    losses.push(`Its storage class ${input.head.StorageClass} was lost: the other server has none of that name.`);
    return { expectedEtag: await send(false), losses };
  }
}
