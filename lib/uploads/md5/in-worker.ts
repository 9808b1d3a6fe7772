import type { HashBody, HashedBody } from './md5';
import type { Md5Answer, Md5Request } from './worker-messages';

interface Task {
  resolve: (hashed: HashedBody) => void;
  reject: (error: Error) => void;
}

interface RunningWorker {
  worker: Worker;
  tasks: Map<number, Task>;
}

/** MD5 in a web worker, which starts with the first body. One is enough: it hashes four bodies at a time. */
export function createWorkerMd5(): HashBody {
  let running: RunningWorker | null = null;
  let lastId = 0;

  // A worker that failed, or could not be loaded, answers no more; the next body gets a new one.
  const forget = () => {
    running?.worker.terminate();
    running = null;
  };

  return (body, { signal, keepsBytes = false }) =>
    new Promise<HashedBody>((resolve, reject) => {
      if (signal.aborted) {
        reject(toError(signal.reason));
        return;
      }
      running ??= startWorker(forget);
      const { worker, tasks } = running;
      const id = ++lastId;
      const handleAbort = () => {
        post(worker, { kind: 'cancel', id });
        tasks.delete(id);
        reject(toError(signal.reason));
      };
      const settle = () => {
        signal.removeEventListener('abort', handleAbort);
        tasks.delete(id);
      };
      signal.addEventListener('abort', handleAbort, { once: true });
      tasks.set(id, {
        resolve: (hashed) => {
          settle();
          resolve(hashed);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      post(worker, { kind: 'hash', id, body, keepsBytes });
    });
}

function startWorker(onFailure: () => void): RunningWorker {
  // Written out in full: the bundler recognises this very form and bundles the worker as a script of its own.
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const tasks = new Map<number, Task>();
  worker.onmessage = ({ data }: MessageEvent<Md5Answer>) => {
    const task = tasks.get(data.id);
    if (!task) return;
    if ('hashed' in data) task.resolve(data.hashed);
    else task.reject(new DOMException(data.problem.message, data.problem.name));
  };
  worker.onerror = (event) => {
    const error = new Error(`The worker for checksums failed: ${event.message || 'it could not be loaded'}`);
    onFailure();
    for (const task of [...tasks.values()]) task.reject(error);
  };
  return { worker, tasks };
}

function post(worker: Worker, request: Md5Request): void {
  worker.postMessage(request);
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException('Stopped.', 'AbortError');
}
