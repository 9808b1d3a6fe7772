import type { UploadFailure, UploadOutcome, UploadStatus } from './types';

/** One upload as a screen sees it. Immutable; a changed upload gets a new one. */
export interface UploadView {
  readonly id: string;
  readonly connection: string;
  readonly bucket: string;
  readonly key: string;
  readonly sizeBytes: number;
  /** On the server and under way. */
  readonly sentBytes: number;
  readonly status: UploadStatus;
  readonly partsStored: number;
  readonly partCount: number;
  readonly failure: UploadFailure | null;
  readonly outcome: UploadOutcome | null;
}

export interface UploadTotals {
  readonly count: number;
  readonly byStatus: Readonly<Record<UploadStatus, number>>;
  /** Without cancelled uploads. */
  readonly sizeBytes: number;
  readonly sentBytes: number;
  readonly bytesPerSecond: number;
  /** For what is waiting or under way; `null` while the speed is unknown. */
  readonly secondsLeft: number | null;
}

/** The whole queue at one moment. Immutable, and the same object until something changes. */
export interface UploadSnapshot {
  readonly uploads: readonly UploadView[];
  readonly totals: UploadTotals;
}

const noStatuses: Record<UploadStatus, number> = {
  waiting: 0,
  preparing: 0,
  uploading: 0,
  paused: 0,
  completing: 0,
  done: 0,
  failed: 0,
  cancelled: 0,
};

export const emptySnapshot: UploadSnapshot = {
  uploads: [],
  totals: { count: 0, byStatus: noStatuses, sizeBytes: 0, sentBytes: 0, bytesPerSecond: 0, secondsLeft: null },
};

const unfinished: ReadonlySet<UploadStatus> = new Set(['waiting', 'preparing', 'uploading', 'completing']);

/** Sums kept up to date by differences, so that a thousand finished files cost nothing while one moves. */
export class RunningTotals {
  readonly #byStatus: Record<UploadStatus, number> = { ...noStatuses };
  #sizeBytes = 0;
  #sentBytes = 0;
  #leftBytes = 0;
  #leftCount = 0;

  add(view: UploadView): void {
    this.#count(view, 1);
  }

  remove(view: UploadView): void {
    this.#count(view, -1);
  }

  /** `weightPerSecond` is the speed with every file counted as `fileWeightBytes` more than it has. */
  get(bytesPerSecond: number, weightPerSecond: number, fileWeightBytes: number): UploadTotals {
    const byStatus = { ...this.#byStatus };
    const left = this.#leftBytes + this.#leftCount * fileWeightBytes;
    const secondsLeft = weightPerSecond > 0 && left > 0 ? left / weightPerSecond : null;
    const count = Object.values(byStatus).reduce((sum, of) => sum + of, 0);
    return { count, byStatus, sizeBytes: this.#sizeBytes, sentBytes: this.#sentBytes, bytesPerSecond, secondsLeft };
  }

  #count(view: UploadView, sign: 1 | -1): void {
    this.#byStatus[view.status] += sign;
    if (view.status === 'cancelled') return;
    this.#sizeBytes += sign * view.sizeBytes;
    this.#sentBytes += sign * view.sentBytes;
    if (!unfinished.has(view.status)) return;
    this.#leftBytes += sign * (view.sizeBytes - view.sentBytes);
    this.#leftCount += sign;
  }
}
