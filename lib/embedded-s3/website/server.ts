import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { S3Error } from '../errors.ts';
import { sendAnswer, type Answer } from '../http/answer.ts';
import { readRequest } from '../http/request.ts';
import type { Service } from '../operations/exchange.ts';
import { errorPage } from './error-page.ts';
import { bucketOfHost } from './routing.ts';
import { serveWebsite } from './serve.ts';

function answerOf(service: Service, incoming: IncomingMessage, requestId: string): Answer {
  try {
    const request = readRequest(incoming);
    const host = request.headers.get('host') ?? '';
    const asked = { host, key: request.path.slice(1) };
    return serveWebsite(service, { ...request, bucket: bucketOfHost(host) }, asked, requestId);
  } catch (error) {
    if (error instanceof S3Error) return errorPage(error, requestId);
    console.error('The website of the embedded S3 server met an error it did not foresee:', error);
    return errorPage(new S3Error('InternalError'), requestId);
  }
}

async function answerRequest(service: Service, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  response.setHeader('Server', 'Cooper');
  response.setHeader('x-amz-request-id', requestId);
  response.setHeader('x-amz-id-2', 'cooper');
  try {
    await sendAnswer(response, answerOf(service, incoming, requestId), incoming.method === 'HEAD');
  } catch {
    // The client went away, or the body failed: either way the connection is of no more use.
    response.destroy();
  }
  incoming.resume();
}

/** A server that shows the buckets that are websites, told apart by host name. */
export function createWebsiteServer(service: Service): Server {
  return createServer({ noDelay: true }, (incoming, response) => {
    void answerRequest(service, incoming, response);
  });
}
