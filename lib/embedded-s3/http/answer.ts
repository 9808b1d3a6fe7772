import type { ServerResponse } from 'node:http';
import type { S3Error } from '../errors.ts';
import { writeBareXml } from '../xml/write.ts';

/** Bytes that are streamed: an object or a range of one. */
export interface StreamedBody {
  sizeBytes: number;
  open: () => AsyncIterable<Buffer>;
  /** Called once, when the answer is over, however it ended. */
  done: () => void;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | StreamedBody;
  /** Sends only so many bytes of the body it announces, then breaks the connection. A fault that tests order. */
  cutAfter?: number;
}

/** A 200 with a document. */
export function xmlAnswer(body: string, headers: Record<string, string> = {}): Answer {
  return { status: 200, headers: { 'Content-Type': 'application/xml', ...headers }, body };
}

/** The error document. HEAD and 304 have none. */
export function errorAnswer(error: S3Error, requestId: string, resource: string): Answer {
  if (error.status === 304) return { status: 304, headers: error.headers };
  const body = writeBareXml('Error', {
    Code: error.code,
    Message: error.message,
    ...error.fields,
    Resource: resource,
    RequestId: requestId,
    HostId: 'cooper',
  });
  return { status: error.status, headers: { ...error.headers, 'Content-Type': 'application/xml' }, body };
}

function openBody(body: Answer['body']): { sizeBytes: number; open: () => AsyncIterable<Buffer> | Buffer[] } {
  if (typeof body === 'object') return body;
  const bytes = Buffer.from(body ?? '', 'utf8');
  return { sizeBytes: bytes.length, open: () => [bytes] };
}

async function sendCut(response: ServerResponse, answer: Answer, bytes: number): Promise<void> {
  const { sizeBytes, open } = openBody(answer.body);
  response.setHeader('Content-Length', sizeBytes);
  response.flushHeaders();
  let left = bytes;
  for await (const chunk of open()) {
    const part = chunk.subarray(0, left);
    left -= part.length;
    await new Promise((resolve) => response.write(part, resolve));
    if (left <= 0) break;
  }
  response.destroy();
}

/** Sends chunks one after another; while one is on its way the next is read, and no more. */
async function sendChunks(response: ServerResponse, chunks: AsyncIterable<Buffer>): Promise<void> {
  let fail: (error: Error) => void = () => undefined;
  // What waits for a connection that has gone is never told.
  response.once('close', () => fail(new Error('The client went away.')));
  let sent = Promise.resolve();
  for await (const chunk of chunks) {
    await sent;
    sent = new Promise((resolve, reject) => {
      fail = reject;
      response.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
    // Met at the next chunk, or at the end; until then a failure must not count as unhandled.
    sent.catch(() => undefined);
  }
  await sent;
  response.end();
}

/** Sends an answer. A body that fails midway breaks the connection, so that the client sees it was cut. */
export async function sendAnswer(response: ServerResponse, answer: Answer, isHead: boolean): Promise<void> {
  const { body, status } = answer;
  response.statusCode = status;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  try {
    if (answer.cutAfter !== undefined && !isHead) await sendCut(response, answer, answer.cutAfter);
    else if (typeof body !== 'object') {
      // HEAD, 204 and 304 announce no length of a document they do not send.
      if (!isHead && status !== 204 && status !== 304) {
        response.setHeader('Content-Length', Buffer.byteLength(body ?? ''));
      }
      response.end(isHead ? undefined : body);
    } else {
      response.setHeader('Content-Length', body.sizeBytes);
      if (isHead) response.end();
      else await sendChunks(response, body.open());
    }
  } finally {
    if (typeof body === 'object') body.done();
  }
}
