import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LifecycleConfiguration, LifecycleRule } from '../settings/lifecycle';
import { dueAfter } from './due';
import { expirationHeader, isUploadDue, planKey, type AgingVersion } from './plan';

const dayMs = 86_400_000;
const start = Date.UTC(2026, 0, 15, 10, 30);
const midnight = (day: number) => Date.UTC(2026, 0, day);

const everything = { prefix: null, tags: [], sizeGreaterThanBytes: null, sizeLessThanBytes: null };
const rule = (changes: Partial<LifecycleRule>): LifecycleRule => ({
  id: 'rule',
  isEnabled: true,
  hasFilter: true,
  filter: everything,
  expiration: null,
  transitions: [],
  noncurrentExpiration: null,
  noncurrentTransitions: [],
  abortUploadsAfterDays: null,
  ...changes,
});
const of = (...rules: Partial<LifecycleRule>[]): LifecycleConfiguration => ({
  rules: rules.map(rule),
  transitionMinimumSize: 'all_storage_classes_128K',
});
const version = (changes: Partial<AgingVersion> = {}): AgingVersion => ({
  versionId: 'v',
  isMarker: false,
  modified: start,
  sizeBytes: 1_000_000,
  storageClass: 'STANDARD',
  tags: [],
  isLocked: false,
  ...changes,
});
const days = (count: number) => ({ days: count, date: null, expiredObjectDeleteMarker: null });
const plan = (configuration: LifecycleConfiguration, versions: AgingVersion[], now: number, isVersioned = true) => {
  return planKey(configuration, 'logs/a', versions, { now, isVersioned });
};

describe('an age in days', () => {
  it('is reached at the next midnight', () => {
    // The example of the S3 User Guide: 15 January 10:30, three days, 19 January 00:00.
    expect(dueAfter(start, 3)).toBe(midnight(19));
    expect(dueAfter(midnight(15), 3)).toBe(midnight(18));
    expect(plan(of({ expiration: days(3) }), [version()], midnight(19) - 1)).toEqual([]);
    expect(plan(of({ expiration: days(3) }), [version()], midnight(19))).toEqual([{ kind: 'expire' }]);
  });

  it('is never reached early and at most a day late', () => {
    fc.assert(
      fc.property(fc.nat(4e12), fc.nat(4000), (time, count) => {
        const late = dueAfter(time, count) - (time + count * dayMs);
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThan(dayMs);
        expect(dueAfter(time, count) % dayMs).toBe(0);
      }),
    );
  });
});

describe('a day that tests have made short', () => {
  const shortDayMs = 5000;
  const after = (ms: number, ...rules: Partial<LifecycleRule>[]) => {
    const versions = [version({ versionId: 'new' }), version({ modified: start - 1 })];
    return planKey(of(...rules), 'logs/a', versions, { now: start + ms, shortDayMs, isVersioned: true });
  };

  it('is counted from the age of a version, and knows no midnight', () => {
    expect(after(2 * shortDayMs - 1, { expiration: days(2) })).toEqual([]);
    expect(after(2 * shortDayMs, { expiration: days(2) })).toEqual([{ kind: 'expire' }]);
  });

  it('counts for older versions, for transitions and for uploads', () => {
    const noncurrentExpiration = { noncurrentDays: 1, newerNoncurrentVersions: null };
    expect(after(shortDayMs - 1, { noncurrentExpiration })).toEqual([]);
    expect(after(shortDayMs, { noncurrentExpiration })).toEqual([{ kind: 'remove', versionId: 'v' }]);
    const transitions = [{ days: 3, date: null, storageClass: 'GLACIER' as const }];
    expect(after(3 * shortDayMs - 1, { transitions })).toEqual([]);
    expect(after(3 * shortDayMs, { transitions })).toEqual([
      { kind: 'transition', versionId: 'new', storageClass: 'GLACIER' },
    ]);
    const uploads = of({ abortUploadsAfterDays: 2 });
    const isDueAfter = (ms: number) => {
      return isUploadDue(uploads, { key: 'logs/a', initiated: start }, { now: start + ms, shortDayMs });
    };
    expect([isDueAfter(2 * shortDayMs - 1), isDueAfter(2 * shortDayMs)]).toEqual([false, true]);
  });

  it('leaves dates what they are', () => {
    const expiration = { days: null, date: midnight(20), expiredObjectDeleteMarker: null };
    expect(after(100 * shortDayMs, { expiration })).toEqual([]);
  });
});

describe('a current version', () => {
  it('expires on a date', () => {
    const configuration = of({ expiration: { days: null, date: midnight(20), expiredObjectDeleteMarker: null } });
    expect(plan(configuration, [version()], midnight(20) - 1)).toEqual([]);
    expect(plan(configuration, [version({ modified: midnight(25) })], midnight(25))).toEqual([{ kind: 'expire' }]);
  });

  it.each([
    [{ prefix: 'logs/' }, true],
    [{ prefix: 'text/' }, false],
    [{ tags: [{ key: 'a', value: '1' }] }, true],
    [{ tags: [{ key: 'a', value: '2' }] }, false],
    [
      {
        tags: [
          { key: 'a', value: '1' },
          { key: 'b', value: '1' },
        ],
      },
      false,
    ],
    [{ sizeGreaterThanBytes: 999_999 }, true],
    [{ sizeGreaterThanBytes: 1_000_000 }, false],
    [{ sizeLessThanBytes: 1_000_001 }, true],
    [{ sizeLessThanBytes: 1_000_000 }, false],
    [{ prefix: 'logs/', tags: [{ key: 'a', value: '1' }], sizeGreaterThanBytes: 5 }, true],
  ])('is filtered by %j: %s', (filter, expected) => {
    const configuration = of({ filter: { ...everything, ...filter }, expiration: days(1) });
    const tagged = version({ tags: [{ key: 'a', value: '1' }] });
    expect(plan(configuration, [tagged], midnight(30))).toEqual(expected ? [{ kind: 'expire' }] : []);
  });

  it('stays while the rule is off', () => {
    expect(plan(of({ isEnabled: false, expiration: days(1) }), [version()], midnight(30))).toEqual([]);
  });

  it('moves to the coldest class that is due, and only down', () => {
    const configuration = of({
      transitions: [
        { days: 5, date: null, storageClass: 'GLACIER' },
        { days: 2, date: null, storageClass: 'STANDARD_IA' },
      ],
    });
    const move = (storageClass: string) => [{ kind: 'transition', versionId: 'v', storageClass }];
    expect(plan(configuration, [version()], midnight(18))).toEqual(move('STANDARD_IA'));
    expect(plan(configuration, [version()], midnight(21))).toEqual(move('GLACIER'));
    expect(plan(configuration, [version({ storageClass: 'DEEP_ARCHIVE' })], midnight(21))).toEqual([]);
  });

  it('that is small does not move, unless the filter or the bucket says so', () => {
    const transitions = [{ days: 1, date: null, storageClass: 'GLACIER' as const }];
    const small = [version({ sizeBytes: 10 })];
    const sized = { ...everything, sizeGreaterThanBytes: 5 };
    expect(plan(of({ transitions }), small, midnight(30))).toEqual([]);
    expect(plan(of({ transitions, filter: sized }), small, midnight(30))).toHaveLength(1);
    const varying = { ...of({ transitions }), transitionMinimumSize: 'varies_by_storage_class' as const };
    expect(plan(varying, small, midnight(30))).toHaveLength(1);
  });

  it('that goes for good is not moved before, one that is hidden is', () => {
    const transitions = [{ days: 1, date: null, storageClass: 'GLACIER' as const }];
    const configuration = of({ transitions }, { expiration: days(1) });
    expect(plan(configuration, [version()], midnight(30), false)).toEqual([{ kind: 'expire' }]);
    expect(plan(configuration, [version()], midnight(30)).map(({ kind }) => kind)).toEqual(['transition', 'expire']);
  });
});

describe('noncurrent versions', () => {
  const versions = ['new', 'b', 'c', 'd'].map((versionId, index) => {
    return version({ versionId, modified: start - index * 10 * dayMs });
  });
  const removed = (configuration: LifecycleConfiguration, list: AgingVersion[], now: number) => {
    return plan(configuration, list, now).flatMap((action) => (action.kind === 'remove' ? [action.versionId] : []));
  };

  it('go so many days after their successor came', () => {
    const configuration = of({ noncurrentExpiration: { noncurrentDays: 5, newerNoncurrentVersions: null } });
    expect(removed(configuration, versions, midnight(16))).toEqual(['c', 'd']);
    expect(removed(configuration, versions, midnight(21))).toEqual(['b', 'c', 'd']);
  });

  it('are kept in the number that a rule says', () => {
    const configuration = of({ noncurrentExpiration: { noncurrentDays: 1, newerNoncurrentVersions: 2 } });
    expect(removed(configuration, versions, midnight(30))).toEqual(['d']);
  });

  it('stay while they are locked', () => {
    const configuration = of({ noncurrentExpiration: { noncurrentDays: 1, newerNoncurrentVersions: null } });
    const locked = versions.map((entry) => ({ ...entry, isLocked: entry.versionId === 'c' }));
    expect(removed(configuration, locked, midnight(30))).toEqual(['b', 'd']);
  });

  it('move', () => {
    const noncurrentTransitions = [
      { noncurrentDays: 1, newerNoncurrentVersions: 1, storageClass: 'GLACIER_IR' as const },
    ];
    expect(plan(of({ noncurrentTransitions }), versions, midnight(30))).toEqual([
      { kind: 'transition', versionId: 'c', storageClass: 'GLACIER_IR' },
      { kind: 'transition', versionId: 'd', storageClass: 'GLACIER_IR' },
    ]);
  });
});

describe('a delete marker', () => {
  const marker = version({ versionId: 'm', isMarker: true, sizeBytes: 0 });
  const remove = [{ kind: 'remove', versionId: 'm' }];

  it('goes when nothing lies under it any more', () => {
    const configuration = of({ expiration: { days: null, date: null, expiredObjectDeleteMarker: true } });
    expect(plan(configuration, [marker], start)).toEqual(remove);
    expect(plan(configuration, [marker, version()], start)).toEqual([]);
  });

  it('goes too when it is as old as objects may become', () => {
    expect(plan(of({ expiration: days(3) }), [marker], midnight(18))).toEqual([]);
    expect(plan(of({ expiration: days(3) }), [marker], midnight(19))).toEqual(remove);
  });
});

describe('an upload', () => {
  it('is ended so many days after it began', () => {
    const configuration = of({ abortUploadsAfterDays: 2, filter: { ...everything, prefix: 'logs/' } });
    const upload = { key: 'logs/a', initiated: start };
    expect(isUploadDue(configuration, upload, { now: midnight(18) - 1 })).toBe(false);
    expect(isUploadDue(configuration, upload, { now: midnight(18) })).toBe(true);
    expect(isUploadDue(configuration, { ...upload, key: 'text/a' }, { now: midnight(30) })).toBe(false);
  });
});

describe('the header', () => {
  it('names the first rule to act', () => {
    const configuration = of({ id: 'late', expiration: days(9) }, { id: 'a b', expiration: days(3) });
    const object = { key: 'logs/a', sizeBytes: 1, tags: [], modified: start };
    expect(expirationHeader(configuration, object)).toEqual({
      'x-amz-expiration': 'expiry-date="Mon, 19 Jan 2026 00:00:00 GMT", rule-id="a%20b"',
    });
    expect(expirationHeader(of({}), object)).toEqual({});
    expect(expirationHeader(null, object)).toEqual({});
  });
});
