import type { Claim } from './chunk-records';

/** What comes of waiting: a chunk; word that there may be one to take, now or later; or that nobody here will bring any. */
export type Outlook = Claim | 'news' | 'later' | 'none';

/** Ends somebody's waiting. */
type Wake = (outlook: Outlook) => void;

/** What of one job is under way here. */
interface Here {
  /** Workers that go from chunk to chunk. */
  lanes: number;
  isListing: boolean;
  /** Somebody has asked the one that lists to look again. */
  isAskedAgain: boolean;
  /** Changes whenever there may be something new to take. */
  news: number;
  waiting: Set<Wake>;
}

/** Who works on which job in this process. What is here already needs no message of the queue to be woken. */
export class Presence {
  readonly #jobs = new Map<string, Here>();

  #enter(job: string): Here {
    const here = this.#jobs.get(job) ?? {
      lanes: 0,
      isListing: false,
      isAskedAgain: false,
      news: 0,
      waiting: new Set(),
    };
    this.#jobs.set(job, here);
    return here;
  }

  #leave(job: string, here: Here): void {
    if (here.lanes === 0 && !here.isListing) this.#jobs.delete(job);
  }

  /** Counts as one that goes from chunk to chunk while it works. */
  async asLane<Value>(job: string, work: () => Promise<Value>): Promise<Value> {
    const here = this.#enter(job);
    here.lanes += 1;
    try {
      return await work();
    } finally {
      here.lanes -= 1;
      this.#leave(job, here);
    }
  }

  countLanes(job: string): number {
    return this.#jobs.get(job)?.lanes ?? 0;
  }

  /** Lists, again when asked meanwhile. One at a time for each job, as two would list alike: a second call only asks. */
  async asLister(job: string, list: () => Promise<void>): Promise<void> {
    if (this.askLister(job)) return;
    const here = this.#enter(job);
    here.isListing = true;
    try {
      do {
        here.isAskedAgain = false;
        await list();
      } while (this.#jobs.get(job)?.isAskedAgain);
    } finally {
      here.isListing = false;
      this.tellNews(job);
      this.#leave(job, here);
    }
  }

  /** Asks whoever lists the job here to look again before it leaves. `false` when nobody does. */
  askLister(job: string): boolean {
    const here = this.#jobs.get(job);
    if (!here?.isListing) return false;
    here.isAskedAgain = true;
    return true;
  }

  /** There may be something to take. */
  tellNews(job: string): void {
    const here = this.#jobs.get(job);
    if (!here) return;
    here.news += 1;
    for (const wake of this.callWaiting(job, Infinity)) wake('news');
  }

  /** Up to so many of those who wait, to be given a chunk each; they wait on until then, so each of them is to be called. */
  callWaiting(job: string, count: number): Wake[] {
    const waiting = this.#jobs.get(job)?.waiting;
    const called = [...(waiting ?? [])].slice(0, count);
    for (const wake of called) waiting?.delete(wake);
    return called;
  }

  /** To be given to `waitForNews` by whoever then finds nothing to take. */
  getNews(job: string): number {
    return this.#jobs.get(job)?.news ?? 0;
  }

  /** Waits while the job is being listed here, for as long as the patience lasts. */
  async waitForNews(job: string, since: number, patienceMs: number): Promise<Outlook> {
    const here = this.#jobs.get(job);
    if (here && here.news !== since) return 'news';
    if (!here?.isListing) return 'none';
    if (patienceMs <= 0) return 'later';
    return new Promise((resolve) => {
      const wake: Wake = (outlook) => {
        clearTimeout(timer);
        resolve(outlook);
      };
      const timer = setTimeout(() => here.waiting.delete(wake) && resolve('later'), patienceMs);
      here.waiting.add(wake);
    });
  }
}
