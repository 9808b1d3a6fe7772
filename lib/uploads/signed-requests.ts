import type { Pace } from './retry';
import type { SignedRequest, SignedRequests } from './transport';

/** A URL this close to its end is signed again: the PUT has to arrive before it dies. */
const marginMilliseconds = 60_000;

interface Held {
  /** Milliseconds on the pace's clock; infinite until the answer is there. */
  goodUntil: number;
  request: Promise<SignedRequest>;
}

interface Options<Id> {
  /** Which others to sign along with this one, itself among them. */
  window: (id: Id) => Id[];
  sign: (ids: Id[]) => Promise<SignedRequests>;
  pace: Pace;
}

/** Presigned requests, fetched a window at a time and again when they are about to expire or were refused. */
export class SignedRequestWindow<Id> {
  readonly #held = new Map<Id, Held>();
  readonly #options: Options<Id>;

  constructor(options: Options<Id>) {
    this.#options = options;
  }

  /** A request that is good for a while. Rejects as signing does; the next call signs anew. */
  get(id: Id): Promise<SignedRequest> {
    const held = this.#held.get(id);
    if (held && this.#isGood(held)) return held.request;
    this.#signWindow(id);
    const fresh = this.#held.get(id);
    if (!fresh) throw new RangeError('A signing window must hold what was asked for.');
    return fresh.request;
  }

  /** It was used up or refused. */
  drop(id: Id): void {
    this.#held.delete(id);
  }

  #isGood(held: Held | undefined): boolean {
    return held !== undefined && held.goodUntil > this.#options.pace.now();
  }

  #signWindow(id: Id): void {
    const { pace, sign, window } = this.#options;
    const ids = window(id).filter((other) => !this.#isGood(this.#held.get(other)));
    const answer = sign(ids);
    ids.forEach((other, index) => {
      const held: Held = {
        goodUntil: Number.POSITIVE_INFINITY,
        request: answer.then(({ requests, lifetimeSeconds }) => {
          const request = requests[index];
          if (!request) throw new RangeError('Fewer requests were signed than asked for.');
          const lifetime = lifetimeSeconds * 1000;
          // A lifetime shorter than two margins is used to its half, so that it is used at all.
          held.goodUntil = pace.now() + Math.max(lifetime - marginMilliseconds, lifetime / 2);
          return request;
        }),
      };
      held.request.catch(() => {
        if (this.#held.get(other) === held) this.#held.delete(other);
      });
      this.#held.set(other, held);
    });
  }
}
