import { AppError } from '@/lib/errors/app-error';
import type { PreviewLink } from './types';

/** A request that failed, and whether it is worth another try. */
export class RangeFailure extends Error {
  /** `refused`: a new link may mend it. `transient`: time may. */
  readonly kind: 'refused' | 'transient' | 'final';
  readonly error: AppError;

  constructor(kind: RangeFailure['kind'], error: AppError) {
    super(error.message, { cause: error });
    this.name = 'RangeFailure';
    this.kind = kind;
    this.error = error;
  }
}

const changed = (): RangeFailure =>
  new RangeFailure(
    'final',
    new AppError(
      'precondition-failed',
      'The object has changed since it was opened here. Open it again to see what it is now.',
    ),
  );

/** A whole object that comes instead of a range is taken up to this size. */
const maxWholeBytes = 8 * 1024 * 1024;

/**
 * One range of an object (RFC 9110, section 14). No header but `Range` is sent, so browsers ask no leave beforehand: a
 * request takes one round trip, and a bucket needs no more than a CORS rule for GET. That the object is still the same is
 * seen in the answer: by its ETag and its total size where the rule exposes them, always by Last-Modified.
 */
export async function fetchRange(
  link: PreviewLink,
  start: number,
  end: number,
  { fetch, signal }: { fetch: typeof globalThis.fetch; signal: AbortSignal },
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await send(link, start, end, fetch, signal);
  if (response.status !== 206 && response.status !== 200) throw toFailure(response.status);
  requireSame(response.headers, link);
  if (response.status === 200 && start > 0 && link.sizeBytes > maxWholeBytes) {
    await response.body?.cancel();
    throw new RangeFailure(
      'final',
      new AppError('bad-response', 'The server sends the whole object when asked for a part of it.'),
    );
  }
  const bytes = await readBody(response, signal);
  const part = response.status === 200 ? bytes.slice(start, end) : bytes;
  if (part.length !== end - start) {
    throw new RangeFailure(
      'transient',
      new AppError('bad-response', `The server sent ${part.length} bytes where ${end - start} were asked for.`),
    );
  }
  return part;
}

async function send(
  { url }: PreviewLink,
  start: number,
  end: number,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(url, {
      headers: { Range: `bytes=${start}-${end - 1}` },
      // Ranges of another state of the object must not come out of a cache.
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    // Browsers do not say why: no answer, no permission by CORS, or an error whose answer carries no CORS headers.
    throw new RangeFailure(
      'refused',
      new AppError('unreachable', 'The browser could not read the object from its endpoint.', { cause: error }),
    );
  }
}

async function readBody(response: Response, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    signal.throwIfAborted();
    throw new RangeFailure(
      'transient',
      new AppError('unreachable', 'The connection broke while the object was read.', { cause: error }),
    );
  }
}

function toFailure(status: number): RangeFailure {
  if (status === 403) {
    return new RangeFailure('refused', new AppError('access-denied', 'The endpoint does not let these keys read it.'));
  }
  if (status === 404) return new RangeFailure('final', new AppError('not-found', 'The object is gone.'));
  if (status === 412 || status === 416) return changed();
  const error = new AppError('server-error', `The endpoint answered with HTTP ${status}.`);
  return new RangeFailure(status >= 500 || status === 429 ? 'transient' : 'final', error);
}

/** Headers that CORS does not expose read as missing, and say nothing. */
function requireSame(headers: Headers, link: PreviewLink): void {
  const etag = headers.get('etag')?.replace(/^W\//u, '').replaceAll('"', '');
  if (etag !== undefined && link.etag !== null && etag !== link.etag) throw changed();
  const total = /\/(\d+)$/u.exec(headers.get('content-range') ?? '')?.[1];
  if (total !== undefined && Number(total) !== link.sizeBytes) throw changed();
  // CORS exposes it by itself (https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name). It counts seconds.
  const modified = Date.parse(headers.get('last-modified') ?? '');
  if (Number.isNaN(modified) || link.modified === null) return;
  if (Math.floor(modified / 1000) !== Math.floor(link.modified / 1000)) throw changed();
}
