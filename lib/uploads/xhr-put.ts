import {
  cancelledFailure,
  networkFailure,
  PutFailure,
  toEtag,
  toPutFailure,
  type PutResponse,
  type SendPut,
} from './put';

/** No byte has moved for this long while sending. */
const stallMilliseconds = 60_000;
/** The body is out and the server is storing it; 5 GiB onto slow disks takes a while. */
const answerMilliseconds = 300_000;

/** Sends with XMLHttpRequest, the only way a browser tells how much of a body has gone out. Credentials stay home. */
export const sendWithXhr: SendPut = (request) =>
  new Promise<PutResponse>((resolve, reject) => {
    if (request.signal.aborted) {
      reject(cancelledFailure());
      return;
    }
    const xhr = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout>;
    const settle = (act: () => void) => {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', handleAbort);
      act();
    };
    const watch = (milliseconds: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        settle(() => reject(new PutFailure('network', `No progress for ${milliseconds / 1000} seconds.`)));
        xhr.abort();
      }, milliseconds);
    };
    const handleAbort = () => {
      settle(() => reject(cancelledFailure()));
      xhr.abort();
    };

    xhr.open('PUT', request.url);
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = (event) => {
      watch(stallMilliseconds);
      request.onProgress(event.loaded);
    };
    xhr.upload.onload = () => watch(answerMilliseconds);
    xhr.onload = () => {
      const isOk = xhr.status >= 200 && xhr.status < 300;
      settle(() => {
        if (isOk) resolve({ etag: toEtag(readExposedEtag(xhr)) });
        else reject(toPutFailure(xhr.status, xhr.responseText));
      });
    };
    xhr.onerror = () => settle(() => reject(networkFailure()));
    request.signal.addEventListener('abort', handleAbort);
    watch(stallMilliseconds);
    xhr.send(request.body);
  });

/** Asking for a header that CORS hides makes Chromium write to the console; the list of all headers does not. */
function readExposedEtag(xhr: XMLHttpRequest): string | null {
  const line = /^etag:[ \t]*(.*)$/imu.exec(xhr.getAllResponseHeaders());
  return line?.[1]?.trim() ?? null;
}
