import { describe, expect, it } from 'vitest';
import { isSameRules, judgeCors, type CorsRule } from './rules';

const origin = 'https://console.example.net';
const rule = (change: Partial<CorsRule>): CorsRule => ({
  id: null,
  allowedOrigins: ['*'],
  allowedMethods: ['GET'],
  allowedHeaders: [],
  exposedHeaders: [],
  maxAgeSeconds: null,
  ...change,
});

describe('judgeCors', () => {
  const put = { origin, method: 'PUT', headers: ['Content-Type'] };

  it('lets the first rule answer that covers everything', () => {
    const able = rule({ allowedMethods: ['PUT'], allowedHeaders: ['content-*'] });
    expect(judgeCors([rule({}), able, able], put)).toEqual({ isAllowed: true, rule: 1 });
  });

  it('says of every rule what is in its way', () => {
    const rules = [
      rule({ allowedOrigins: ['https://*.example.org'] }),
      rule({}),
      rule({ allowedMethods: ['PUT'], allowedHeaders: ['x-amz-*'] }),
    ];
    expect(judgeCors(rules, put)).toEqual({
      isAllowed: false,
      obstacles: [
        { rule: 0, obstacle: `its origins do not cover ${origin}` },
        { rule: 1, obstacle: 'it does not allow PUT' },
        { rule: 2, obstacle: 'it does not allow the header Content-Type' },
      ],
    });
    expect(judgeCors([], put)).toEqual({ isAllowed: false, obstacles: [] });
  });

  it('minds the case of origins', () => {
    expect(
      judgeCors([rule({ allowedOrigins: [origin.toUpperCase()] })], { ...put, method: 'GET', headers: [] }),
    ).toMatchObject({ isAllowed: false });
  });
});

describe('isSameRules', () => {
  it('does not mind the order of names nor the case of headers, and minds the rest', () => {
    const a = rule({ allowedMethods: ['PUT', 'GET'], allowedHeaders: ['Content-MD5'] });
    const b = rule({ allowedMethods: ['GET', 'PUT'], allowedHeaders: ['content-md5'] });
    expect(isSameRules([a], [b])).toBe(true);
    expect(isSameRules([a], [rule({})])).toBe(false);
    expect(isSameRules([a, rule({})], [rule({}), a])).toBe(false);
  });
});
