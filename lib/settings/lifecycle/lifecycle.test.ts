import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expireAfter,
  hasAction,
  plainRule,
  transitionClasses,
  wholeBucket,
  type LifecycleRule,
} from '@/lib/lifecycle/rules';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import { parseSource } from '../source';
import type { Lifecycle } from './schema';
import { lifecycle } from './setting';

const prefix = fc.string({ maxLength: 40 });
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const none = fc.constant(null);
const kept = fc.option(fc.integer({ min: 1, max: 100 }));

const tags = fc.uniqueArray(
  fc.record({ key: fc.string({ minLength: 1, maxLength: 128 }), value: fc.string({ maxLength: 256 }) }),
  { maxLength: 4, selector: ({ key }) => key },
);

const filters: fc.Arbitrary<LifecycleRule['filter']> = fc.oneof(
  prefix.map((text) => ({ ...wholeBucket, form: 'prefix' as const, prefix: text })),
  fc.constant(wholeBucket),
  fc.record({
    form: fc.constant('filter' as const),
    prefix: fc.option(prefix),
    tags,
    sizeGreaterThanBytes: fc.option(fc.nat()),
    sizeLessThanBytes: fc.option(fc.integer({ min: 2 ** 31, max: 2 ** 50 })),
  }),
);

/** Each class comes once, before the end. */
const transitions = (kind: 'days' | 'date', last: number): fc.Arbitrary<LifecycleRule['transitions']> =>
  fc.subarray([...transitionClasses, 'COLD'], { maxLength: 4 }).chain((classes) =>
    fc.tuple(
      ...classes.map((storageClass) =>
        kind === 'days'
          ? fc.record({
              kind: fc.constant(kind),
              days: fc.nat(last),
              date: none,
              storageClass: fc.constant(storageClass),
            })
          : fc.record({ kind: fc.constant(kind), days: none, date: day, storageClass: fc.constant(storageClass) }),
      ),
    ),
  );

const expiration = (kind: 'days' | 'date'): fc.Arbitrary<LifecycleRule['expiration']> =>
  fc.oneof(
    none,
    kind === 'days'
      ? fc.integer({ min: 1000, max: 2_147_483_647 }).map(expireAfter)
      : fc.constant({ kind, days: null, date: '2100-01-01', removesExpiredMarkers: null }),
    fc.record({ kind: fc.constant('marker' as const), days: none, date: none, removesExpiredMarkers: fc.boolean() }),
  );

const actions = fc.constantFrom('days' as const, 'date' as const).chain((kind) =>
  fc.record({
    expiration: expiration(kind),
    transitions: transitions(kind, 999),
    noncurrentExpiration: fc.option(fc.record({ days: fc.integer({ min: 1000, max: 9999 }), newerVersions: kept })),
    noncurrentTransitions: fc.uniqueArray(
      fc.record({ days: fc.nat(999), newerVersions: kept, storageClass: fc.constantFrom(...transitionClasses) }),
      { maxLength: 3, selector: ({ storageClass }) => storageClass },
    ),
    abortUploads: fc.option(fc.record({ afterDays: fc.integer({ min: 1, max: 999 }) })),
  }),
);

/** Takes from a rule what does not go with its filter, and gives it something to do. */
function makeValid(rule: LifecycleRule): LifecycleRule {
  const { filter, expiration: end, noncurrentExpiration, noncurrentTransitions } = rule;
  const isNarrow = filter.tags.length > 0 || filter.sizeGreaterThanBytes !== null || filter.sizeLessThanBytes !== null;
  const spare = (newerVersions: number | null) => (filter.form === 'prefix' ? null : newerVersions);
  const valid = {
    ...rule,
    expiration: isNarrow && end?.kind === 'marker' ? null : end,
    noncurrentExpiration: noncurrentExpiration && {
      ...noncurrentExpiration,
      newerVersions: spare(noncurrentExpiration.newerVersions),
    },
    noncurrentTransitions: noncurrentTransitions.map((one) => ({ ...one, newerVersions: spare(one.newerVersions) })),
    abortUploads: isNarrow ? null : rule.abortUploads,
  };
  return hasAction(valid) ? valid : { ...valid, noncurrentExpiration: { days: 1, newerVersions: null } };
}

const rules: fc.Arbitrary<LifecycleRule> = fc
  .record({ id: fc.option(fc.string({ maxLength: 255 })), isEnabled: fc.boolean(), filter: filters, actions })
  .map(({ id, isEnabled, filter, actions: all }) => makeValid({ id, isEnabled, filter, ...all }));

const values: fc.Arbitrary<Lifecycle> = fc.record({
  rules: fc.uniqueArray(rules, { minLength: 1, maxLength: 4, selector: ({ id }) => id ?? Symbol('unnamed') }),
  transitionMinimumSize: fc.option(fc.constantFrom('all_storage_classes_128K', 'varies_by_storage_class')),
});

const rule: LifecycleRule = { ...plainRule, expiration: expireAfter(30) };
const step = { kind: 'days', days: 10, date: null, storageClass: 'GLACIER' } as const;
const tag = { key: 'a', value: 'b' };

const issuesOf = (...all: Partial<LifecycleRule>[]) =>
  findIssues(lifecycle, { rules: all.map((change) => ({ ...rule, ...change })), transitionMinimumSize: null });

describe('lifecycle', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(lifecycle, values));

  it.each<[string, Partial<LifecycleRule>, (string | number)[]]>([
    ['a rule without an action', { expiration: null }, []],
    ['no day at all', { expiration: expireAfter(null) }, ['expiration', 'days']],
    ['day zero', { expiration: expireAfter(0) }, ['expiration', 'days']],
    ['half days', { expiration: expireAfter(1.5) }, ['expiration', 'days']],
    ['days beside a date', { expiration: { ...expireAfter(3), date: '2030-01-01' } }, ['expiration', 'date']],
    [
      'an hour of the day',
      { expiration: { ...expireAfter(null), kind: 'date', date: '2030-01-01T10:00:00.000Z' } },
      ['expiration', 'date'],
    ],
    [
      'days beside delete markers',
      { expiration: { ...expireAfter(3), removesExpiredMarkers: true } },
      ['expiration', 'removesExpiredMarkers'],
    ],
    ['an unnamed storage class', { transitions: [{ ...step, storageClass: '' }] }, ['transitions', 0, 'storageClass']],
    ['a transition after the end', { transitions: [{ ...step, days: 30 }] }, ['transitions', 0, 'days']],
    ['a class twice', { transitions: [step, { ...step, days: 20 }] }, ['transitions', 1, 'storageClass']],
    [
      'days and dates mixed',
      { transitions: [{ ...step, kind: 'date', days: null, date: '2030-01-01' }] },
      ['transitions', 0, 'kind'],
    ],
    [
      '101 kept versions',
      { noncurrentExpiration: { days: 1, newerVersions: 101 } },
      ['noncurrentExpiration', 'newerVersions'],
    ],
    [
      'versions moved after their end',
      {
        noncurrentExpiration: { days: 5, newerVersions: null },
        noncurrentTransitions: [{ days: 5, newerVersions: null, storageClass: 'GLACIER' }],
      },
      ['noncurrentTransitions', 0, 'days'],
    ],
    ['uploads without days', { abortUploads: { afterDays: null } }, ['abortUploads', 'afterDays']],
    ['uploads by tag', { abortUploads: { afterDays: 1 }, filter: { ...wholeBucket, tags: [tag] } }, ['abortUploads']],
    [
      'markers by size',
      {
        expiration: { kind: 'marker', days: null, date: null, removesExpiredMarkers: true },
        filter: { ...wholeBucket, sizeLessThanBytes: 9 },
      },
      ['expiration'],
    ],
    ['a tag key twice', { filter: { ...wholeBucket, tags: [tag, tag] } }, ['filter', 'tags', 1, 'key']],
    [
      'sizes that exclude each other',
      { filter: { ...wholeBucket, sizeGreaterThanBytes: 10, sizeLessThanBytes: 10 } },
      ['filter', 'sizeLessThanBytes'],
    ],
    ['tags in the older form', { filter: { ...wholeBucket, form: 'prefix', tags: [tag] } }, ['filter', 'form']],
  ])('refuses %s, at the field', (_, change, path) => {
    expect(issuesOf(change).at('rules', 0, ...path)).toBeTruthy();
  });

  it('names each rule once, and leaves unnamed ones to the server', () => {
    expect(issuesOf({ id: 'a' }, { id: 'b' }, { id: 'a' }).at('rules', 2, 'id')).toBe('This name is taken.');
    expect(issuesOf({ id: null }, { id: null }, { id: '' }, { id: '' }).all).toEqual([]);
  });

  it('reads a filter of several things without And, as Ceph sends it', () => {
    const filter = { Prefix: 'a/', Tag: { Key: 'k', Value: 'v' } };
    const value = lifecycle.fromWire({ Rules: [{ Status: 'Enabled', Filter: filter }] });
    expect(value.rules[0]?.filter).toEqual({ ...wholeBucket, prefix: 'a/', tags: [{ key: 'k', value: 'v' }] });
  });

  it('keeps a moment that is not midnight, and says it is none S3 takes', () => {
    const Rules = [{ Status: 'Enabled' as const, Expiration: { Date: new Date('2030-01-01T10:30:00Z') } }];
    const value = lifecycle.fromWire({ Rules });
    expect(lifecycle.toWire(value).Rules?.[0]?.Expiration?.Date).toEqual(new Date('2030-01-01T10:30:00Z'));
  });

  it('does not lose what an unfinished document says', () => {
    const text = '{ "Rules": [{ "Status": "Enabled", "Expiration": { "Days": 1, "Date": "2030-01-01" } }] }';
    const parsed = parseSource(lifecycle, text);
    expect(parsed).toMatchObject({ ok: true });
    expect(parseSource(lifecycle, text.replace('"Days"', '"Weeks"'))).toMatchObject({ ok: false });
  });

  it('is the same however a server names, orders and writes the rules', () => {
    const wanted = {
      rules: [{ ...rule, id: 'b', filter: { ...wholeBucket, prefix: '' } }, rule],
      transitionMinimumSize: null,
    };
    const filter = { ...wholeBucket, form: 'prefix' as const, prefix: '' };
    const all = 'all_storage_classes_128K' as const;
    const kept = {
      rules: [
        { ...rule, id: 'made-up', filter },
        { ...rule, id: 'b', filter },
      ],
      transitionMinimumSize: all,
    };
    expect(lifecycle.isSame?.(wanted, kept)).toBe(true);
    expect(lifecycle.isSame?.(kept, wanted)).toBe(false);
    const other = { ...kept, rules: [kept.rules[0]!, { ...rule, id: 'c', filter }] };
    expect(lifecycle.isSame?.(wanted, other)).toBe(false);
  });
});
