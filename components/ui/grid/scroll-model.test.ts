import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxPhysicalHeight, ScrollModel } from './scroll-model';

const rowHeight = 34;
const viewport = 700;

function makeModel(count: number): ScrollModel {
  const model = new ScrollModel(rowHeight);
  model.resize(count, viewport);
  return model;
}

describe('ScrollModel', () => {
  it('is the identity for lists that fit', () => {
    const model = makeModel(1000);
    model.scrollTo(5000);
    expect(model.offset).toBe(5000);
    expect(model.physicalHeight).toBe(34_000);
  });

  it.each([1_000_000, 10_000_000])('reaches the last of %d rows, by thumb and by code', (count) => {
    const model = makeModel(count);
    expect(model.physicalHeight).toBe(maxPhysicalHeight);
    model.scrollTo(model.maxPhysical);
    expect(model.range(0).end).toBe(count);
    model.moveTo(0);
    model.moveTo(model.offsetToShow(count - 1));
    expect(model.range(0).end).toBe(count);
    expect(model.physical).toBeCloseTo(model.maxPhysical, 6);
  });

  it('moves by exactly the pixels of the wheel, anywhere in a long list', () => {
    const model = makeModel(10_000_000);
    for (const start of [0, 50_000, 123_456_789, 339_000_000]) {
      model.moveTo(start);
      const from = model.offset;
      for (let tick = 0; tick < 20; tick += 1) {
        model.scrollTo(model.physical + 120);
        if (model.mustSettle) model.settle();
      }
      expect(model.offset - from).toBeCloseTo(2400, 3);
    }
  });

  it('never jumps more than the wheel turned, on the way down to either end', () => {
    const model = makeModel(1_000_000);
    model.moveTo(150_000);
    for (let tick = 0; model.offset > 0; tick += 1) {
      const before = model.offset;
      model.scrollTo(Math.max(0, model.physical - 500));
      if (model.mustSettle) model.settle();
      expect(before - model.offset).toBeLessThanOrEqual(501);
      expect(tick).toBeLessThan(400);
    }
    model.moveTo(model.maxOffset - 150_000);
    for (let tick = 0; model.offset < model.maxOffset; tick += 1) {
      const before = model.offset;
      model.scrollTo(Math.min(model.maxPhysical, model.physical + 500));
      if (model.mustSettle) model.settle();
      expect(model.offset - before).toBeLessThanOrEqual(501);
      expect(tick).toBeLessThan(400);
    }
  });

  it('keeps within bounds, and physical and offset in step, through any moves', () => {
    const move = fc.oneof(
      fc.record({ kind: fc.constant('wheel' as const), by: fc.integer({ min: -900, max: 900 }) }),
      fc.record({ kind: fc.constant('drag' as const), to: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ kind: fc.constant('show' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ kind: fc.constant('grow' as const), rows: fc.nat(2_000_000) }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.array(move, { maxLength: 40 }), (start, moves) => {
        let count = start;
        const model = makeModel(count);
        for (const step of moves) {
          if (step.kind === 'wheel') model.scrollTo(Math.min(Math.max(0, model.physical + step.by), model.maxPhysical));
          if (step.kind === 'drag') model.scrollTo(step.to * model.maxPhysical);
          if (step.kind === 'grow') model.resize((count += step.rows), viewport);
          if (step.kind === 'show') {
            const index = Math.min(count - 1, Math.floor(step.at * count));
            model.moveTo(model.offsetToShow(index));
            const { first, end } = model.range(0);
            expect(first <= index && index < end).toBe(true);
          }
          if (model.mustSettle) model.settle();
          expect(model.offset).toBeGreaterThanOrEqual(0);
          expect(model.offset).toBeLessThanOrEqual(model.maxOffset);
          expect(model.physical).toBeGreaterThanOrEqual(0);
          expect(model.physical).toBeLessThanOrEqual(model.maxPhysical + 1e-6);
        }
      }),
    );
  });

  it('does not move for a row that is in sight', () => {
    const model = makeModel(1000);
    model.moveTo(340);
    expect(model.offsetToShow(12)).toBe(340);
    expect(model.offsetToShow(9)).toBe(306);
    expect(model.offsetToShow(40)).toBe(41 * rowHeight - viewport);
  });
});
