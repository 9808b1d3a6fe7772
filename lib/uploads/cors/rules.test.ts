import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorsRule } from '@/lib/cors/rules';
import { corsNeeds, corsPurposes } from './needs';
import { findMissing, mergeRule } from './rules';

const origin = 'https://console.example.net';
const { upload, read } = corsNeeds;
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
    expect(findMissing([], origin, upload)).toEqual([`the origin ${origin}`]);
    expect(findMissing([rule({ allowedOrigins: ['https://x'] })], origin, upload)).toEqual([`the origin ${origin}`]);
    expect(findMissing([rule({})], origin, upload)).toEqual(['the method PUT']);
    expect(findMissing([rule({ allowedMethods: ['PUT'], allowedHeaders: ['content-*'] })], origin, upload)).toEqual([
      'the header if-none-match',
    ]);
    expect(findMissing([rule({ allowedMethods: ['PUT'], allowedHeaders: ['*'] })], origin, upload)).toEqual([]);
  });

  it('knows wildcards', () => {
    const allowed = { allowedMethods: ['PUT'], allowedHeaders: ['*'] };
    expect(findMissing([rule({ ...allowed, allowedOrigins: ['https://*.example.net'] })], origin, upload)).toEqual([]);
    expect(findMissing([rule({ ...allowed, allowedOrigins: ['http://*.example.net'] })], origin, upload)).toHaveLength(
      1,
    );
  });
});

describe('mergeRule', () => {
  it('adds no more than an upload needs to an empty bucket', () => {
    expect(mergeRule([], origin, upload)).toEqual([
      rule({
        allowedOrigins: [origin],
        allowedMethods: ['PUT'],
        allowedHeaders: [...upload.headers],
        exposedHeaders: ['ETag'],
        maxAgeSeconds: 3600,
      }),
    ]);
  });

  it('extends the rule it made earlier', () => {
    const once = mergeRule([rule({})], origin, upload);
    const spoilt = once.map((made, index) => (index === 0 ? { ...made, allowedHeaders: ['content-md5'] } : made));
    expect(mergeRule(spoilt, origin, upload)).toHaveLength(once.length);
  });

  it('adds what reading needs, and finds nothing missing where a plain rule for GET is', () => {
    expect(findMissing([rule({})], origin, read)).toEqual([]);
    expect(mergeRule([], origin, read)).toEqual([
      rule({
        allowedOrigins: [origin],
        allowedMethods: ['GET', 'HEAD'],
        allowedHeaders: ['range'],
        exposedHeaders: ['ETag', 'Content-Range'],
        maxAgeSeconds: 3600,
      }),
    ]);
  });

  it.each(corsPurposes)(
    'allows to %s, keeps every other rule and takes nothing away from the origin, also where only the first match counts',
    (purpose) => {
      const need = corsNeeds[purpose];
      fc.assert(
        fc.property(fc.array(anyRule, { maxLength: 5 }), (rules) => {
          const merged = mergeRule(rules, origin, need);
          expect(findMissing(merged, origin, need)).toEqual([]);
          const before = rules.filter(
            ({ allowedOrigins }) =>
              findMissing(
                [rule({ allowedOrigins, allowedMethods: [need.method], allowedHeaders: ['*'] })],
                origin,
                need,
              ).length === 0,
          );
          const firstMatch = merged.find(({ allowedOrigins }) => allowedOrigins.includes(origin));
          for (const method of before.flatMap(({ allowedMethods }) => allowedMethods)) {
            expect(firstMatch?.allowedMethods).toContain(method);
          }
          const kept = merged.length === rules.length ? merged : merged.slice(1);
          for (const [index, old] of rules.entries()) if (kept[index] !== firstMatch) expect(kept[index]).toEqual(old);
          expect(mergeRule(merged, origin, need)).toEqual(merged);
        }),
      );
    },
  );
});
