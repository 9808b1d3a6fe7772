import 'server-only';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
} from '@aws-sdk/client-s3';
import { AppError } from '@/lib/errors/app-error';
import { hasCapability, type Connection } from '@/lib/s3/connection';
import { signPart, signPut } from '@/lib/s3/presign';
import { findListed, type ListAfter } from './listed-keys';
import { partSize, planUpload } from './plan';
import type {
  BeginUploadInput,
  CompleteUploadInput,
  FindExistingInput,
  SignPartsInput,
  SignPutsInput,
  UploadInput,
} from './schema';
import type { CompletedUpload, ExistingObject, SignedRequests, StoredPart } from './transport';
import { toExistingObject, toStoredPart, toTarget, trimEtag } from './wire';

/** Long enough for a slow line to send what is signed, short enough to be of little use to a thief. */
const lifetimeSeconds = 3600;
/** Joining ten thousand parts takes some servers minutes. */
const completeTimeoutMilliseconds = 300_000;
/** HeadObject requests under way at once when few keys are looked up. */
const headParallelism = 8;
/** Beyond this many keys a listing is cheaper than asking one by one. */
const maxHeads = 20;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export async function beginUpload(connection: Connection, input: BeginUploadInput): Promise<{ uploadId: string }> {
  const { UploadId } = await connection.client.send(
    new CreateMultipartUploadCommand({
      ...toTarget(input),
      ...(input.contentType && { ContentType: input.contentType }),
    }),
  );
  if (!UploadId) throw new AppError('bad-response', 'The server began a multipart upload but did not name it.');
  return { uploadId: UploadId };
}

/** Nothing but the host is signed, so that the browser may send Content-MD5 and the endpoint checks it. */
export async function signParts(connection: Connection, input: SignPartsInput): Promise<SignedRequests> {
  const { bucket, key, uploadId, partNumbers } = input;
  const requests = await Promise.all(
    partNumbers.map(async (partNumber) => {
      const { url } = await signPart(connection, { bucket, key, uploadId, partNumber }, lifetimeSeconds);
      return { url, headers: {} };
    }),
  );
  return { requests, lifetimeSeconds };
}

/** With `If-None-Match: *`, where the provider honours it, whenever replacing was not agreed to. */
export async function signPuts(connection: Connection, { bucket, objects }: SignPutsInput): Promise<SignedRequests> {
  const isConditional = hasCapability(connection, 'conditional-writes');
  const requests = await Promise.all(
    objects.map(async ({ key, mayOverwrite }) => {
      const { url } = await signPut(connection, { bucket, key }, lifetimeSeconds);
      const headers: Record<string, string> = isConditional && !mayOverwrite ? { 'If-None-Match': '*' } : {};
      return { url, headers };
    }),
  );
  return { requests, lifetimeSeconds };
}

/** All pages of https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html, which end after 10,000 parts. */
export async function listParts(connection: Connection, input: UploadInput): Promise<StoredPart[]> {
  const parts: StoredPart[] = [];
  let marker: string | undefined;
  for (;;) {
    const page = await connection.client.send(
      new ListPartsCommand({
        ...toTarget(input),
        UploadId: input.uploadId,
        ...(marker && { PartNumberMarker: marker }),
      }),
    );
    parts.push(...(page.Parts ?? []).map(toStoredPart));
    if (page.IsTruncated !== true) return parts;
    if (!page.NextPartNumberMarker || page.NextPartNumberMarker === marker) {
      throw new AppError('bad-response', 'The server says there are more parts, but not where they go on.');
    }
    marker = page.NextPartNumberMarker;
  }
}

/**
 * Joins the parts as ListParts reports them, so that it does not matter whether the browser could read their ETags
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html). An upload that is gone counts as
 * complete when the object with the expected ETag is there: then only an earlier answer was lost.
 */
export async function completeUpload(connection: Connection, input: CompleteUploadInput): Promise<CompletedUpload> {
  try {
    const parts = await listParts(connection, input);
    requireWhole(parts, input);
    const { VersionId } = await connection.client.send(
      new CompleteMultipartUploadCommand({
        ...toTarget(input),
        UploadId: input.uploadId,
        MultipartUpload: {
          Parts: parts.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: `"${etag}"` })),
        },
        ...(!input.mayOverwrite && hasCapability(connection, 'conditional-writes') && { IfNoneMatch: '*' }),
      }),
      { requestTimeout: completeTimeoutMilliseconds },
    );
    const found = await readObject(connection, input);
    return { sizeBytes: found?.sizeBytes ?? null, etag: found?.etag ?? null, versionId: VersionId ?? null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    const found = await readObject(connection, input);
    if (found?.etag !== input.expectedEtag || found.sizeBytes !== input.sizeBytes) throw error;
    return { sizeBytes: found.sizeBytes, etag: found.etag, versionId: null };
  }
}

/** Completing with a part missing or short would make an object that looks whole. */
function requireWhole(
  parts: readonly StoredPart[],
  { sizeBytes, partSizeBytes, partCount }: CompleteUploadInput,
): void {
  const plan = planUpload(sizeBytes, partSizeBytes);
  const problem =
    plan.kind !== 'multipart' || plan.partCount !== partCount || parts.length !== partCount
      ? `The server holds ${parts.length} parts instead of ${partCount}.`
      : parts.some((part, index) => part.partNumber !== index + 1 || part.sizeBytes !== partSize(plan, index + 1))
        ? 'The server holds a part of another size than was sent.'
        : null;
  if (problem)
    throw new AppError('conflict', `${problem} The object was not made. Try again: what is missing is sent anew.`);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html. One that is gone is as good as aborted. */
export async function abortUpload(connection: Connection, input: UploadInput): Promise<null> {
  try {
    await connection.client.send(new AbortMultipartUploadCommand({ ...toTarget(input), UploadId: input.uploadId }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
  }
  return null;
}

/** Those of the keys that exist. What these keys may not look at is left out; a conditional PUT still protects it. */
export async function findExisting(
  connection: Connection,
  { bucket, keys }: FindExistingInput,
): Promise<ExistingObject[]> {
  const canList = hasCapability(connection, 'list-v2') && !bucket.endsWith('--x-s3');
  const listed =
    canList && keys.length > maxHeads
      ? await findListed((request) => listAfter(connection, bucket, request), keys)
      : { found: [], unanswered: keys };
  const found = [...listed.found];
  const rest = [...listed.unanswered];
  const ask = async () => {
    for (let key = rest.shift(); key !== undefined; key = rest.shift()) {
      const object = await readObject(connection, { bucket, key });
      if (object) found.push(object);
    }
  };
  await Promise.all(Array.from({ length: headParallelism }, ask));
  return found;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
async function listAfter(
  connection: Connection,
  bucket: string,
  { prefix, startAfter }: Parameters<ListAfter>[0],
): ReturnType<ListAfter> {
  const command = new ListObjectsV2Command({
    Bucket: bucket,
    EncodingType: 'url',
    ...(prefix && { Prefix: prefix }),
    ...(startAfter && { StartAfter: startAfter }),
  });
  try {
    const page = await connection.client.send(command);
    return { objects: (page.Contents ?? []).map(toExistingObject), isTruncated: page.IsTruncated === true };
  } catch (error) {
    // Keys that may write need not be allowed to list; a page that leads nowhere makes the caller ask one by one.
    if (error instanceof AppError && error.code === 'access-denied') return { objects: [], isTruncated: true };
    throw error;
  }
}

/** `null` when it does not exist or these keys may not look (https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html). */
async function readObject(
  connection: Connection,
  target: { bucket: string; key: string },
): Promise<ExistingObject | null> {
  try {
    const head = await connection.client.send(new HeadObjectCommand(toTarget(target)));
    return {
      key: target.key,
      sizeBytes: head.ContentLength ?? 0,
      modified: head.LastModified?.getTime() ?? null,
      etag: trimEtag(head.ETag) || null,
    };
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not-found' || error.code === 'access-denied')) return null;
    throw error;
  }
}
