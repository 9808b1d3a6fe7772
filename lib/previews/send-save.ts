import { AppError } from '@/lib/errors/app-error';
import type { SaveTicket } from './types';

/**
 * Sends what was edited, straight to the endpoint. Rejects with `precondition-failed` when somebody has written meanwhile, and
 * with `unreachable` when the browser got no answer it may read.
 */
export async function sendSave(
  { url, headers }: SaveTicket,
  body: Uint8Array<ArrayBuffer>,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<void> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'PUT',
      headers,
      body,
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
  } catch (error) {
    throw new AppError('unreachable', 'The browser could not write the object to its endpoint.', { cause: error });
  }
  if (response.ok) return;
  // 409: two conditional writes met (API_PutObject, "If-Match").
  if (response.status === 412 || response.status === 409) {
    throw new AppError('precondition-failed', 'Somebody has written the object anew meanwhile. Nothing was saved.');
  }
  if (response.status === 403) {
    throw new AppError('access-denied', 'The endpoint does not let these keys write the object.');
  }
  throw new AppError('server-error', `The endpoint answered with HTTP ${response.status}. Nothing was saved.`);
}
