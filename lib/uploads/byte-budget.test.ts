import { expect, it } from 'vitest';
import { ByteBudget, chooseBudgetBytes } from './byte-budget';

it('gives bytes out as long as there are any, and again when they came back', () => {
  const budget = new ByteBudget(10);
  const release = budget.take(6);
  expect(release).not.toBeNull();
  expect(budget.take(5)).toBeNull();
  expect(budget.take(4)).not.toBeNull();
  release?.();
  expect(budget.take(7)).toBeNull();
  expect(budget.take(6)).not.toBeNull();
});

it('is nothing on devices with little memory', () => {
  expect([0.5, 2, 4, 8, undefined].map(chooseBudgetBytes).map((bytes) => bytes > 0)).toEqual([
    ...[false, false, true, true, true],
  ]);
});
