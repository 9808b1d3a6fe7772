import { describe, expect, it } from 'vitest';
import { cors } from './cors/setting';
import { describeIssue, findIssues, Issues } from './issues';
import { getSeen, isSameJson } from './seen';
import { parseSource } from './source';

const rule = { AllowedOrigins: ['*'], AllowedMethods: ['GET'] };
const parse = (document: unknown) => parseSource(cors, JSON.stringify(document));

describe('parseSource', () => {
  it('reads what aws-cli writes', () => {
    expect(parse({ CORSRules: [rule] })).toMatchObject({ ok: true, value: { rules: [{ allowedMethods: ['GET'] }] } });
  });

  it.each([
    ['a name nobody knows', { CORSRules: [{ ...rule, AllowedOrigin: ['x'] }] }, 'CORSRules[0].AllowedOrigin'],
    ['a name nobody knows at the top', { CORSRules: [rule], Extra: 1 }, 'Extra'],
    ['a text for a list', { CORSRules: 'all' }, 'not built'],
    ['a list at the top', [rule], 'object'],
  ])('refuses %s instead of losing it', (_, document, problem) => {
    const parsed = parse(document);
    expect(parsed.ok ? '' : parsed.problem).toContain(problem);
  });

  it('says where JSON breaks off', () => {
    const parsed = parseSource(cors, '{ "CORSRules": [ }');
    expect(parsed.ok ? '' : parsed.problem).toMatch(/^This is not JSON: .*\}/u);
  });

  it('lets pass what the schema is there to judge', () => {
    const parsed = parse({ CORSRules: [{ ...rule, AllowedMethods: ['PATCH'], MaxAgeSeconds: 'x' }] });
    expect(parsed.ok && findIssues(cors, parsed.value).all.map(describeIssue)).toEqual([
      expect.stringMatching(/^rules 1, allowedMethods 1: /u),
      expect.stringMatching(/^rules 1, maxAgeSeconds: /u),
    ]);
  });
});

describe('Issues', () => {
  const issues = new Issues([{ path: ['rules', 1, 'days'], message: 'Give days.' }]);

  it('tells a field what is wrong with it, and a part what is wrong inside', () => {
    expect(issues.at('rules', 1, 'days')).toBe('Give days.');
    expect(issues.at('rules', 1)).toBeUndefined();
    expect(issues.within('rules', 1)).toBe('Give days.');
    expect(issues.below('rules', 1).at('days')).toBe('Give days.');
    expect(issues.below('rules', 0).all).toEqual([]);
  });
});

describe('getSeen', () => {
  it('is equal for equal values, whatever the order of their names, and for no others', () => {
    expect(getSeen({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(getSeen({ b: [{ d: 3, c: 2 }], a: 1 }));
    expect(getSeen({ a: [1, 2] })).not.toBe(getSeen({ a: [2, 1] }));
    expect(isSameJson({ a: undefined, b: null }, { b: null })).toBe(true);
  });
});
