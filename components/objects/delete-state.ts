import type { ErrorInfo } from '@/lib/errors/app-error';
import type { DeleteFailure, DeletePlan, DeleteProgress, KeyVersion } from '@/lib/objects/types';

export interface DeleteState {
  step: 'counting' | 'question' | 'running' | 'result';
  /** What has been counted so far; `null` before the first answer. */
  plan: DeletePlan | null;
  /** What has to be typed before it is done; `null` when little is at stake. */
  confirmText: string | null;
  typed: string;
  canConfirm: boolean;
  deleted: number;
  failures: DeleteFailure[];
  /** Delete markers that were made; `null` when they are too many to take away again at once. */
  markers: KeyVersion[] | null;
  isStopped: boolean;
  error: ErrorInfo | null;
}

export type DeleteAct =
  | { kind: 'counted'; plan: DeletePlan }
  | { kind: 'count-ended' }
  | { kind: 'typed'; text: string }
  | { kind: 'confirmed' }
  | { kind: 'progress'; progress: DeleteProgress }
  | { kind: 'ended'; isStopped: boolean }
  | { kind: 'failed'; error: ErrorInfo };

export const initialDeleteState: DeleteState = {
  step: 'counting',
  plan: null,
  confirmText: null,
  typed: '',
  canConfirm: false,
  deleted: 0,
  failures: [],
  markers: [],
  isStopped: false,
  error: null,
};

/** From here on a slip costs much: the number has to be typed. */
const largeKeys = 100;
const largeBytes = 10 * 1024 ** 3;

/** An undo is one step; more than it can take is not begun. */
const maxUndone = 1000;

function addMarkers(markers: KeyVersion[] | null, more: KeyVersion[]): KeyVersion[] | null {
  if (markers === null || markers.length + more.length > maxUndone) return null;
  return [...markers, ...more];
}

/** The text to type for a plan: the number of keys, or, while nobody knows it, the word. */
export function toConfirmText(plan: DeletePlan): string | null {
  if (plan.isPartial) return 'delete';
  return plan.keys >= largeKeys || plan.bytes >= largeBytes ? String(plan.keys) : null;
}

function ask(state: DeleteState): DeleteState {
  const confirmText = state.plan ? toConfirmText(state.plan) : null;
  const isTyped = confirmText === null || state.typed.trim().replaceAll(',', '') === confirmText;
  return { ...state, step: 'question', confirmText, canConfirm: isTyped && state.plan !== null && state.plan.keys > 0 };
}

/** The way of a delete: counting, question, running, result. */
export function reduceDelete(state: DeleteState, act: DeleteAct): DeleteState {
  switch (act.kind) {
    case 'counted':
      return state.step === 'counting' ? { ...state, plan: act.plan } : state;
    case 'count-ended':
      return state.step === 'counting' ? ask(state) : state;
    case 'typed':
      return state.step === 'question' ? ask({ ...state, typed: act.text }) : state;
    case 'confirmed':
      return state.step === 'question' && state.canConfirm ? { ...state, step: 'running' } : state;
    case 'progress':
      return {
        ...state,
        deleted: state.deleted + act.progress.deleted,
        failures: [...state.failures, ...act.progress.failures],
        markers: addMarkers(state.markers, act.progress.markers),
      };
    case 'ended':
      return { ...state, step: 'result', isStopped: act.isStopped };
    case 'failed':
      return { ...state, step: 'result', error: act.error };
  }
}
