import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { countParts, getPartBytes, toParts, toPartsEtag } from './parts';

const mebi = 1024 ** 2;

it('needs no parts for what one request carries', () => {
  expect(getPartBytes(16 * mebi, null)).toBeNull();
  expect(getPartBytes(16 * mebi + 1, null)).toBe(16 * mebi);
});

it('cuts where the original was cut, as far as S3 lets it', () => {
  expect(getPartBytes(12 * mebi, 8 * mebi)).toBe(8 * mebi);
  expect(getPartBytes(12 * mebi, 4 * mebi)).toBeNull();
  expect(getPartBytes(1000 * 1024 * mebi, 8 * mebi)).toBeGreaterThan(16 * mebi);
});

it.each([16 * mebi + 1, 5 * 1024 ** 4, 48.8 * 1024 ** 4])('covers %d bytes once, within the limits', (size) => {
  const bytes = Math.floor(size);
  const parts = toParts(bytes, getPartBytes(bytes, null) ?? bytes);
  expect(parts.length).toBeLessThanOrEqual(10_000);
  expect(parts[0]?.start).toBe(0);
  expect(parts.at(-1)?.end).toBe(bytes);
  expect(parts.every(({ start }, index) => index === 0 || start === parts[index - 1]?.end)).toBe(true);
});

it('makes the ETag that a server makes of parts', () => {
  const md5s = ['a', 'b'].map((text) => createHash('md5').update(text).digest('hex'));
  const digest = createHash('md5')
    .update(Buffer.concat(md5s.map((md5) => Buffer.from(md5, 'hex'))))
    .digest('hex');
  expect(toPartsEtag(md5s)).toBe(`${digest}-2`);
  expect(countParts(`${digest}-2`)).toBe(2);
  expect(countParts(digest)).toBeNull();
  expect(countParts(null)).toBeNull();
});
