import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorsRule } from '@/lib/cors/rules';
import { findMissing, mergeUploadRule, uploadHeaders } from './rules';

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

const pick = (values: string[]) => fc.subarray(values, { minLength: 0 });
const anyRule: fc.Arbitrary<CorsRule> = fc.record({
  id: fc.option(fc.string()),
  allowedOrigins: fc.subarray(['*', origin, 'https://*.example.net', 'http://other'], { minLength: 1 }),
  allowedMethods: fc.subarray(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'], { minLength: 1 }),
  allowedHeaders: pick(['*', 'Content-MD5', 'content-*', 'x-amz-*', 'If-None-Match']),
  exposedHeaders: pick(['ETag', 'x-amz-version-id']),
  maxAgeSeconds: fc.option(fc.nat(9999)),
});

describe('findMissing', () => {
  it('names the first thing that is in the way', () => {
    expect(findMissing([], origin)).toEqual([`the origin ${origin}`]);
    expect(findMissing([rule({ allowedOrigins: ['https://x'] })], origin)).toEqual([`the origin ${origin}`]);
    expect(findMissing([rule({})], origin)).toEqual(['the method PUT']);
    expect(findMissing([rule({ allowedMethods: ['PUT'], allowedHeaders: ['content-*'] })], origin)).toEqual([
      'the header if-none-match',
    ]);
    expect(findMissing([rule({ allowedMethods: ['PUT'], allowedHeaders: ['*'] })], origin)).toEqual([]);
  });

  it('knows wildcards', () => {
    const allowed = { allowedMethods: ['PUT'], allowedHeaders: ['*'] };
    expect(findMissing([rule({ ...allowed, allowedOrigins: ['https://*.example.net'] })], origin)).toEqual([]);
    expect(findMissing([rule({ ...allowed, allowedOrigins: ['http://*.example.net'] })], origin)).toHaveLength(1);
  });
});

describe('mergeUploadRule', () => {
  it('adds no more than an upload needs to an empty bucket', () => {
    expect(mergeUploadRule([], origin)).toEqual([
      rule({
        allowedOrigins: [origin],
        allowedMethods: ['PUT'],
        allowedHeaders: [...uploadHeaders],
        exposedHeaders: ['ETag'],
        maxAgeSeconds: 3600,
      }),
    ]);
  });

  it('extends the rule it made earlier', () => {
    const once = mergeUploadRule([rule({})], origin);
    const spoilt = once.map((made, index) => (index === 0 ? { ...made, allowedHeaders: ['content-md5'] } : made));
    expect(mergeUploadRule(spoilt, origin)).toHaveLength(once.length);
  });

  it('allows uploads, keeps every other rule and takes nothing away from the origin, also where only the first match counts', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 5 }), (rules) => {
        const merged = mergeUploadRule(rules, origin);
        expect(findMissing(merged, origin)).toEqual([]);
        const before = rules.filter(
          ({ allowedOrigins }) =>
            findMissing([rule({ allowedOrigins, allowedMethods: ['PUT'], allowedHeaders: ['*'] })], origin).length ===
            0,
        );
        const firstMatch = merged.find(({ allowedOrigins }) => allowedOrigins.includes(origin));
        for (const method of before.flatMap(({ allowedMethods }) => allowedMethods)) {
          expect(firstMatch?.allowedMethods).toContain(method);
        }
        const kept = merged.length === rules.length ? merged : merged.slice(1);
        for (const [index, old] of rules.entries()) if (kept[index] !== firstMatch) expect(kept[index]).toEqual(old);
        expect(mergeUploadRule(merged, origin)).toEqual(merged);
      }),
    );
  });
});
