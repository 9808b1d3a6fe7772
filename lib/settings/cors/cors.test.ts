import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import { corsMethods, type Cors } from './schema';
import { cors } from './setting';

const name = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !text.includes('*'));
const pattern = fc.oneof(
  name,
  fc
    .tuple(fc.string({ maxLength: 9 }), fc.string({ maxLength: 9 }))
    .map((ends) => ends.map((end) => end.replaceAll('*', '')).join('*')),
);

const values: fc.Arbitrary<Cors> = fc.record({
  rules: fc.array(
    fc.record({
      id: fc.option(fc.string({ maxLength: 255 })),
      allowedOrigins: fc.array(pattern, { minLength: 1, maxLength: 4 }),
      allowedMethods: fc.subarray([...corsMethods], { minLength: 1 }),
      allowedHeaders: fc.array(pattern, { maxLength: 4 }),
      exposedHeaders: fc.array(name, { maxLength: 4 }),
      maxAgeSeconds: fc.option(fc.nat()),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

const rule: Cors['rules'][number] = {
  id: null,
  allowedOrigins: ['*'],
  allowedMethods: ['GET'],
  allowedHeaders: [],
  exposedHeaders: [],
  maxAgeSeconds: null,
};

describe('CORS', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(cors, values));

  it.each<[string, Partial<typeof rule>, (string | number)[]]>([
    ['two stars in an origin', { allowedOrigins: ['https://*.*'] }, ['allowedOrigins', 0]],
    ['an empty origin', { allowedOrigins: ['https://a', ''] }, ['allowedOrigins', 1]],
    ['no origin', { allowedOrigins: [] }, ['allowedOrigins']],
    ['no method', { allowedMethods: [] }, ['allowedMethods']],
    ['a star among exposed headers', { exposedHeaders: ['*'] }, ['exposedHeaders', 0]],
    ['broken seconds', { maxAgeSeconds: 1.5 }, ['maxAgeSeconds']],
    ['less than no time', { maxAgeSeconds: -1 }, ['maxAgeSeconds']],
  ])('refuses %s, at the field', (_, change, path) => {
    expect(findIssues(cors, { rules: [{ ...rule, ...change }] }).at('rules', 0, ...path)).toBeTruthy();
  });

  it('refuses more rules than S3 takes', () => {
    expect(findIssues(cors, { rules: Array.from({ length: 101 }, () => rule) }).at('rules')).toContain('100');
  });
});
