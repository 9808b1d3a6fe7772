import { cancelledFailure, networkFailure, toEtag, toPutFailure, type SendPut } from './put';

/** Sends with fetch, which knows progress only at the end: for Node, where there is no XMLHttpRequest. */
export const sendWithFetch: SendPut = async ({ url, body, headers, signal, onProgress }) => {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { method: 'PUT', body, headers, signal });
    text = await response.text();
  } catch {
    throw signal.aborted ? cancelledFailure() : networkFailure();
  }
  if (!response.ok) throw toPutFailure(response.status, text);
  onProgress(body instanceof Blob ? body.size : body.byteLength);
  return { etag: toEtag(response.headers.get('etag')) };
};
