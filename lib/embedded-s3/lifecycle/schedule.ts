import { runLifecycle, type LifecycleStage } from './run.ts';

/** S3 acts once a day; rounding to midnight makes everything due then, so an hour is close enough. */
const intervalMs = 60 * 60 * 1000;
/** How often rules are looked at in a day that tests have made short: what is due is then never late by much of it. */
const runsPerShortDay = 20;

/** Runs lifecycle rules now and then, one run at a time. */
export class LifecycleSchedule {
  readonly #stage: LifecycleStage;
  readonly #signal: AbortSignal;
  #last: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #shortDayMs: number | null = null;

  /** Ends with the signal; `idle` says when the run it interrupted is over. */
  constructor(stage: LifecycleStage, signal: AbortSignal) {
    this.#stage = stage;
    this.#signal = signal;
  }

  /** Runs once now, and from then on in intervals. */
  start(): void {
    this.#repeat(intervalMs);
    this.#signal.addEventListener('abort', () => clearInterval(this.#timer), { once: true });
    void this.run().catch(report);
  }

  /** Has a day of a rule last so long, and rules looked at accordingly often; `null` makes days true ones again. */
  setDay(shortDayMs: number | null): void {
    this.#shortDayMs = shortDayMs;
    this.#repeat(shortDayMs === null ? intervalMs : shortDayMs / runsPerShortDay);
  }

  #repeat(everyMs: number): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => void this.run().catch(report), everyMs).unref();
  }

  /** Does what is due by now. Resolves when it is done. */
  run(): Promise<void> {
    this.#last = this.#last
      .catch(() => undefined)
      .then(() => runLifecycle(this.#stage, this.#signal, this.#shortDayMs));
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
