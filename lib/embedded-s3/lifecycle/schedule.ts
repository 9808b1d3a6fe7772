import { runLifecycle, type LifecycleStage } from './run.ts';

/** S3 acts once a day; rounding to midnight makes everything due then, so an hour is close enough. */
const intervalMs = 60 * 60 * 1000;

/** Runs lifecycle rules now and then, one run at a time. */
export class LifecycleSchedule {
  readonly #stage: LifecycleStage;
  readonly #signal: AbortSignal;
  #last: Promise<void> = Promise.resolve();

  /** Ends with the signal; `idle` says when the run it interrupted is over. */
  constructor(stage: LifecycleStage, signal: AbortSignal) {
    this.#stage = stage;
    this.#signal = signal;
  }

  /** Runs once now, and from then on in intervals. */
  start(): void {
    const timer = setInterval(() => void this.run().catch(report), intervalMs).unref();
    this.#signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    void this.run().catch(report);
  }

  /** Does what is due by now. Resolves when it is done. */
  run(): Promise<void> {
    this.#last = this.#last.catch(() => undefined).then(() => runLifecycle(this.#stage, this.#signal));
    return this.#last;
  }

  /** Resolves when no run is going on. */
  async idle(): Promise<void> {
    await this.#last.catch(() => undefined);
  }
}

function report(error: unknown): void {
  console.error('The lifecycle rules of the embedded S3 server could not be carried out:', error);
}
