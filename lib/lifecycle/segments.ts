import type { LifeStep } from './life';

/** A stretch of an object's life between two steps. */
export interface LifeSegment {
  fromDay: number;
  /** `null`: without end. */
  toDay: number | null;
  /** `asWritten`: where it was put; `moved`: in the class of `storageClass`; `spared`: only the newest are left; `gone`. */
  state: 'asWritten' | 'moved' | 'spared' | 'gone';
  storageClass: string | null;
  /** The rule that began it; `null` for the first. */
  rule: number | null;
  /** Versions left, where `state` is `spared`; versions that this does not touch, where it is `moved`. */
  spares: number | null;
}

/** The stretches between the steps, from day 0 on; two steps on one day leave none between them. */
export function toSegments(steps: readonly LifeStep[]): LifeSegment[] {
  const begun: Omit<LifeSegment, 'toDay'>[] = [
    { fromDay: 0, state: 'asWritten', storageClass: null, rule: null, spares: null },
  ];
  for (const { day, storageClass, rule, sparesVersions } of steps) {
    const state = storageClass !== null ? 'moved' : sparesVersions === null ? 'gone' : 'spared';
    begun.push({ fromDay: day, state, storageClass, rule, spares: sparesVersions });
  }
  return begun
    .map((segment, index) => ({ ...segment, toDay: begun[index + 1]?.fromDay ?? null }))
    .filter(({ fromDay, toDay }) => toDay === null || toDay > fromDay);
}
