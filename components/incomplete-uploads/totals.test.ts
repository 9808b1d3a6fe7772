import { describe, expect, it } from 'vitest';
import { addUp, describeUploads, findOlder, toUploadName } from './totals';

const day = 24 * 60 * 60 * 1000;

describe('incomplete uploads', () => {
  it('are added up as far as they are known', () => {
    const sizes = [
      { key: 'a', uploadId: '1', bytes: 1024, parts: 1 },
      { key: 'a', uploadId: '2', bytes: 1024, parts: 2 },
      { key: 'b', uploadId: '1', bytes: null, parts: null },
    ];
    const totals = addUp(new Map(sizes.map((size) => [toUploadName(size), size])));
    expect(totals).toEqual({ bytes: 2048, measured: 2 });
    expect(describeUploads(3, false, totals)).toBe('3 incomplete uploads · 2.0 KiB in 2 of them so far');
    expect(describeUploads(2, false, totals)).toBe('2 incomplete uploads · 2.0 KiB in all');
    expect(describeUploads(2, true, totals)).toBe('First 2 uploads of more · 2.0 KiB in all');
    expect(describeUploads(0, false, totals)).toBe('No incomplete uploads');
  });

  it('are found by age', () => {
    const made = (uploadId: string, initiated: number | null) => ({
      key: 'k',
      uploadId,
      initiated,
      initiator: '',
      storageClass: '',
      partChecksum: null,
    });
    const uploads = [made('old', 0), made('new', 9 * day), made('unknown', null)];
    expect(findOlder(uploads, 7, 10 * day).map(({ uploadId }) => uploadId)).toEqual(['old']);
    expect(findOlder(uploads, 0, 10 * day)).toHaveLength(2);
  });
});
