'use client';

import { useEffect, useReducer, useRef } from 'react';
import type { ChangeProgress } from '@/lib/bulk/types';
import { toAppError } from '@/lib/errors/app-error';
import { initialChangeState, reduceChange, type ChangeState } from './change-state';

export interface ChangeRun {
  state: ChangeState;
  /** Makes the change and counts what each step did. */
  begin: (makeChange: (signal: AbortSignal) => AsyncIterable<ChangeProgress>) => Promise<void>;
  /** Ends it between two steps. */
  stop: () => void;
}

/** A change made step by step, for as long as its dialog is there: without it nobody could stop it any more. */
export function useChangeRun(): ChangeRun {
  const [state, dispatch] = useReducer(reduceChange, initialChangeState);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  return {
    state,
    stop: () => running.current?.abort(),
    async begin(makeChange) {
      const controller = new AbortController();
      running.current = controller;
      dispatch({ kind: 'begun' });
      try {
        for await (const progress of makeChange(controller.signal)) dispatch({ kind: 'progress', progress });
        dispatch({ kind: 'ended', isStopped: controller.signal.aborted });
      } catch (error) {
        dispatch({ kind: 'failed', error: toAppError(error).toInfo() });
      }
    },
  };
}
