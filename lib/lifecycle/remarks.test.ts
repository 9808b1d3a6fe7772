import { describe, expect, it } from 'vitest';
import { findDroppedParts, findRemarks } from './remarks';
import { expireAfter, plainRule, wholeBucket, type LifecycleRule, type LifecycleTransition } from './rules';

const now = Date.parse('2026-11-21T09:00:00Z');
const under = (prefix: string): LifecycleRule['filter'] => ({ ...wholeBucket, prefix });
const moveAfter = (days: number, storageClass: string): LifecycleTransition => ({
  kind: 'days',
  days,
  date: null,
  storageClass,
});
const on = (date: string): LifecycleRule['expiration'] => ({
  kind: 'date',
  days: null,
  date,
  removesExpiredMarkers: null,
});

/** One line a remark: “warn: …”. */
const remarks = (...rules: Partial<LifecycleRule>[]) =>
  findRemarks(
    rules.map((rule) => ({ ...plainRule, filter: under('a/'), ...rule })),
    now,
  ).map(({ tone, text }) => `${tone}: ${text}`);

describe('remarks on lifecycle rules', () => {
  it('has none about rules that go together', () => {
    expect(
      remarks(
        { expiration: expireAfter(365), transitions: [moveAfter(30, 'STANDARD_IA'), moveAfter(90, 'GLACIER')] },
        { filter: under('b/'), expiration: expireAfter(5) },
        { abortUploads: { afterDays: 7 } },
      ),
    ).toEqual([]);
  });

  it('sees a rule that comes too late', () => {
    expect(
      remarks({ expiration: expireAfter(10) }, { id: 'old', filter: under('a/old/'), expiration: expireAfter(30) }),
    ).toEqual(['warn: Rule 2 (old) never deletes anything: Rule 1 deletes the same objects after 10 days already.']);
  });

  it('sees rules that overlap in part', () => {
    expect(
      remarks(
        { filter: { ...under('a/'), tags: [{ key: 'x', value: '1' }] }, expiration: expireAfter(1) },
        { expiration: expireAfter(30) },
      ),
    ).toEqual(['info: Rule 1 and Rule 2 overlap: what both match is deleted after 1 day, by Rule 1.']);
  });

  it('says which of days and date counts', () => {
    expect(remarks({ expiration: on('2031-01-01') }, { expiration: expireAfter(30) })).toEqual([
      'info: Rule 1 and Rule 2 overlap: what both match is deleted on 2031-01-01 or after 30 days, whichever comes first.',
    ]);
  });

  it('sees moves of what is gone', () => {
    expect(remarks({ expiration: expireAfter(60) }, { transitions: [moveAfter(90, 'GLACIER')] })).toEqual([
      'warn: Rule 2 never moves anything to GLACIER: Rule 1 deletes the objects after 60 days.',
    ]);
    expect(
      remarks({ filter: under('a/b/'), expiration: expireAfter(60) }, { transitions: [moveAfter(90, 'GLACIER')] }),
    ).toEqual(['info: Rule 1 deletes what both match after 60 days, before Rule 2 moves it to GLACIER.']);
  });

  it('sees moves back to a warmer class', () => {
    expect(
      remarks({ transitions: [moveAfter(40, 'GLACIER')] }, { transitions: [moveAfter(60, 'STANDARD_IA')] }),
    ).toEqual(['warn: Rule 2 does not move to STANDARD_IA what Rule 1 has moved to the colder GLACIER.']);
  });

  it('sees versions that two rules delete', () => {
    const keep = (days: number, newerVersions: number | null) => ({ noncurrentExpiration: { days, newerVersions } });
    expect(remarks(keep(30, null), keep(90, 5))).toEqual([
      'warn: Rule 2 never deletes a version: Rule 1 deletes the same ones after 30 days already.',
    ]);
    expect(remarks(keep(30, 5), keep(90, null))).toEqual([
      'info: Rule 1 and Rule 2 overlap: a version that both match goes as soon as either says so.',
    ]);
  });

  it('sees rules that say the same, and leaves disabled ones alone', () => {
    const same = { id: 'x', expiration: expireAfter(5) };
    expect(remarks(same, { ...same, id: 'y' })).toEqual(['warn: Rule 2 (y) says the same as Rule 1 (x).']);
    expect(remarks(same, { ...same, isEnabled: false })).toEqual([]);
  });

  it('warns of a whole bucket, a slash in front, and a day that is past', () => {
    expect(remarks({ filter: wholeBucket, expiration: expireAfter(30) })).toEqual([
      'info: Rule 1 deletes every object of the bucket after 30 days.',
    ]);
    expect(remarks({ filter: under('/a'), expiration: expireAfter(30) })).toEqual([
      'warn: Rule 1: the prefix begins with a slash. Keys do so only if they were uploaded that way.',
    ]);
    expect(remarks({ expiration: on('2026-11-01') })).toEqual([
      'warn: Rule 1: 2026-11-01 is past. It acts at once, and on every new object as well, while it is enabled.',
    ]);
  });

  it('knows what Amazon refuses and bills', () => {
    expect(remarks({ transitions: [moveAfter(10, 'STANDARD_IA'), moveAfter(30, 'GLACIER')] })).toEqual([
      'warn: Rule 1: Amazon takes at least 30 days before STANDARD_IA.',
      'warn: Rule 1: Amazon moves to GLACIER at least 30 days after STANDARD_IA.',
    ]);
    expect(remarks({ transitions: [moveAfter(30, 'DEEP_ARCHIVE')], expiration: expireAfter(90) })).toEqual([
      'info: Rule 1: objects stay 60 days in DEEP_ARCHIVE; Amazon bills 180 at least.',
    ]);
    expect(remarks({ transitions: [moveAfter(1, 'COLD_POOL')], expiration: expireAfter(2) })).toEqual([]);
  });

  it('sees older and newer forms side by side', () => {
    expect(
      remarks(
        { expiration: expireAfter(1) },
        { filter: { ...under('b/'), form: 'prefix' }, expiration: expireAfter(1) },
      ),
    ).toEqual(['info: Some rules have the older form, some the newer; a server may refuse the mixture.']);
  });

  it('says nothing of fields that are still empty', () => {
    expect(remarks({ expiration: expireAfter(null) }, { transitions: [{ ...moveAfter(0, ''), days: null }] })).toEqual(
      [],
    );
  });

  it('warns of parts that the server may drop, since the rule then does more', () => {
    const rules = [
      { ...plainRule, filter: { ...wholeBucket, sizeLessThanBytes: 9 }, expiration: expireAfter(1) },
      { ...plainRule, noncurrentExpiration: { days: 1, newerVersions: 2 } },
    ];
    expect(findDroppedParts(rules, { sizes: true, keptVersions: true }).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Rule 1: .*objects of every size/u),
      expect.stringMatching(/^Rule 2: .*None is spared/u),
    ]);
    expect(findDroppedParts(rules, { sizes: false, keptVersions: false })).toEqual([]);
  });
});
