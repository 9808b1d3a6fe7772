import { describe, expect, it } from 'vitest';
import { isMatch } from './filters';
import { getLife, makeSubject, type LifeOptions } from './life';
import { expireAfter, plainRule, wholeBucket, type LifecycleRule, type LifecycleTransition } from './rules';

const options: LifeOptions = { minimumSize: null, nowMs: Date.parse('2026-11-21T09:00:00Z') };
const subject = { key: 'a/b', sizeBytes: 1_000_000, tags: [] };

const rule = (change: Partial<LifecycleRule>): LifecycleRule => ({ ...plainRule, ...change });
const moveAfter = (days: number, storageClass: string): LifecycleTransition => ({
  kind: 'days',
  days,
  date: null,
  storageClass,
});
const steps = (rules: LifecycleRule[], change: Partial<LifeOptions> = {}, of = subject) =>
  getLife(rules, of, { ...options, ...change }).current.map(({ day, storageClass }) => [day, storageClass]);

describe('the life of an object', () => {
  it('goes through the steps of all rules that match, and ends with the earliest end', () => {
    const rules = [
      rule({ transitions: [moveAfter(90, 'GLACIER'), moveAfter(30, 'STANDARD_IA')], expiration: expireAfter(400) }),
      rule({ filter: { ...wholeBucket, prefix: 'a/' }, expiration: expireAfter(365) }),
      rule({ filter: { ...wholeBucket, prefix: 'b/' }, expiration: expireAfter(1) }),
      rule({ isEnabled: false, expiration: expireAfter(2) }),
    ];
    expect(steps(rules)).toEqual([
      [30, 'STANDARD_IA'],
      [90, 'GLACIER'],
      [365, null],
    ]);
    expect(getLife(rules, subject, options).rules).toEqual([0, 1]);
  });

  it('is over when deletion and a move fall on one day', () => {
    expect(steps([rule({ transitions: [moveAfter(10, 'GLACIER')] }), rule({ expiration: expireAfter(10) })])).toEqual([
      [10, null],
    ]);
  });

  it('takes the colder class of two on one day, and never goes back', () => {
    const rules = [
      rule({ transitions: [moveAfter(40, 'STANDARD_IA')] }),
      rule({ transitions: [moveAfter(40, 'GLACIER')] }),
      rule({ transitions: [moveAfter(60, 'ONEZONE_IA'), moveAfter(70, 'GLACIER')] }),
    ];
    expect(steps(rules)).toEqual([[40, 'GLACIER']]);
  });

  it('knows classes of other makers only by their day', () => {
    expect(steps([rule({ transitions: [moveAfter(2, 'GLACIER'), moveAfter(9, 'COLD_POOL')] })])).toEqual([
      [2, 'GLACIER'],
      [9, 'COLD_POOL'],
    ]);
  });

  it('counts days to a date, and acts at once on one that is past', () => {
    const on = (date: string) =>
      steps([rule({ expiration: { kind: 'date', days: null, date, removesExpiredMarkers: null } })]);
    expect(on('2026-11-23')).toEqual([[2, null]]);
    expect(on('2020-01-01')).toEqual([[0, null]]);
    expect(on('soon')).toEqual([]);
  });

  it('leaves small objects where they are, as the server’s default says', () => {
    const small = { ...subject, sizeBytes: 1000 };
    const rules = [rule({ transitions: [moveAfter(30, 'STANDARD_IA'), moveAfter(90, 'GLACIER')] })];
    expect(steps(rules, { minimumSize: 'all_storage_classes_128K' }, small)).toEqual([]);
    expect(steps(rules, { minimumSize: 'varies_by_storage_class' }, small)).toEqual([[90, 'GLACIER']]);
    const sized = rules.map((one) => ({ ...one, filter: { ...wholeBucket, sizeGreaterThanBytes: 500 } }));
    expect(steps(sized, { minimumSize: 'all_storage_classes_128K' }, small)).toHaveLength(2);
  });

  it('goes on for spared versions after the others are gone', () => {
    const { noncurrent, upload } = getLife(
      [
        rule({
          noncurrentExpiration: { days: 10, newerVersions: 3 },
          noncurrentTransitions: [{ days: 20, newerVersions: null, storageClass: 'GLACIER' }],
          abortUploads: { afterDays: 9 },
        }),
        rule({ noncurrentExpiration: { days: 50, newerVersions: null }, abortUploads: { afterDays: 7 } }),
      ],
      subject,
      options,
    );
    expect(noncurrent).toEqual([
      { day: 10, storageClass: null, rule: 0, sparesVersions: 3 },
      { day: 20, storageClass: 'GLACIER', rule: 0, sparesVersions: null },
      { day: 50, storageClass: null, rule: 1, sparesVersions: null },
    ]);
    expect(upload).toMatchObject({ day: 7, rule: 1 });
  });

  it('has nothing to say about delete markers', () => {
    expect(
      steps([rule({ expiration: { kind: 'marker', days: null, date: null, removesExpiredMarkers: true } })]),
    ).toEqual([]);
  });

  it.each([
    { ...wholeBucket, prefix: 'a/', tags: [{ key: 'k', value: 'v' }] },
    { ...wholeBucket, sizeGreaterThanBytes: 10_000_000 },
    { ...wholeBucket, sizeLessThanBytes: 5 },
    wholeBucket,
  ])('can be shown on an object made for the rule: %o', (filter) => {
    expect(isMatch(filter, makeSubject(rule({ filter })))).toBe(true);
  });
});
