import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { actualHeaders, answerPreflight } from '../cors/answer.ts';
import { S3Error } from '../errors.ts';
import type { FaultAction, FaultPlan } from '../faults/plan.ts';
import type { LoggedRequest, RequestLog } from '../faults/request-log.ts';
import type { AccessLog } from '../logs/access-log.ts';
import { accessLogEntry } from '../logs/request-entry.ts';
import { dispatch } from '../operations/dispatch.ts';
import type { Service } from '../operations/exchange.ts';
import { resolveOperation } from '../operations/table.ts';
import { movedBytes } from '../usage/moved-bytes.ts';
import { authenticate, type Authentication } from '../signature/authenticate.ts';
import { findBucket, type Bucket } from '../store/buckets.ts';
import { errorAnswer, sendAnswer, type Answer } from './answer.ts';
import { readRequest, type S3Request } from './request.ts';

export interface Handling {
  service: Service;
  faults: FaultPlan;
  accessLog: AccessLog;
  /** `null` keeps no log for tests. */
  log: RequestLog | null;
  /** Aborted when the server closes: nobody waits for a delayed answer then. */
  closing: AbortSignal;
}

/** What is known of a request so far, for the answer and the log whatever happens. */
interface Progress {
  requestId: string;
  /** Milliseconds since 1970. */
  began: number;
  request: S3Request | null;
  bucket: Bucket | undefined;
  authentication: Authentication | null;
  errorCode: string | null;
  entry: LoggedRequest;
  corsHeaders: Record<string, string>;
  fault: FaultAction | null;
}

async function answerOperation(
  { service, faults, closing }: Handling,
  request: S3Request,
  progress: Progress,
  sendContinue: () => void,
): Promise<Answer> {
  const find = () => (request.bucket === null ? undefined : findBucket(service.store.database, request.bucket));
  let bucket = find();
  progress.bucket = bucket;
  progress.request = request;
  const { entry } = progress;
  entry.bucket = request.bucket;
  entry.key = request.key;
  if (request.method === 'OPTIONS') entry.operation = 'Preflight';
  else progress.corsHeaders = actualHeaders(request, bucket);
  const operation = request.method === 'OPTIONS' ? null : resolveOperation(request);
  if (operation) entry.operation = operation.name;

  progress.fault = faults.take(entry);
  const early = await applyFault(progress.fault, entry.method, closing);
  if (early) return early;
  // A delay is time for anything to happen.
  if (progress.fault) bucket = find();
  if (!operation) return answerPreflight(request, bucket);

  // Signatures go by the true time, whatever time objects live in.
  const authentication = authenticate(request, { ...service, now: Date.now });
  entry.accessKeyId = authentication.user?.accessKeyId ?? null;
  progress.authentication = authentication;
  const body = { request, payload: authentication.payload, sendContinue };
  const { requestId } = progress;
  return dispatch({ service, requestId, request, authentication, body }, operation, bucket);
}

/** Thrown to have the connection reset instead of answered. */
class ConnectionReset extends Error {}

/** Does what comes before the true answer; an answer returned takes its place. */
async function applyFault(fault: FaultAction | null, method: string, signal: AbortSignal): Promise<Answer | null> {
  switch (fault?.kind) {
    case 'delay':
      await wait(fault.ms, undefined, { signal }).catch(() => {
        throw new ConnectionReset();
      });
      return null;
    case 'reset':
      throw new ConnectionReset();
    case 'status': {
      const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${fault.code}</Code><Message>Fault ordered by a test.</Message></Error>`;
      return {
        status: fault.status,
        headers: { 'Content-Type': 'application/xml' },
        body: method === 'HEAD' ? '' : body,
      };
    }
    case 'body':
      return { status: 200, headers: { 'Content-Type': fault.contentType ?? 'application/xml' }, body: fault.body };
    default:
      return null;
  }
}

/** No room for a file, whichever limit says so (errno), or for the metadata (SQLITE_FULL). */
function isOutOfSpace(error: unknown): boolean {
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' || errcode === 13;
}

function toS3Error(error: unknown): S3Error {
  if (error instanceof S3Error) return error;
  if (isOutOfSpace(error)) return new S3Error('InternalError', { message: 'The disk of this server is full.' });
  console.error('The embedded S3 server met an error it did not foresee:', error);
  return new S3Error('InternalError');
}

function isAborted(incoming: IncomingMessage, error: unknown): boolean {
  return incoming.errored !== null || (error as NodeJS.ErrnoException).code === 'ECONNRESET';
}

/** Adds a line to the access log of the bucket, where it keeps one. */
function logAccess({ accessLog, service }: Handling, progress: Progress, answer: Answer): void {
  const { bucket, request, entry } = progress;
  if (!bucket || !request || !accessLog.isKept(bucket)) return;
  const { requestId, authentication, errorCode, began } = progress;
  const answered = { request, requestId, bucket, authentication, answer, errorCode, began, ended: service.now() };
  accessLog.add(bucket, accessLogEntry({ ...answered, operation: entry.operation }));
}

/** Counts a request that was done, by its name and by the bytes of objects that came or went. */
function meter({ service }: Handling, progress: Progress, answer: Answer, isSent: boolean): void {
  const { request, authentication, entry } = progress;
  if (answer.status >= 300 || !request?.bucket) return;
  const bucket = progress.bucket ?? findBucket(service.store.database, request.bucket);
  if (!bucket) return;
  const account = authentication?.user?.id ?? bucket.owner;
  const { operation } = entry;
  service.usage.add({ bucket: bucket.name, account, operation, ...movedBytes(operation, request, answer, isSent) });
}

/** Answers one request, whatever it is. Never rejects. */
export async function handleRequest(
  handling: Handling,
  incoming: IncomingMessage,
  response: ServerResponse,
  sendContinue: () => void,
): Promise<void> {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  response.setHeader('Server', 'Cooper');
  response.setHeader('x-amz-request-id', requestId);
  response.setHeader('x-amz-id-2', 'cooper');
  const method = incoming.method ?? 'GET';
  const progress: Progress = {
    requestId,
    began: handling.service.now(),
    request: null,
    bucket: undefined,
    authentication: null,
    errorCode: null,
    entry: { operation: 'Unknown', method, bucket: null, key: null, status: 0, accessKeyId: null },
    corsHeaders: {},
    fault: null,
  };
  let answer: Answer;
  try {
    answer = await answerOperation(handling, readRequest(incoming), progress, sendContinue);
  } catch (error) {
    if (error instanceof ConnectionReset || isAborted(incoming, error)) {
      handling.log?.add(progress.entry);
      incoming.socket.resetAndDestroy();
      return;
    }
    const refusal = toS3Error(error);
    progress.errorCode = refusal.code;
    answer = errorAnswer(refusal, requestId, (incoming.url ?? '/').split('?', 1)[0] ?? '/');
  }
  progress.entry.status = answer.status;
  handling.log?.add(progress.entry);
  const headers = { ...progress.corsHeaders, ...answer.headers };
  const cut = progress.fault?.kind === 'truncate' ? { cutAfter: progress.fault.bytes } : {};
  let isSent = true;
  try {
    await sendAnswer(response, { ...answer, headers, ...cut }, method === 'HEAD');
  } catch {
    isSent = false;
    // The client went away, or the body failed: either way the connection is of no more use.
    response.destroy();
  }
  logAccess(handling, progress, answer);
  meter(handling, progress, answer, isSent);
  // A body nobody read must not keep the next request on this connection waiting.
  incoming.resume();
}
