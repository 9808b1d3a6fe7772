import type { Pace } from './retry';
import { emptySnapshot, RunningTotals, type UploadSnapshot, type UploadTotals, type UploadView } from './snapshot';
import { SpeedMeter } from './speed';
import type { ObjectAddress } from './transport';

/** At most five snapshots a second, however fast the parts move. */
const shortestMilliseconds = 200;
/** While something is at work the speed is told anew this often, also when no byte moves. */
const busyMilliseconds = 500;

/** While more is on its way, listings hear of what has arrived this often: looking again costs them a request. */
const uploadedMilliseconds = 3_000;
/** What opening, signing and answering cost beside the bytes, as bytes: makes the time left true for small files too. */
const fileWeightBytes = 128 * 1024;

/** Turns a flood of changes into few immutable snapshots. Rebuilds only the views that changed. */
export class Publisher {
  snapshot: UploadSnapshot = emptySnapshot;
  readonly #toView: (id: string) => UploadView | null;
  readonly #pace: Pace;
  readonly #listeners = new Set<() => void>();
  readonly #uploadedListeners = new Set<(uploaded: readonly ObjectAddress[]) => void>();
  readonly #views = new Map<string, UploadView>();
  readonly #changed = new Set<string>();
  readonly #totals = new RunningTotals();
  readonly #speed = new SpeedMeter();
  /** As `#speed`, with the weight of every finished file. */
  readonly #pacing = new SpeedMeter();
  #uploaded: ObjectAddress[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #lastPublished = Number.NEGATIVE_INFINITY;
  #lastUploaded = Number.NEGATIVE_INFINITY;
  #isBusy = false;

  /** `toView` answers `null` for what is no longer listed. */
  constructor(toView: (id: string) => UploadView | null, pace: Pace) {
    this.#toView = toView;
    this.#pace = pace;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onUploaded(listener: (uploaded: readonly ObjectAddress[]) => void): () => void {
    this.#uploadedListeners.add(listener);
    return () => this.#uploadedListeners.delete(listener);
  }

  change(id: string): void {
    this.#changed.add(id);
    this.#schedule();
  }

  uploaded(address: ObjectAddress): void {
    this.#uploaded.push(address);
    this.#pacing.add(fileWeightBytes, this.#pace.now());
    this.#schedule();
  }

  moved(bytes: number): void {
    const now = this.#pace.now();
    this.#speed.add(bytes, now);
    this.#pacing.add(bytes, now);
  }

  setBusy(isBusy: boolean): void {
    this.#isBusy = isBusy;
    this.#schedule();
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#isBusy = false;
    this.#publish();
    this.#listeners.clear();
    this.#uploadedListeners.clear();
  }

  #schedule(): void {
    if (this.#timer !== null) return;
    const wait = Math.max(0, this.#lastPublished + shortestMilliseconds - this.#pace.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#publish();
    }, wait);
  }

  #publish(): void {
    const now = this.#pace.now();
    this.#lastPublished = now;
    const hasChanges = this.#changed.size > 0;
    for (const id of this.#changed) this.#refresh(id);
    this.#changed.clear();
    const uploads = hasChanges ? [...this.#views.values()] : this.snapshot.uploads;
    this.snapshot = { uploads, totals: this.#getTotals(now) };
    for (const listener of [...this.#listeners]) listener();
    this.#tellUploaded(now);
    if (this.#isBusy && this.#timer === null) this.#keepTicking();
  }

  #getTotals(now: number): UploadTotals {
    if (!this.#isBusy) return this.#totals.get(0, 0, fileWeightBytes);
    return this.#totals.get(this.#speed.bytesPerSecond(now), this.#pacing.bytesPerSecond(now), fileWeightBytes);
  }

  #tellUploaded(now: number): void {
    if (this.#uploaded.length === 0) return;
    if (this.#isBusy && now - this.#lastUploaded < uploadedMilliseconds) return;
    this.#lastUploaded = now;
    const uploaded = this.#uploaded.splice(0);
    for (const listener of [...this.#uploadedListeners]) listener(uploaded);
  }

  #keepTicking(): void {
    const since = this.#lastPublished;
    setTimeout(() => {
      if (this.#isBusy && this.#lastPublished === since) this.#publish();
    }, busyMilliseconds);
  }

  #refresh(id: string): void {
    const before = this.#views.get(id);
    if (before) this.#totals.remove(before);
    const view = this.#toView(id);
    if (view) {
      this.#views.set(id, view);
      this.#totals.add(view);
    } else {
      this.#views.delete(id);
    }
  }
}
