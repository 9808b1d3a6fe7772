import type { DigestAnswer, DigestRequest } from './digest-messages';
import type { ComputeMd5, Md5 } from './md5';

export interface DigestPool {
  compute: ComputeMd5;
  /** Ends the workers; what is still under way rejects. */
  dispose(): void;
}

interface Task {
  resolve: (md5: Md5) => void;
  reject: (error: Error) => void;
}

interface Lane {
  worker: Worker;
  tasks: Map<number, Task>;
}

/** A second worker helps only where a core is left for it. */
function workerCount(): number {
  return navigator.hardwareConcurrency > 2 ? 2 : 1;
}

/** MD5 in web workers, which start with the first body. */
export function createDigestPool(): DigestPool {
  const lanes: Lane[] = [];
  let lastId = 0;

  // A worker that failed, or could not be loaded, answers no more; the next body gets a new one.
  const forget = (lane: Lane) => {
    const index = lanes.indexOf(lane);
    if (index >= 0) lanes.splice(index, 1);
    lane.worker.terminate();
  };

  const compute: ComputeMd5 = (body, signal) =>
    new Promise<Md5>((resolve, reject) => {
      if (signal.aborted) {
        reject(toError(signal.reason));
        return;
      }
      if (lanes.length < workerCount()) lanes.push(startLane(forget));
      const lane = lanes.reduce((least, other) => (other.tasks.size < least.tasks.size ? other : least));
      const id = ++lastId;
      const handleAbort = () => {
        post(lane, { kind: 'cancel', id });
        lane.tasks.delete(id);
        reject(toError(signal.reason));
      };
      const settle = () => {
        signal.removeEventListener('abort', handleAbort);
        lane.tasks.delete(id);
      };
      signal.addEventListener('abort', handleAbort, { once: true });
      lane.tasks.set(id, {
        resolve: (md5) => {
          settle();
          resolve(md5);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      post(lane, { kind: 'compute', id, body });
    });

  return {
    compute,
    dispose() {
      for (const { worker, tasks } of lanes.splice(0)) {
        worker.terminate();
        for (const task of [...tasks.values()]) task.reject(new DOMException('The digest worker ended.', 'AbortError'));
      }
    },
  };
}

function startLane(onFailure: (lane: Lane) => void): Lane {
  // Written out in full: the bundler recognises this very form and bundles the worker as a script of its own.
  const worker = new Worker(new URL('./digest-worker.ts', import.meta.url), { type: 'module' });
  const tasks = new Map<number, Task>();
  const lane = { worker, tasks };
  worker.onmessage = ({ data }: MessageEvent<DigestAnswer>) => {
    const task = tasks.get(data.id);
    if (!task) return;
    if ('md5' in data) task.resolve(data.md5);
    else task.reject(new DOMException(data.problem.message, data.problem.name));
  };
  worker.onerror = (event) => {
    const error = new Error(`The digest worker failed: ${event.message || 'it could not be loaded'}`);
    onFailure(lane);
    for (const task of [...tasks.values()]) task.reject(error);
  };
  return lane;
}

function post(lane: Lane, request: DigestRequest): void {
  lane.worker.postMessage(request);
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException('Stopped.', 'AbortError');
}
