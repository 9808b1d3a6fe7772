import type { Connection } from '@/lib/s3/connection';
import { signPut } from '@/lib/s3/presign';
import { sendUnsigned } from '@/lib/s3/unsigned';
import { findMissing } from './missing';
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
  const missing = findMissing({ status, allowedOrigin, allowedMethods, allowedHeaders }, question);
  return {
    isAllowed: missing === '',
    status,
    allowedOrigin,
    allowedMethods,
    allowedHeaders,
    exposedHeaders: headers.get('access-control-expose-headers'),
    maxAge: headers.get('access-control-max-age'),
  };
}
