import type { ChangedObject } from '@/lib/bulk/schema';
import type { ChangeFailure } from '@/lib/bulk/types';
import type { ReturnStep } from '@/lib/versions/types';

/** What is going to happen, summed up before anybody confirms. */
export interface ReturnPlan {
  /** Keys looked at so far. */
  keys: number;
  same: number;
  copies: ChangedObject[];
  copiedBytes: number;
  markers: ChangedObject[];
  /** Objects that only their markers hide. */
  unhidden: number;
  hidden: { key: string; sizeBytes: number }[];
  failures: ChangeFailure[];
}

export const emptyReturnPlan: ReturnPlan = {
  keys: 0,
  same: 0,
  copies: [],
  copiedBytes: 0,
  markers: [],
  unhidden: 0,
  hidden: [],
  failures: [],
};

/** The plan with some more keys in it. */
export function addReturnSteps(plan: ReturnPlan, steps: readonly ReturnStep[]): ReturnPlan {
  const copies = steps.filter((step) => step.kind === 'copy');
  const unhidden = steps.filter((step) => step.kind === 'unhide');
  return {
    keys: plan.keys + steps.length,
    same: plan.same + steps.filter(({ kind }) => kind === 'none').length,
    copies: [...plan.copies, ...copies.map(({ key, versionId }) => ({ key, versionId }))],
    copiedBytes: plan.copiedBytes + copies.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    markers: [
      ...plan.markers,
      ...unhidden.flatMap(({ key, markers }) => markers.map((versionId) => ({ key, versionId, isMarker: true }))),
    ],
    unhidden: plan.unhidden + unhidden.length,
    hidden: [
      ...plan.hidden,
      ...steps.filter((step) => step.kind === 'hide').map(({ key, sizeBytes }) => ({ key, sizeBytes })),
    ],
    failures: [
      ...plan.failures,
      ...steps.filter((step) => step.kind === 'failed').map(({ key, code, message }) => ({ key, code, message })),
    ],
  };
}

/** Requests that write, of copies, markers and hidden keys alike. */
export function countReturnActs({ copies, markers, hidden }: ReturnPlan): number {
  return copies.length + markers.length + hidden.length;
}
