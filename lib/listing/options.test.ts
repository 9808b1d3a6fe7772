import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBrowseQuery, initialBrowseState, toBrowseQuery } from '@/lib/client/routes';
import { fromOptionNames, defaultListingOptions, toListingInput, toOptionNames, toSort } from './options';

describe('listing options', () => {
  it('come back from the URL as they went in', () => {
    const options = fc.record({
      fetchOwner: fc.boolean(),
      restoreStatus: fc.boolean(),
      isVersion1: fc.boolean(),
      maxKeys: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: null }),
      expectedBucketOwner: fc.constantFrom('', '123456789012'),
    });
    fc.assert(
      fc.property(options, (chosen) => {
        const query = toBrowseQuery({ options: toOptionNames(chosen) });
        expect(fromOptionNames(fromBrowseQuery(query).options)).toEqual(chosen);
      }),
    );
  });

  it.each(['max-keys:0', 'max-keys:1001', 'max-keys:x', 'account:12', 'toString', ''])('leaves out %s', (name) => {
    expect(fromOptionNames([name])).toEqual(defaultListingOptions);
  });

  it('become the input of a listing', () => {
    const state = { ...initialBrowseState, prefix: 'a/', startAfter: 'a/m', options: ['owner', 'v1', 'max-keys:10'] };
    expect(toListingInput('c', 'b', state)).toEqual({
      connection: 'c',
      bucket: 'b',
      prefix: 'a/',
      delimiter: '/',
      startAfter: 'a/m',
      fetchOwner: true,
      api: 'v1',
      maxKeys: 10,
    });
    expect(toListingInput('c', 'b', initialBrowseState)).toEqual({
      connection: 'c',
      bucket: 'b',
      prefix: '',
      delimiter: '/',
    });
  });

  it('take only known columns for a sort', () => {
    expect(toSort({ column: 'size', descending: true })).toEqual({ column: 'size', descending: true });
    expect(toSort({ column: 'constructor', descending: true })).toBeNull();
    expect(toSort(null)).toBeNull();
  });
});
