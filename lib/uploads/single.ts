import { toBase64, toHex, type HashedBody, type Md5 } from './md5/md5';
import { PutFailure, type PutResponse } from './put';
import { withRetries } from './retry';
import { send, withHashed, type UploadServices } from './send';
import type { SignedRequestWindow } from './signed-requests';
import type { UploadJob, UploadOutcome } from './types';

export interface SingleRun {
  owner: object;
  signed: SignedRequestWindow<UploadJob>;
  signal: AbortSignal;
  onSending: () => void;
  onProgress: (sentBytes: number) => void;
}

/** One presigned PUT (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html), its MD5 sent along. */
export function uploadSingle(services: UploadServices, job: UploadJob, run: SingleRun): Promise<UploadOutcome> {
  return withHashed(services, job.body, run.signal, (hashed) => sendHashed(services, job, run, hashed));
}

async function sendHashed(
  services: UploadServices,
  job: UploadJob,
  run: SingleRun,
  { md5, bytes }: HashedBody,
): Promise<UploadOutcome> {
  run.onSending();
  const sent = { isRepeat: false };
  const task = {
    owner: run.owner,
    body: job.body,
    bytes,
    headers: { 'Content-Type': job.contentType, 'Content-MD5': toBase64(md5) },
    signed: () => run.signed.get(job),
    dropSigned: () => {
      sent.isRepeat = true;
      run.signed.drop(job);
    },
    signal: run.signal,
    onProgress: run.onProgress,
  };
  let response: PutResponse;
  try {
    response = await send(services, task);
  } catch (error) {
    // The first PUT may have arrived and only its answer been lost; then what "exists" is this very file.
    const isOurs =
      sent.isRepeat &&
      error instanceof PutFailure &&
      error.kind === 'exists' &&
      (await isStored(services, job, md5, run));
    if (!isOurs) throw error;
    response = { etag: toHex(md5) };
  } finally {
    run.signed.drop(job);
  }
  const isConfirmed = response.etag === toHex(md5);
  return { etag: response.etag, versionId: null, checks: ['content-md5', ...(isConfirmed ? (['etag'] as const) : [])] };
}

async function isStored(services: UploadServices, job: UploadJob, md5: Md5, { signal }: SingleRun): Promise<boolean> {
  const { connection, bucket, key } = job.address;
  const find = () => services.transport.findExisting({ connection, bucket, keys: [key] });
  const [found] = await withRetries(find, { pace: services.pace, signal });
  return found?.sizeBytes === job.body.size && found.etag === toHex(md5);
}
