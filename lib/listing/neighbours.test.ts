import { describe, expect, it } from 'vitest';
import { makePage } from '@/lib/testing/listing-pages';
import { findObject } from './neighbours';
import { folderId, ListingRows } from './rows';
import { ListingView } from './view';

describe('findObject', () => {
  it('goes from object to object, over folders, as they are shown', () => {
    const rows = new ListingRows('');
    rows.append(makePage([{ name: 'a' }, { name: 'b' }, { name: 'c' }], ['x/', 'y/']));
    const view = new ListingView(rows);
    expect([findObject(view, 0, 1), findObject(view, 2, 1), findObject(view, 1, -1)]).toEqual([1, null, 0]);
    expect(findObject(view, 0, -1)).toBeNull();
    expect(findObject(view, folderId(0), 1)).toBe(0);
    view.set({ column: 'name', descending: true }, '');
    expect(findObject(view, 2, 1)).toBe(1);
    view.set(null, 'c');
    expect(findObject(view, 0, 1)).toBeNull();
  });
});
