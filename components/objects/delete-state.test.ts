import { describe, expect, it } from 'vitest';
import type { DeletePlan } from '@/lib/objects/types';
import { initialDeleteState, reduceDelete, toConfirmText, type DeleteAct, type DeleteState } from './delete-state';

const plan: DeletePlan = { keys: 3, bytes: 100, isPartial: false, versioning: 'off' };
const run = (...acts: DeleteAct[]): DeleteState => acts.reduce(reduceDelete, initialDeleteState);

describe('the way of a delete', () => {
  it('asks only after it has counted', () => {
    expect(run({ kind: 'counted', plan: { ...plan, isPartial: true } })).toMatchObject({
      step: 'counting',
      canConfirm: false,
    });
    expect(run({ kind: 'counted', plan }, { kind: 'confirmed' }).step).toBe('counting');
    expect(run({ kind: 'counted', plan }, { kind: 'count-ended' })).toMatchObject({
      step: 'question',
      canConfirm: true,
    });
  });

  it('has nothing to confirm when nothing was found', () => {
    expect(run({ kind: 'counted', plan: { ...plan, keys: 0 } }, { kind: 'count-ended' }).canConfirm).toBe(false);
    expect(run({ kind: 'count-ended' }).canConfirm).toBe(false);
  });

  it('wants the number typed when much is at stake', () => {
    expect(toConfirmText(plan)).toBeNull();
    expect(toConfirmText({ ...plan, keys: 1200 })).toBe('1200');
    expect(toConfirmText({ ...plan, bytes: 11 * 1024 ** 3 })).toBe('3');
    expect(toConfirmText({ ...plan, isPartial: true })).toBe('delete');
    const asked = run({ kind: 'counted', plan: { ...plan, keys: 1200 } }, { kind: 'count-ended' });
    expect(asked.canConfirm).toBe(false);
    expect(reduceDelete(asked, { kind: 'confirmed' }).step).toBe('question');
    expect(reduceDelete(asked, { kind: 'typed', text: '120' }).canConfirm).toBe(false);
    expect(reduceDelete(asked, { kind: 'typed', text: ' 1,200' }).canConfirm).toBe(true);
  });

  it('adds up progress and keeps every failure', () => {
    const failure = { key: 'a', code: 'AccessDenied', message: 'no' };
    const state = run(
      { kind: 'counted', plan },
      { kind: 'count-ended' },
      { kind: 'confirmed' },
      { kind: 'progress', progress: { deleted: 1, failures: [], markers: [] } },
      { kind: 'progress', progress: { deleted: 1, failures: [failure], markers: [{ key: 'b', versionId: '1' }] } },
      { kind: 'ended', isStopped: true },
    );
    expect(state).toMatchObject({ step: 'result', deleted: 2, failures: [failure], isStopped: true, error: null });
    expect(state.markers).toEqual([{ key: 'b', versionId: '1' }]);
    const many = Array.from({ length: 1000 }, () => ({ key: 'c', versionId: '2' }));
    const more: DeleteAct = { kind: 'progress', progress: { deleted: 1000, failures: [], markers: many } };
    expect(reduceDelete(state, more).markers).toBeNull();
  });

  it('shows what broke it off, with what had been done', () => {
    const error = { code: 'session-ended', message: 'Sign in again.' } as const;
    const state = run(
      { kind: 'counted', plan },
      { kind: 'count-ended' },
      { kind: 'confirmed' },
      { kind: 'progress', progress: { deleted: 2, failures: [], markers: [] } },
      { kind: 'failed', error },
    );
    expect(state).toMatchObject({ step: 'result', deleted: 2, error });
  });
});
