import type { ChangeFailure, ChangeProgress } from '@/lib/bulk/types';
import type { ErrorInfo } from '@/lib/errors/app-error';

export interface ChangeState {
  step: 'form' | 'running' | 'result';
  done: number;
  failures: ChangeFailure[];
  losses: ChangeFailure[];
  isStopped: boolean;
  error: ErrorInfo | null;
}

export type ChangeAct =
  | { kind: 'begun' }
  | { kind: 'progress'; progress: ChangeProgress }
  | { kind: 'ended'; isStopped: boolean }
  | { kind: 'failed'; error: ErrorInfo };

export const initialChangeState: ChangeState = {
  step: 'form',
  done: 0,
  failures: [],
  losses: [],
  isStopped: false,
  error: null,
};

/** The way of a change: form, running, result. */
export function reduceChange(state: ChangeState, act: ChangeAct): ChangeState {
  switch (act.kind) {
    case 'begun':
      return { ...initialChangeState, step: 'running' };
    case 'progress': {
      const { done, failures, losses } = act.progress;
      return {
        ...state,
        done: state.done + done,
        failures: [...state.failures, ...failures],
        losses: [...state.losses, ...losses],
      };
    }
    case 'ended':
      return { ...state, step: 'result', isStopped: act.isStopped };
    case 'failed':
      return { ...state, step: 'result', error: act.error };
  }
}
