import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toList, type Condition, type Policy, type Statement } from '@/lib/policy/document';
import { operatorNames } from '@/lib/policy/operators';
import { makePolicy, makeStatement } from '@/lib/policy/templates';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import { parseSource } from '../source';
import { policy } from './setting';

const text = fc.string({ minLength: 1, maxLength: 20 }).filter((one) => one.trim() !== '');
const texts = fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 4 }));
const some = fc.record({ isNot: fc.boolean(), values: texts });
const who = fc.oneof(
  fc.constant('*' as const),
  fc
    .record({
      aws: fc.option(texts),
      canonicalUser: fc.option(texts),
      service: fc.option(texts),
      federated: fc.option(texts),
    })
    .filter((kinds) => Object.values(kinds).some((kind) => kind !== null)),
);
const scalar = fc.oneof(fc.string({ maxLength: 20 }), fc.integer(), fc.boolean());
const condition: fc.Arbitrary<Condition> = fc.record({
  operator: fc
    .tuple(fc.constantFrom('', 'ForAnyValue:', 'ForAllValues:'), fc.constantFrom(...operatorNames), fc.boolean())
    .map(([quantifier, name, ifExists]) => `${quantifier}${name}${ifExists && name !== 'Null' ? 'IfExists' : ''}`),
  key: fc.tuple(fc.constantFrom('aws', 's3', 'x-1'), text).map(([prefix, name]) => `${prefix}:${name.trim()}`),
  values: fc.oneof(scalar, fc.array(scalar, { minLength: 1, maxLength: 3 })),
});
/** As a document has them: one for each operator and key, those of an operator together. */
const conditions = fc
  .uniqueArray(condition, { maxLength: 5, selector: ({ operator, key }) => `${operator} ${key}` })
  .map((list) => {
    const operators = [...new Set(list.map(({ operator }) => operator))];
    return operators.flatMap((operator) => list.filter((one) => one.operator === operator));
  });
const statement: fc.Arbitrary<Statement> = fc.record({
  sid: fc.option(fc.string({ maxLength: 20 })),
  effect: fc.constantFrom('Allow' as const, 'Deny' as const),
  principals: fc.record({ isNot: fc.boolean(), who }),
  actions: some,
  resources: some,
  conditions,
  unknown: fc.constant({}),
});
const values: fc.Arbitrary<Policy> = fc
  .record({
    version: fc.constantFrom('2012-10-17', '2008-10-17', null),
    id: fc.option(fc.string({ maxLength: 20 })),
    statements: fc.array(statement, { minLength: 1, maxLength: 4 }),
    isSingle: fc.boolean(),
    unknown: fc.constant({}),
  })
  .map((value) => ({ ...value, isSingle: value.isSingle && value.statements.length === 1 }));

const good = makeStatement({
  actions: { isNot: false, values: ['s3:GetObject'] },
  resources: { isNot: false, values: ['arn:aws:s3:::media/*'] },
});

describe('a bucket policy', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(policy, values));

  it.each<[string, Partial<Statement>, (string | number)[]]>([
    ['nobody', { principals: null }, ['principals']],
    ['no name among its principals', nobodyNamed(), ['principals', 'who']],
    ['an empty principal', named(''), ['principals', 'who', 'aws', 0]],
    ['no action', { actions: { isNot: false, values: [] } }, ['actions', 'values']],
    ['an empty action', { actions: { isNot: false, values: ['s3:*', ''] } }, ['actions', 'values', 1]],
    ['an empty resource', { resources: { isNot: true, values: '' } }, ['resources', 'values', 0]],
    ['an unknown operator', withCondition({ operator: 'StringIs' }), ['conditions', 0, 'operator']],
    ['Null that may be missing', withCondition({ operator: 'NullIfExists' }), ['conditions', 0, 'operator']],
    ['a key without its prefix', withCondition({ key: 'SourceIp' }), ['conditions', 0, 'key']],
    ['a condition on nothing', withCondition({ values: [] }), ['conditions', 0, 'values']],
    ['an element of another language', { unknown: { Actions: 's3:*' } }, ['unknown']],
  ])('is refused with %s, at the field', (_, change, path) => {
    const issues = findIssues(policy, makePolicy(good, { ...good, ...change }));
    expect(issues.at('statements', 1, ...path)).toBeTruthy();
    expect(issues.all.every(({ path: [, index] }) => index === 1)).toBe(true);
  });

  it('is refused with two conditions of one operator on one key, which no document can hold', () => {
    const { conditions: list = [] } = withCondition({});
    const issues = findIssues(policy, makePolicy({ ...good, conditions: [...list, ...list] }));
    expect(issues.at('statements', 0, 'conditions', 1, 'key')).toContain('already');
  });

  it('keeps elements it does not know, and says so', () => {
    const parsed = parseSource(
      policy,
      '{"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Where":1}}',
    );
    if (!parsed.ok) throw new Error(parsed.problem);
    expect(policy.toWire(parsed.value)).toMatchObject({ Statement: { Where: 1 } });
    expect(findIssues(policy, parsed.value).all.map(({ message }) => message)).toEqual([
      '“Where” is no element of a policy.',
    ]);
  });

  it.each([
    '{"Statement":[{"Effect":"Maybe"}]}',
    '{"Statement":[{"Effect":"Allow","Action":"s3:*","NotAction":"s3:*"}]}',
    '{"Statement":[{"Effect":"Allow","Principal":{"Somebody":"x"}}]}',
    '{"Statement":[{"Effect":"Allow","Principal":"everyone"}]}',
    '{"Statement":[{"Effect":"Allow","Condition":{"Bool":{}}}]}',
    '{"Statement":"*"}',
  ])('is not read from %s', (source) => {
    expect(parseSource(policy, source)).toMatchObject({ ok: false });
  });

  it('is the same with a list for a text, in any order, with the root of an account for its number', () => {
    const [aws, root] = ['444455556666', 'arn:aws:iam::444455556666:root'];
    const mine = makePolicy({ ...good, ...named(aws), actions: { isNot: false, values: 's3:GetObject' } });
    const kept = makePolicy({ ...good, ...named(root) });
    expect(policy.isSame?.(mine, kept)).toBe(true);
    expect(policy.isSame?.(mine, makePolicy({ ...good, ...named('444455557777') }))).toBe(false);
    expect(policy.isSame?.(mine, makePolicy({ ...good, ...named(aws), effect: 'Deny' }))).toBe(false);
  });

  it('says in a line how much it says, and whether everyone gets in', () => {
    expect(policy.summarise(makePolicy(good))).toBe('1 statement, public');
    expect(policy.summarise(makePolicy({ ...good, effect: 'Deny' }, good))).toBe('2 statements, public');
    expect(policy.summarise(makePolicy({ ...good, ...named('444455556666') }))).toBe('1 statement');
  });

  it('has templates for this bucket', () => {
    for (const { toValue } of policy.templates) {
      const { statements } = toValue({ bucket: 'media', origin: 'https://console.example.net' }, policy.empty);
      for (const { resources } of statements) expect(toList(resources.values).join()).toContain('arn:aws:s3:::media');
    }
  });
});

function named(aws: string): Partial<Statement> {
  return { principals: { isNot: false, who: { aws: [aws], canonicalUser: null, service: null, federated: null } } };
}

function nobodyNamed(): Partial<Statement> {
  return { principals: { isNot: false, who: { aws: null, canonicalUser: null, service: null, federated: null } } };
}

function withCondition(change: Partial<Condition>): Partial<Statement> {
  return { conditions: [{ operator: 'Bool', key: 'aws:SecureTransport', values: 'false', ...change }] };
}
