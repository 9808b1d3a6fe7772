import { describe, expect, it } from 'vitest';
import { parseLifetime, toMaxLifetimeSeconds } from './link-lifetime';

const week = 7 * 86_400;

describe('the lifetime of a link', () => {
  it('ends with the session only where the keys are temporary', () => {
    const now = 1_000_000;
    expect(toMaxLifetimeSeconds({ hasSessionToken: false, expires: now + 5000 }, now)).toBe(week);
    expect(toMaxLifetimeSeconds({ hasSessionToken: true, expires: now + 5500 }, now)).toBe(5);
    expect(toMaxLifetimeSeconds({ hasSessionToken: true, expires: now - 1 }, now)).toBe(0);
    expect(toMaxLifetimeSeconds({ hasSessionToken: true, expires: null }, now)).toBe(week);
    expect(toMaxLifetimeSeconds({ hasSessionToken: true, expires: now + week * 5000 }, now)).toBe(week);
  });

  it('is read from a number and a unit', () => {
    expect(parseLifetime('1', 'hours', week)).toEqual({ ok: true, seconds: 3600 });
    expect(parseLifetime(' 0.5 ', 'days', week)).toEqual({ ok: true, seconds: 43_200 });
    expect(parseLifetime('7', 'days', week)).toEqual({ ok: true, seconds: week });
    expect(parseLifetime('0.001', 'minutes', week)).toEqual({ ok: true, seconds: 1 });
  });

  it.each(['', 'x', '0', '-1', 'Infinity'])('refuses %s', (text) => {
    expect(parseLifetime(text, 'hours', week).ok).toBe(false);
  });

  it('says why it is too long', () => {
    expect(parseLifetime('8', 'days', week)).toMatchObject({
      problem: expect.stringContaining('seven days') as string,
    });
    expect(parseLifetime('8', 'days', 100)).toMatchObject({ problem: expect.stringContaining('session') as string });
  });
});
