import 'server-only';
import { randomBytes } from 'node:crypto';
import { AppError } from '@/lib/errors/app-error';
import type { Connection } from '@/lib/s3/connection';
import { sendPreflight } from './preflight';
import { signFruitless } from '@/lib/s3/sign-fruitless';
import type { BrowserTestInput, CorsTestInput } from './schema';
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

/** A link for a request that the browser itself may try, and that changes nothing whatever becomes of it. */
export async function signBrowserTest(connection: Connection, input: BrowserTestInput): Promise<{ url: string }> {
  const { bucket, method } = input;
  if (connection.settings.readOnly && method !== 'GET' && method !== 'HEAD') {
    throw new AppError('read-only', `“${connection.settings.name}” is read-only, so no browser is handed a ${method}.`);
  }
  // Browsers remember what they were told of an address; nobody has asked for this one.
  const key = `cors-check-${randomBytes(6).toString('hex')}`;
  const { url } = await signFruitless(connection, method, { bucket, key }, 60);
  return { url };
}
