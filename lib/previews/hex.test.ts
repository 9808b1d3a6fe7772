import { describe, expect, it } from 'vitest';
import { ExactNumber, parseExactJson } from './exact-json';
import { parseOffset, toHexOffset, toHexRow } from './hex';
import { toBytes } from './testing/memory-source';

describe('hex', () => {
  it('writes bytes in both ways', () => {
    expect(toHexRow(toBytes('Hi\n~\u007f'))).toEqual({ hex: '48 69 0a 7e 7f', text: 'Hi·~·' });
    expect(toHexOffset(255, 10)).toBe('000000ff');
    expect(toHexOffset(0, 2 ** 40)).toBe('00000000000');
  });

  it.each([
    ['0', 0],
    ['1,0_0', 100],
    ['0x10', 16],
    ['50 %', 500],
    ['99999', 1000],
    ['', null],
    ['-5', null],
    ['1e3', null],
    ['0xzz', null],
  ])('takes %j for %s of a thousand', (text, offset) => expect(parseOffset(text, 1000)).toBe(offset));
});

describe('parseExactJson', () => {
  it('keeps whole numbers that JavaScript would round', () => {
    expect(parseExactJson('[9007199254740993, 1, 1.50, 1e3, -0]')).toEqual([
      new ExactNumber('9007199254740993'),
      1,
      1.5,
      1000,
      -0,
    ]);
  });
});
