import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInNetwork } from './networks';
import { matchesPattern, mayOverlap } from './patterns';

describe('patterns', () => {
  const toRegExp = (pattern: string) => new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su');
  const pattern = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 8 }).map((parts) => parts.join(''));
  const text = fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }).map((parts) => parts.join(''));

  it('match as regular expressions do', () => {
    fc.assert(
      fc.property(pattern, text, (one, other) => matchesPattern(one, other) === toRegExp(one).test(other)),
      { numRuns: 1000 },
    );
  });

  it('overlap wherever one text matches both', () => {
    fc.assert(
      fc.property(pattern, pattern, text, (one, other, both) => {
        fc.pre(matchesPattern(one, both) && matchesPattern(other, both));
        return mayOverlap(one, other);
      }),
      { numRuns: 1000 },
    );
    expect([mayOverlap('a*', '*b'), mayOverlap('a*', 'b*'), mayOverlap('', '?')]).toEqual([true, false, false]);
  });
});

describe('networks', () => {
  it.each([
    ['192.0.2.7', '192.0.2.0/24', true],
    ['192.0.3.7', '192.0.2.0/24', false],
    ['::ffff:192.0.2.7', '192.0.2.7', true],
    ['2001:db8::1', '2001:DB8::/32', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['2001:db8::1', '0.0.0.0/0', false],
    ['1.2.3.4', '0.0.0.0/0', true],
    ['1.2.3.4', '1.2.3.4/33', false],
    ['1.2.3.400', '0.0.0.0/0', false],
    ['1::2::3', '::/0', false],
    ['::', '::/0', true],
  ])('%s in %s: %s', (address, network, expected) => {
    expect(isInNetwork(address, network)).toBe(expected);
  });
});
