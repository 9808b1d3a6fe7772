import type { BrowserMethod } from '@/lib/s3/browser-methods';
import type { BrowserAnswer } from './types';

interface BrowserQuestion {
  method: BrowserMethod;
  headers: readonly string[];
}

/** What is sent under a name; a value that makes the browser ask first, wherever the value decides that. */
const values: Readonly<Record<string, string>> = { 'content-type': 'application/octet-stream', range: 'bytes=0-0' };

/** https://fetch.spec.whatwg.org/#cors-safelisted-method */
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);
/** https://fetch.spec.whatwg.org/#cors-safelisted-request-header, by the values above. */
const safeHeaders: ReadonlySet<string> = new Set(['accept', 'accept-language', 'content-language', 'range']);

/**
 * Whether anything answers at that origin. The page learns nothing of an opaque answer, but that it came
 * (https://fetch.spec.whatwg.org/#concept-filtered-response-opaque).
 */
async function isReachable(url: string, send: typeof fetch): Promise<boolean> {
  const { origin } = new URL(url);
  return send(origin, { mode: 'no-cors', credentials: 'omit', cache: 'no-store' }).then(
    () => true,
    () => false,
  );
}

/**
 * Sends a request as a page does. A refused preflight, an answer without leave for this origin and a broken network are one
 * and the same to a page: a TypeError that tells nothing (https://fetch.spec.whatwg.org/#concept-network-error). A second
 * request, which needs no leave, tells the network apart from the rest.
 */
export async function askAsBrowser(
  url: string,
  { method, headers }: BrowserQuestion,
  send: typeof fetch = fetch,
): Promise<BrowserAnswer> {
  const wanted = Object.fromEntries(headers.map((name) => [name, values[name.toLowerCase()] ?? 'cooper']));
  const request = new Request(url, { method, headers: wanted, credentials: 'omit', cache: 'no-store' });
  // A request takes no header that pages may not send (https://fetch.spec.whatwg.org/#forbidden-request-header).
  const forbidden = headers.filter((name) => !request.headers.has(name));
  const isPreflighted =
    !safeMethods.has(method) || [...request.headers.keys()].some((name) => !safeHeaders.has(name.toLowerCase()));
  const answer = { isPreflighted, forbidden };
  try {
    const { status } = await send(request);
    return { ...answer, outcome: { kind: 'let-through', status } };
  } catch {
    return { ...answer, outcome: { kind: (await isReachable(url, send)) ? 'kept-away' : 'unreachable' } };
  }
}
