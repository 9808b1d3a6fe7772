import { AppError } from '@/lib/errors/app-error';
import { isMd5Etag, joinMd5s, toBase64, toHex, type HashedBody, type Md5 } from './md5/md5';
import { partRange, partSize, type MultipartPlan } from './plan';
import { PutFailure } from './put';
import { withRetries } from './retry';
import { send, withHashed, type UploadServices } from './send';
import { SignedRequestWindow } from './signed-requests';
import type { StoredPart } from './transport';
import type { UploadCheck, UploadJob, UploadOutcome } from './types';

/** Parts signed at a time: half a gigabyte at the usual part size, one action for what keeps six slots busy a while. */
const signingWindow = 32;
/** Parts are hashed four at a time, which takes little longer than one (md5/vector.ts), and so they are taken by fours. */
const groupSize = 4;
/** Groups under way at once: while one is hashed, the parts of the others keep six slots busy. */
const groupCount = 3;

/** What outlives a pause, a failure or, by way of the store, a reload. */
export interface MultipartMemory {
  uploadId: string | null;
  /** MD5 by part number, so that a pause costs no second reading. */
  md5s: Map<number, Md5>;
  /** A part counts as there only if its ETag says so: others may have sent it. */
  comparesAll: boolean;
}

export interface MultipartRun {
  owner: object;
  signal: AbortSignal;
  onSending: () => void;
  onCompleting: () => void;
  /** Rejecting does not stop the upload: it only cannot be taken up after a reload. */
  onBegan: (uploadId: string) => void;
  onPartProgress: (partNumber: number, sentBytes: number) => void;
  /** The part is on the server; `wasSent` is false when it had been there before this run. */
  onPartStored: (partNumber: number, sizeBytes: number, wasSent: boolean) => void;
}

interface Work {
  services: UploadServices;
  job: UploadJob;
  plan: MultipartPlan;
  memory: MultipartMemory;
  run: MultipartRun;
}

/**
 * A multipart upload, begun or taken up again
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html). A rejection leaves the upload and its parts
 * on the server, for the next run to go on from.
 */
export async function uploadMultipart(work: Work): Promise<UploadOutcome> {
  try {
    return await runOnce(work);
  } catch (error) {
    const isGone = error instanceof PutFailure && error.kind === 'gone';
    if (!isGone) throw error;
    work.memory.uploadId = null;
    return runOnce(work);
  }
}

async function runOnce(work: Work): Promise<UploadOutcome> {
  const { run, memory } = work;
  const stored = await readStored(work);
  const uploadId = memory.uploadId ?? (await begin(work));
  run.signal.throwIfAborted();
  run.onSending();
  await sendParts(work, uploadId, stored);
  return complete(work, uploadId);
}

/** Parts the server holds by their number; forgets an upload that is gone or holds parts that do not belong to this plan. */
async function readStored({ services, job, plan, memory, run }: Work): Promise<Map<number, StoredPart>> {
  const { uploadId } = memory;
  if (uploadId === null) return new Map();
  const request = { ...job.address, uploadId };
  const { pace, transport } = services;
  try {
    const parts = await withRetries(() => transport.listParts(request), { pace, signal: run.signal });
    if (parts.every(({ partNumber }) => partNumber <= plan.partCount)) {
      return new Map(parts.map((part) => [part.partNumber, part]));
    }
    // Completing takes every part there is (Ceph insists on it), and a single part cannot be removed.
    await withRetries(() => transport.abort(request), { pace, signal: run.signal });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
  }
  memory.uploadId = null;
  return new Map();
}

async function begin({ services, job, memory, run }: Work): Promise<string> {
  const request = { ...job.address, contentType: job.contentType };
  const { uploadId } = await withRetries(() => services.transport.begin(request), {
    pace: services.pace,
    signal: run.signal,
  });
  memory.uploadId = uploadId;
  memory.comparesAll = false;
  run.onBegan(uploadId);
  return uploadId;
}

/** Sends what is missing, several parts at a time. */
async function sendParts(work: Work, uploadId: string, stored: Map<number, StoredPart>): Promise<void> {
  const { services, job, plan, run } = work;
  const stop = new AbortController();
  const signal = AbortSignal.any([run.signal, stop.signal]);
  const signed = new SignedRequestWindow<number>({
    pace: services.pace,
    window: (partNumber) => nextMissing(partNumber, plan, stored),
    sign: (partNumbers) => services.transport.signParts({ ...job.address, uploadId, partNumbers }),
  });
  let lastTaken = 0;
  const takeGroup = () => {
    const numbers = Array.from({ length: Math.min(groupSize, plan.partCount - lastTaken) }, () => (lastTaken += 1));
    return numbers.map((partNumber) => ({ partNumber, stored: stored.get(partNumber), signed, signal }));
  };
  const sendGroups = async () => {
    while (lastTaken < plan.partCount) {
      signal.throwIfAborted();
      const group = takeGroup().map((task) => sendPart(work, task));
      await settle(group, stop);
    }
  };
  await settle(Array.from({ length: groupCount }, sendGroups), stop);
}

/**
 * Waits for all of them. The first failure stops the others, and they have ended when it is thrown: no request of this
 * run may still be under way when the caller aborts, pauses or tries again.
 */
async function settle(tasks: Promise<void>[], stop: AbortController): Promise<void> {
  try {
    await Promise.all(tasks);
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(tasks);
    throw error;
  }
}

function nextMissing(first: number, plan: MultipartPlan, stored: Map<number, StoredPart>): number[] {
  const numbers = [first];
  for (let number = first + 1; number <= plan.partCount && numbers.length < signingWindow; number += 1) {
    if (stored.get(number)?.sizeBytes !== partSize(plan, number)) numbers.push(number);
  }
  return numbers;
}

interface PartTask {
  partNumber: number;
  stored: StoredPart | undefined;
  signed: SignedRequestWindow<number>;
  signal: AbortSignal;
}

async function sendPart(work: Work, task: PartTask): Promise<void> {
  const { services, job, plan, memory } = work;
  const { partNumber, signal } = task;
  const { start, end } = partRange(plan, partNumber);
  const body = job.body.slice(start, end);
  const md5 = memory.md5s.get(partNumber);
  if (md5) return sendHashed(work, task, body, { md5, bytes: null });
  return withHashed(services, body, signal, (hashed) => {
    memory.md5s.set(partNumber, hashed.md5);
    return sendHashed(work, task, body, hashed);
  });
}

async function sendHashed(
  { services, memory, run }: Work,
  task: PartTask,
  body: Blob,
  hashed: HashedBody,
): Promise<void> {
  const { partNumber, stored, signed, signal } = task;
  const { md5, bytes } = hashed;
  if (stored && isSamePart(stored, body.size, md5, memory.comparesAll)) {
    run.onPartStored(partNumber, body.size, false);
    return;
  }
  await send(services, {
    owner: run.owner,
    body,
    bytes,
    headers: { 'Content-MD5': toBase64(md5) },
    signed: () => signed.get(partNumber),
    dropSigned: () => signed.drop(partNumber),
    signal,
    onProgress: (sentBytes) => run.onPartProgress(partNumber, sentBytes),
  });
  signed.drop(partNumber);
  run.onPartStored(partNumber, body.size, true);
}

/** An ETag that is no MD5 says nothing about the bytes; then the size has to do, if the part is one of ours. */
function isSamePart(stored: StoredPart, sizeBytes: number, md5: Md5, comparesAll: boolean): boolean {
  if (stored.sizeBytes !== sizeBytes) return false;
  return isMd5Etag(stored.etag) ? stored.etag.toLowerCase() === toHex(md5) : !comparesAll;
}

async function complete({ services, job, plan, memory, run }: Work, uploadId: string): Promise<UploadOutcome> {
  const md5s = Array.from({ length: plan.partCount }, (_, index) => memory.md5s.get(index + 1));
  const known = md5s.filter((md5) => md5 !== undefined);
  const { md5 } = await services.hashBody(joinMd5s(known), { signal: run.signal });
  const expectedEtag = `${toHex(md5)}-${plan.partCount}`;
  run.onCompleting();
  const request = {
    ...job.address,
    uploadId,
    sizeBytes: plan.sizeBytes,
    partSizeBytes: plan.partSizeBytes,
    partCount: plan.partCount,
    expectedEtag,
    mayOverwrite: job.mayOverwrite,
  };
  const found = await withRetries(() => services.transport.complete(request), {
    pace: services.pace,
    signal: run.signal,
  });
  if (found.sizeBytes !== null && found.sizeBytes !== plan.sizeBytes) {
    throw new AppError(
      'bad-response',
      `The object has ${found.sizeBytes} bytes, the file ${plan.sizeBytes}. Somebody may have written the same key at the same time.`,
    );
  }
  const checks: UploadCheck[] = ['content-md5'];
  if (found.sizeBytes !== null) checks.push('size');
  if (found.etag === expectedEtag) checks.push('etag');
  return { etag: found.etag, versionId: found.versionId, checks };
}
