import { expect, it } from 'vitest';
import { toCsvField, toCsvLine } from './csv';

it.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "no"\n', '"say ""no""\n"'],
  ['=SUM(A1)', "'=SUM(A1)"],
])('writes %j into a CSV file as %j', (text, field) => {
  expect(toCsvField(text)).toBe(field);
});

it('ends a line as RFC 4180 does', () => {
  expect(toCsvLine(['a', 1, 'b"c'])).toBe('a,1,"b""c"\r\n');
});
