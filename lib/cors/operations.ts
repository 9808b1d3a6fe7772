import 'server-only';
import { AppError } from '@/lib/errors/app-error';
import type { Connection } from '@/lib/s3/connection';
import { sendPreflight } from './preflight';
import type { CorsTestInput } from './schema';
import type { PreflightAnswer } from './types';

/** The live endpoint's answer to a browser's question. */
export async function testCors(connection: Connection, input: CorsTestInput): Promise<PreflightAnswer> {
  const { bucket, origin, method, headers } = input;
  // What no header may carry would end the request instead of asking it (RFC 9110, section 5.5).
  if (/[^\x20-\x7e]/u.test(origin)) throw new AppError('invalid-input', 'An origin is plain ASCII text.');
  const answer = await sendPreflight(connection, bucket, { origin, method, headers });
  if (!answer) {
    throw new AppError('unreachable', 'The console could not reach the address that browsers use, so nobody answered.');
  }
  return answer;
}
