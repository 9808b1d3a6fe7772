import { setTimeout as wait } from 'node:timers/promises';

/** A listener that does not answer 2xx is asked again after these pauses. */
const retryPausesMs = [250, 1000, 4000];
const timeoutMs = 10_000;
/** Messages that wait for one listener; more are lost, as the newest are the most useful. */
const maxWaiting = 10_000;

/** Delivers messages by HTTP, each listener's in their order. */
export class EventSender {
  readonly #urls: ReadonlyMap<string, string>;
  readonly #signal: AbortSignal;
  readonly #waiting = new Map<string, string[]>();
  readonly #running = new Set<Promise<void>>();

  /** `urls` says where what is sent to an ARN is delivered. Stops with the signal. */
  constructor(urls: Readonly<Record<string, string>>, signal: AbortSignal) {
    this.#urls = new Map(Object.entries(urls));
    this.#signal = signal;
  }

  /** Queues a message for an ARN. Nothing happens where no listener stands for it. */
  send(arn: string, message: string): void {
    const url = this.#urls.get(arn);
    if (url === undefined || this.#signal.aborted) return;
    const queue = this.#waiting.get(url);
    if (queue) {
      queue.push(message);
      if (queue.length > maxWaiting) queue.shift();
      return;
    }
    this.#waiting.set(url, [message]);
    const run = this.#drain(url);
    this.#running.add(run);
    void run.finally(() => this.#running.delete(run));
  }

  /** Resolves when every message has been delivered or given up. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #drain(url: string): Promise<void> {
    const queue = this.#waiting.get(url) ?? [];
    for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
      await this.#deliver(url, message);
    }
    this.#waiting.delete(url);
  }

  async #deliver(url: string, message: string): Promise<void> {
    for (const pauseMs of [0, ...retryPausesMs]) {
      try {
        if (pauseMs > 0) await wait(pauseMs, undefined, { signal: this.#signal });
        if (await this.#post(url, message)) return;
      } catch {
        // Closed, refused or too slow: the next try may fare better, unless the server is closing.
      }
      if (this.#signal.aborted) return;
    }
    console.error(`The embedded S3 server could not deliver an event to ${url}.`);
  }

  async #post(url: string, message: string): Promise<boolean> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: message,
      redirect: 'error',
      signal: AbortSignal.any([this.#signal, AbortSignal.timeout(timeoutMs)]),
    });
    await response.arrayBuffer();
    return response.ok;
  }
}
