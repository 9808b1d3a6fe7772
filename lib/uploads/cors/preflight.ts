import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { getEndpoint, type Connection } from '@/lib/s3/connection';
import { signPut } from '@/lib/s3/presign';
import { uploadHeaders } from './rules';

/** What a browser would conclude from the answer to its preflight. `null`: no answer, so nothing is known. */
export interface PreflightAnswer {
  isAllowed: boolean;
  status: number;
}

/** The endpoint answers preflights without looking at the object, so any key will do. */
const probeKey = 'cors-check';
const timeoutMilliseconds = 5_000;

/**
 * Asks the endpoint that browsers use the question a browser would ask before a PUT
 * (https://fetch.spec.whatwg.org/#cors-preflight-fetch).
 */
export async function sendPreflight(
  connection: Connection,
  { bucket, origin }: { bucket: string; origin: string },
): Promise<PreflightAnswer | null> {
  const { url } = await signPut(connection, { bucket, key: probeKey }, 60);
  const answer = await sendOptions(connection, url, origin);
  if (!answer) return null;
  const { status, headers } = answer;
  const isOk = status >= 200 && status < 300;
  const allowedOrigin = headers.get('access-control-allow-origin');
  const isAllowed =
    isOk &&
    (allowedOrigin === '*' || allowedOrigin === origin) &&
    includes(headers.get('access-control-allow-methods'), ['put']) &&
    includes(headers.get('access-control-allow-headers'), uploadHeaders);
  return { isAllowed, status };
}

function includes(header: string | null, wanted: readonly string[]): boolean {
  const listed = (header ?? '').split(',').map((word) => word.trim().toLowerCase());
  return listed.includes('*') || wanted.every((word) => listed.includes(word));
}

function sendOptions(
  connection: Connection,
  address: string,
  origin: string,
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
      'access-control-request-method': 'PUT',
      'access-control-request-headers': uploadHeaders.join(','),
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
