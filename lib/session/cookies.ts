import 'server-only';
import { cookies, headers } from 'next/headers';
import { fromPaymentsValue, paymentsCookie } from '@/lib/client/payments';
import { getConfig } from '@/lib/config/current';

/** Browsers keep at least 4,096 bytes per cookie, name and attributes included (RFC 6265, section 6.1). */
const chunkLength = 3_800;
const maxChunks = 8;

/** One cookie, or as many as its length needs, for each connection: two tabs signing in do not overwrite each other. */
function toCookieName(connectionId: string, chunk: number): string {
  return `cooper.${Buffer.from(connectionId).toString('base64url')}.${chunk}`;
}

async function isSecure(): Promise<boolean> {
  const { secureCookies, publicOrigin } = getConfig();
  if (secureCookies !== 'auto') return secureCookies;
  if (publicOrigin !== null) return publicOrigin.startsWith('https:');
  return (await headers()).get('x-forwarded-proto') === 'https';
}

export async function readSessionCookie(connectionId: string): Promise<string | null> {
  const jar = await cookies();
  let sealed = '';
  for (let chunk = 0; chunk < maxChunks; chunk += 1) {
    const part = jar.get(toCookieName(connectionId, chunk))?.value;
    if (part === undefined) break;
    sealed += part;
  }
  return sealed === '' ? null : sealed;
}

/** Buckets of a connection whose requests this browser's person agreed to pay for. */
export async function readPaidBuckets(connectionId: string): Promise<ReadonlySet<string>> {
  const payments = fromPaymentsValue((await cookies()).get(paymentsCookie)?.value ?? '');
  return new Set(payments.filter(({ connection }) => connection === connectionId).map(({ bucket }) => bucket));
}

/** Only before the action returns: once its value streams, Next drops cookies in silence. */
export async function writeSessionCookie(connectionId: string, sealed: string, expires: number): Promise<void> {
  const jar = await cookies();
  const secure = await isSecure();
  for (let chunk = 0; chunk < maxChunks; chunk += 1) {
    const name = toCookieName(connectionId, chunk);
    const part = sealed.slice(chunk * chunkLength, (chunk + 1) * chunkLength);
    if (part === '') {
      if (jar.has(name)) jar.delete(name);
      continue;
    }
    jar.set(name, part, { httpOnly: true, sameSite: 'lax', secure, path: '/', expires: new Date(expires) });
  }
}

export async function removeSessionCookie(connectionId: string): Promise<void> {
  const jar = await cookies();
  for (let chunk = 0; chunk < maxChunks; chunk += 1) {
    const name = toCookieName(connectionId, chunk);
    if (jar.has(name)) jar.delete(name);
  }
}
