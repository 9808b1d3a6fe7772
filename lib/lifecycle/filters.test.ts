import { describe, expect, it } from 'vitest';
import { isCovering, isMatch, isWholeBucket, mayOverlap } from './filters';
import { wholeBucket, type LifecycleFilter } from './rules';

const tag = (key: string, value: string) => ({ key, value });
const tagSets = [[], [tag('k', '1')], [tag('k', '2')], [tag('k', '1'), tag('l', '1')]];

const filters: LifecycleFilter[] = [null, 'a', 'a/', 'b'].flatMap((prefix) =>
  tagSets.flatMap((tags) =>
    [null, 0, 1].flatMap((sizeGreaterThanBytes) =>
      [null, 2, 3].map((sizeLessThanBytes) => ({
        ...wholeBucket,
        prefix,
        tags,
        sizeGreaterThanBytes,
        sizeLessThanBytes,
      })),
    ),
  ),
);

/** Whatever two of the filters can tell apart. */
const subjects = ['a', 'a/', 'b', 'c'].flatMap((key) =>
  [...tagSets, [tag('k', '2'), tag('l', '1')]].flatMap((tags) =>
    [0, 1, 2, 3].map((sizeBytes) => ({ key, tags, sizeBytes })),
  ),
);

const pairs = filters.flatMap((a) => filters.map((b) => [a, b] as const));
const matched = new Map(filters.map((filter) => [filter, subjects.filter((subject) => isMatch(filter, subject))]));

describe('filters of lifecycle rules', () => {
  it('overlap exactly when some object matches both', () => {
    const wrong = pairs.filter(([a, b]) => mayOverlap(a, b) !== matched.get(a)!.some((subject) => isMatch(b, subject)));
    expect(wrong).toEqual([]);
  });

  it('cover one another only when nothing that the inner matches escapes the outer', () => {
    const escaped = pairs.filter(
      ([outer, inner]) => isCovering(outer, inner) && !matched.get(inner)!.every((subject) => isMatch(outer, subject)),
    );
    expect(escaped).toEqual([]);
    expect(pairs.filter(([outer, inner]) => isCovering(outer, inner)).length).toBeGreaterThan(filters.length);
  });

  it.each<[string, Partial<LifecycleFilter>, boolean]>([
    ['prefix', { prefix: 'logs/' }, true],
    ['another prefix', { prefix: 'log-' }, false],
    ['a tag it has', { tags: [{ key: 'a', value: '1' }] }, true],
    ['a tag of another value', { tags: [{ key: 'a', value: '2' }] }, false],
    ['its exact size as a bound below', { sizeGreaterThanBytes: 100 }, false],
    ['its exact size as a bound above', { sizeLessThanBytes: 100 }, false],
    ['sizes around it', { sizeGreaterThanBytes: 99, sizeLessThanBytes: 101 }, true],
  ])('match by %s', (_, change, expected) => {
    const subject = { key: 'logs/today', sizeBytes: 100, tags: [{ key: 'a', value: '1' }] };
    expect(isMatch({ ...wholeBucket, ...change }, subject)).toBe(expected);
  });

  it('exclude each other by prefix, size, or two values of one tag', () => {
    const overlap = (a: Partial<LifecycleFilter>, b: Partial<LifecycleFilter>) =>
      mayOverlap({ ...wholeBucket, ...a }, { ...wholeBucket, ...b });
    expect(overlap({ prefix: 'a/' }, { prefix: 'b/' })).toBe(false);
    expect(overlap({ prefix: 'a/' }, { prefix: 'a/b/' })).toBe(true);
    expect(overlap({ sizeLessThanBytes: 10 }, { sizeGreaterThanBytes: 9 })).toBe(false);
    expect(overlap({ sizeLessThanBytes: 11 }, { sizeGreaterThanBytes: 9 })).toBe(true);
    expect(overlap({ tags: [{ key: 'a', value: '1' }] }, { tags: [{ key: 'a', value: '2' }] })).toBe(false);
    expect(overlap({ tags: [{ key: 'a', value: '1' }] }, { tags: [{ key: 'b', value: '2' }] })).toBe(true);
  });

  it('let everything in only when nothing is asked', () => {
    expect(isWholeBucket({ ...wholeBucket, prefix: '' })).toBe(true);
    expect(isWholeBucket({ ...wholeBucket, sizeGreaterThanBytes: 0 })).toBe(false);
    expect(isWholeBucket({ ...wholeBucket, tags: [{ key: 'a', value: '' }] })).toBe(false);
  });
});
