import { describe, expect, it } from 'vitest';
import { emptySearch } from '@/lib/search/query';
import { describeFilters } from './describe-search';
import { toSearchDraft, toSearchQuery } from './search-draft';

const minute = 60_000;

describe('a search while it is typed', () => {
  it('becomes the same search again', () => {
    const query = {
      ...emptySearch,
      text: '*.log',
      mode: 'glob' as const,
      minBytes: 1536,
      maxBytes: 1024 ** 3,
      from: 1_700_000_000_000 - (1_700_000_000_000 % minute),
      to: null,
      storageClass: 'GLACIER',
    };
    expect(toSearchQuery(toSearchDraft(query))).toEqual({ query, problems: {} });
    expect(describeFilters(query)).toMatch(/^from 1536 B, up to 1 GiB, changed since .+, in GLACIER$/u);
    expect(describeFilters(emptySearch)).toBe('');
  });

  it('says what is wrong with it', () => {
    const draft = toSearchDraft(emptySearch);
    expect(Object.keys(toSearchQuery(draft).problems)).toEqual(['whole']);
    expect(Object.keys(toSearchQuery({ ...draft, minSize: 'large' }).problems)).toContain('minSize');
    expect(toSearchQuery({ ...draft, minSize: '2 k', maxSize: '1 k' }).problems).toEqual({
      maxSize: 'Less than the smallest size.',
    });
    const times = { from: '2026-01-02T00:00', to: '2026-01-01T00:00' };
    expect(toSearchQuery({ ...draft, ...times }).problems).toEqual({ to: 'Not after the first moment.' });
    expect(toSearchQuery({ ...draft, text: 'a' }).problems).toEqual({});
  });
});
