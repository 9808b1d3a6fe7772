import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBytes, formatExactBytes } from './bytes';
import { formatDate, formatExactDate, formatUtcDate, formatAge } from './dates';
import { formatMilliseconds, formatSeconds } from './durations';
import { formatCount, formatQuantity } from './numbers';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1, '1 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [421_888, '412 KiB'],
    [1_048_064, '1.0 MiB'],
    [1_048_575, '1.0 MiB'],
    [8.1 * 1024 ** 2, '8.1 MiB'],
    [48.2 * 1024 ** 3, '48.2 GiB'],
    [48.8 * 1024 ** 4, '48.8 TiB'],
    [2 ** 70, '1024 EiB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('never shows a number that belongs to the next unit, and stays near the value', () => {
    const scale: Record<string, number> = {
      B: 1,
      KiB: 1024,
      MiB: 1024 ** 2,
      GiB: 1024 ** 3,
      TiB: 1024 ** 4,
      PiB: 1024 ** 5,
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 52 }), (bytes) => {
        const [number, unit] = formatBytes(bytes).split(' ');
        const shown = Number(number);
        expect(shown).toBeLessThan(1024);
        const back = shown * (scale[unit ?? ''] ?? Number.NaN);
        expect(Math.abs(back - bytes)).toBeLessThanOrEqual(Math.max(0.5, bytes * 0.05));
      }),
    );
  });

  it('gives the exact number where asked', () => {
    expect(formatExactBytes(1)).toBe('1 byte');
    expect(formatExactBytes(51_757_531_136)).toBe('51,757,531,136 bytes');
  });
});

describe('numbers', () => {
  it('separates thousands and knows one from many', () => {
    expect(formatCount(3000)).toBe('3,000');
    expect(formatQuantity(1, 'object')).toBe('1 object');
    expect(formatQuantity(0, 'object')).toBe('0 objects');
    expect(formatQuantity(2, 'copy', 'copies')).toBe('2 copies');
  });
});

describe('dates', () => {
  const moment = Date.UTC(2026, 10, 18, 21, 4, 10);

  it('writes UTC with its name', () => {
    expect(formatUtcDate(moment)).toBe('18 Nov 2026, 21:04:10 UTC');
  });

  it('writes the viewer’s zone to the minute, and to the second with the zone', () => {
    expect(formatDate(moment)).toMatch(/^1[789] Nov 2026, \d\d:\d4$/u);
    expect(formatExactDate(moment)).toMatch(/^1[789] Nov 2026, \d\d:\d4:10 \S+$/u);
  });
});

describe('durations', () => {
  it.each([
    [0.4, '0 ms'],
    [31.4, '31 ms'],
    [999.6, '1.0 s'],
    [1234, '1.2 s'],
    [9960, '10 s'],
    [200_000, '3 min 20 s'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(formatMilliseconds(milliseconds)).toBe(text);
  });

  it.each([
    [45, '45 s'],
    [60, '1 min'],
    [3600, '1 h'],
    [7500, '2 h 5 min'],
    [86_400, '1 day'],
    [7 * 86_400, '7 days'],
    [6 * 86_400 + 4 * 3600 + 59, '6 days 4 h'],
  ])('%d s is %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});

describe('ages', () => {
  const now = Date.UTC(2026, 10, 21);
  it.each([
    [59, 'just now'],
    [60, '1 minute'],
    [7200, '2 hours'],
    [86_400 * 3, '3 days'],
    [86_400 * 40, '1 month'],
    [86_400 * 800, '2 years'],
    [-5, 'just now'],
  ])('of %i s read “%s”', (seconds, text) => expect(formatAge(now - seconds * 1000, now)).toBe(text));
});
