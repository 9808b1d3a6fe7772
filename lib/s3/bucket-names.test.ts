import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNameProblem } from './bucket-names';

describe('findNameProblem', () => {
  it.each(['abc', 'media-archive', '0-9', 'a'.repeat(63), 'bucket-2026', '1234'])(
    'has nothing to say about %s',
    (name) => expect(findNameProblem(name)).toBeNull(),
  );

  it.each([
    ['', 'at least 3'],
    ['ab', 'at least 3'],
    ['a'.repeat(64), 'at most 63'],
    ['Media', 'lowercase'],
    ['mÜll', 'lowercase'],
    ['two words', 'no spaces'],
    ['snake_case', 'no underscores'],
    ['größe', '“ö”'],
    ['a/b', '“/”'],
    ['-abc', 'begins with'],
    ['.abc', 'begins with'],
    ['abc-', 'ends with'],
    ['abc.', 'ends with'],
    ['a..b', 'Two dots'],
    ['192.168.5.4', 'IP address'],
  ])('refuses %j', (name, reason) => {
    const problem = findNameProblem(name);
    expect(problem?.severity).toBe('refused');
    expect(problem?.message).toContain(reason);
  });

  it.each([
    'xn--abc',
    'sthree-abc',
    'sthree-configurator-x',
    'amzn-s3-demo-bucket',
    'abc-s3alias',
    'abc--ol-s3',
    'abc.mrap',
    'abc--usw2-az1--x-s3',
    'abc--table-s3',
    'abc-111122223333-us-east-1-an',
    'www.example.com',
  ])('warns about %s', (name) => expect(findNameProblem(name)?.severity).toBe('caution'));

  it('passes no name that is not a host name label sequence', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '0', '-', '.', '_', 'A', ' ', 'é'), maxLength: 70 }),
        (name) => {
          fc.pre(findNameProblem(name)?.severity !== 'refused');
          expect(name).toMatch(/^(?=.{3,63}$)[a-z0-9]([a-z0-9-]*\.?[a-z0-9-]+)*$/u);
          expect(name).toMatch(/[a-z0-9]$/u);
          expect(name).not.toContain('..');
        },
      ),
    );
  });
});
