import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { DigestAnswer, DigestOrder } from './digest-worker.ts';

/** MD5 and, where an algorithm was asked for, its checksum. */
export interface Digests {
  md5: Buffer;
  checksum: Buffer | null;
}

interface Task {
  order: DigestOrder;
  resolve: (digests: Digests) => void;
  reject: (error: Error) => void;
}

/** Threads that had nothing to do for so long end: each costs some megabytes. */
const idleMs = 10_000;

/**
 * Digests files in threads of their own, as many side by side as there are processors, so that requests are answered
 * meanwhile. Threads start when they are needed.
 */
export class DigestThreads {
  readonly #most: number;
  readonly #waiting: Task[] = [];
  readonly #busy = new Map<Worker, Task>();
  #idle: Worker[] = [];
  #ending: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(most = availableParallelism()) {
    this.#most = most;
  }

  /** Rejects when a piece cannot be read. */
  digest(order: DigestOrder): Promise<Digests> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw new Error('The server is closing.');
      this.#waiting.push({ order, resolve, reject });
      this.#assign();
    });
  }

  /** Ends all threads; what they were at is rejected. */
  close(): void {
    this.#isClosed = true;
    this.#endIdle();
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('The server is closing.'));
    for (const worker of this.#busy.keys()) void worker.terminate();
  }

  #assign(): void {
    clearTimeout(this.#ending);
    while (this.#waiting.length > 0 && !this.#isClosed) {
      const worker = this.#idle.pop() ?? (this.#busy.size < this.#most ? this.#start() : undefined);
      if (!worker) return;
      const task = this.#waiting.shift();
      if (!task) return;
      this.#busy.set(worker, task);
      worker.postMessage(task.order);
    }
    this.#ending = setTimeout(() => this.#endIdle(), idleMs).unref();
  }

  #start(): Worker {
    const worker = new Worker(new URL('digest-worker.ts', import.meta.url));
    // The server decides how long the process lives.
    worker.unref();
    worker.on('message', (answer: DigestAnswer) => {
      const task = this.#release(worker);
      if (!this.#isClosed) this.#idle.push(worker);
      if ('failure' in answer) task?.reject(new Error(answer.failure));
      else task?.resolve({ md5: Buffer.from(answer.md5), checksum: answer.checksum && Buffer.from(answer.checksum) });
      this.#assign();
    });
    worker.on('error', (error: Error) => this.#lose(worker, error));
    worker.on('exit', () => this.#lose(worker, new Error('A thread that digests has ended.')));
    return worker;
  }

  #release(worker: Worker): Task | undefined {
    const task = this.#busy.get(worker);
    this.#busy.delete(worker);
    return task;
  }

  /** A thread that ended takes what it was at along; the rest goes to others. */
  #lose(worker: Worker, error: Error): void {
    this.#idle = this.#idle.filter((other) => other !== worker);
    const task = this.#release(worker);
    task?.reject(error);
    if (task) this.#assign();
  }

  #endIdle(): void {
    clearTimeout(this.#ending);
    for (const worker of this.#idle.splice(0)) void worker.terminate();
  }
}
