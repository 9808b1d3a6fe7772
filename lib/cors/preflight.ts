import type { Connection } from '@/lib/s3/connection';
import { signPut } from '@/lib/s3/presign';
import { sendUnsigned } from '@/lib/s3/unsigned';
import type { CorsQuestion } from './rules';
import type { PreflightAnswer } from './types';

/** The endpoint answers preflights without looking at the object, so any key will do. */
const probeKey = 'cors-check';

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
  const answer = await sendUnsigned(connection, {
    method: 'OPTIONS',
    address: url,
    headers: {
      origin: question.origin,
      'access-control-request-method': question.method,
      ...(question.headers.length > 0 && { 'access-control-request-headers': question.headers.join(',') }),
    },
  });
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
