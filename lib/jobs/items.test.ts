import { expect, it } from 'vitest';
import { toListingPage } from '@/lib/objects/wire';
import { toItems } from './items';

it('makes items of a page, keys whole and the marker of the prefix among them', () => {
  const LastModified = new Date(1_000);
  const page = toListingPage(
    {
      Contents: [
        { Key: 'a/', Size: 0 },
        { Key: 'a/%C3%A4%20b', Size: 5, ETag: '"e1"', LastModified, StorageClass: 'GLACIER' },
        { Key: 'a/c', Size: 7, ETag: '"e22"', LastModified },
      ],
    },
    'a/',
    null,
    0,
  );
  expect(toItems(page, 'a/')).toEqual([
    { key: 'a/', sizeBytes: 0 },
    { key: 'a/ä b', sizeBytes: 5, etag: 'e1', modified: 1_000, storageClass: 'GLACIER' },
    { key: 'a/c', sizeBytes: 7, etag: 'e22', modified: 1_000 },
  ]);
});
