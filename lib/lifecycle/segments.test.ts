import { describe, expect, it } from 'vitest';
import { toSegments } from './segments';

const step = (day: number, storageClass: string | null, sparesVersions: number | null = null) => ({
  day,
  storageClass,
  sparesVersions,
  rule: 0,
});

const inShort = (...steps: ReturnType<typeof step>[]) =>
  toSegments(steps).map(({ fromDay, toDay, state, storageClass }) => [fromDay, toDay, storageClass ?? state]);

describe('stretches of a life', () => {
  it('lie between the steps, and the last has no end', () => {
    expect(inShort(step(30, 'GLACIER'), step(90, null))).toEqual([
      [0, 30, 'asWritten'],
      [30, 90, 'GLACIER'],
      [90, null, 'gone'],
    ]);
    expect(inShort()).toEqual([[0, null, 'asWritten']]);
  });

  it('leave out what lasts no time', () => {
    expect(inShort(step(0, null))).toEqual([[0, null, 'gone']]);
    expect(inShort(step(5, 'A'), step(5, 'B'))).toEqual([
      [0, 5, 'asWritten'],
      [5, null, 'B'],
    ]);
  });

  it('tell versions that are spared from those that are gone', () => {
    expect(toSegments([step(10, null, 5)])).toMatchObject([{ state: 'asWritten' }, { state: 'spared', spares: 5 }]);
  });
});
