import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { getEndpoint, type Connection } from '@/lib/s3/connection';
import { signPut } from '@/lib/s3/presign';
import type { CorsQuestion } from './rules';
import type { PreflightAnswer } from './types';

/** The endpoint answers preflights without looking at the object, so any key will do. */
const probeKey = 'cors-check';
const timeoutMilliseconds = 5_000;

/**
 * Asks the endpoint that browsers use the question a browser would ask
 * (https://fetch.spec.whatwg.org/#cors-preflight-fetch). `null`: no answer, so nothing is known.
 */
export async function sendPreflight(
  connection: Connection,
  bucket: string,
  question: CorsQuestion,
): Promise<PreflightAnswer | null> {
  const { url } = await signPut(connection, { bucket, key: probeKey }, 60);
  const answer = await sendOptions(connection, url, question);
  if (!answer) return null;
  const { status, headers } = answer;
  const allowedOrigin = headers.get('access-control-allow-origin');
  const allowedMethods = headers.get('access-control-allow-methods');
  const allowedHeaders = headers.get('access-control-allow-headers');
  const isAllowed =
    status >= 200 &&
    status < 300 &&
    (allowedOrigin === '*' || allowedOrigin === question.origin) &&
    (safeMethods.has(question.method) || includes(allowedMethods, [question.method])) &&
    includes(allowedHeaders, question.headers);
  return {
    isAllowed,
    status,
    allowedOrigin,
    allowedMethods,
    allowedHeaders,
    exposedHeaders: headers.get('access-control-expose-headers'),
    maxAge: headers.get('access-control-max-age'),
  };
}

/** Browsers need no leave for these (https://fetch.spec.whatwg.org/#cors-safelisted-method). */
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);

function includes(header: string | null, wanted: readonly string[]): boolean {
  const listed = (header ?? '').split(',').map((word) => word.trim().toLowerCase());
  return listed.includes('*') || wanted.every((word) => listed.includes(word.toLowerCase()));
}

function sendOptions(
  connection: Connection,
  address: string,
  { origin, method, headers: asked }: CorsQuestion,
): Promise<{ status: number; headers: Headers } | null> {
  const url = new URL(address);
  const { httpAgent, httpsAgent } = getEndpoint(connection.settings).agents;
  const isSecure = url.protocol === 'https:';
  const options = {
    method: 'OPTIONS',
    agent: isSecure ? httpsAgent : httpAgent,
    timeout: timeoutMilliseconds,
    headers: {
      origin,
      'access-control-request-method': method,
      ...(asked.length > 0 && { 'access-control-request-headers': asked.join(',') }),
    },
  };
  return new Promise((resolve) => {
    const request = (isSecure ? httpsRequest : httpRequest)(url, options, (response) => {
      response.resume();
      const headers = new Headers();
      for (const [name, value] of Object.entries(response.headersDistinct)) headers.set(name, (value ?? []).join(','));
      resolve({ status: response.statusCode ?? 0, headers });
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(null));
    request.end();
  });
}
