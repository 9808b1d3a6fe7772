import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBytes, toByteText } from './parse-bytes';

describe('parseBytes', () => {
  it.each([
    ['7', 7],
    ['0', 0],
    ['10 kB', 10_240],
    ['1.5 GiB', 1.5 * 1024 ** 3],
    ['1,5g', 1.5 * 1024 ** 3],
    [' 2M ', 2 * 1024 ** 2],
    ['', null],
    ['much', null],
    ['-1', null],
    ['1 XB', null],
    ['99999999 PiB', null],
  ])('reads %j', (text, bytes) => expect(parseBytes(text)).toBe(bytes));

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (bytes) => {
        expect(parseBytes(toByteText(bytes))).toBe(bytes);
      }),
    );
  });
});
