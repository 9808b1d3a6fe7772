import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys } from '@/lib/listing/byte-order';
import { findListed, type ListAfter } from './listed-keys';

const toObject = (key: string) => ({ key, sizeBytes: 1, modified: null, etag: null });

/** A bucket as ListObjectsV2 shows it, so many keys a page. */
function createListing(keys: string[], pageSize: number): { listAfter: ListAfter; pages: () => number } {
  const sorted = [...keys].sort(compareKeys);
  let pages = 0;
  const listAfter: ListAfter = ({ prefix, startAfter }) => {
    pages += 1;
    const rest = sorted.filter(
      (key) => key.startsWith(prefix) && (startAfter === '' || compareKeys(key, startAfter) > 0),
    );
    return Promise.resolve({ objects: rest.slice(0, pageSize).map(toObject), isTruncated: rest.length > pageSize });
  };
  return { listAfter, pages: () => pages };
}

const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', '\u{1f6e2}', '\uffee'), minLength: 1, maxLength: 6 });

describe('findListed', () => {
  it('finds what exists and nothing else, or leaves it open', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(key),
        fc.uniqueArray(key, { minLength: 1 }),
        fc.integer({ min: 1, max: 7 }),
        async (bucket, keys, size) => {
          const { found, unanswered } = await findListed(createListing(bucket, size).listAfter, keys);
          const expected = keys.filter((one) => bucket.includes(one) && !unanswered.includes(one));
          expect(found.map((object) => object.key).sort(compareKeys)).toEqual(expected.sort(compareKeys));
          for (const open of unanswered) expect(keys).toContain(open);
        },
      ),
    );
  });

  it('jumps over what nobody asked for', async () => {
    const crowd = Array.from({ length: 50_000 }, (_, index) => `m/${String(index).padStart(5, '0')}`);
    const { listAfter, pages } = createListing([...crowd, 'a', 'z'], 1000);
    const { found, unanswered } = await findListed(listAfter, ['a', 'b', 'z', 'zz']);
    expect(found.map((object) => object.key)).toEqual(['a', 'z']);
    expect(unanswered).toEqual([]);
    expect(pages()).toBeLessThan(10);
  });
});
