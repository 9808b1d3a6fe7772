import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePage, makePages, type PlainObject } from '@/lib/testing/listing-pages';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { compareKeys, packSixUnits } from './byte-order';
import { ListingRows, type ObjectRow } from './rows';
import { runAtOnce } from './slices';
import { sortObjects } from './sort';

/** Well-formed text with everything a key may hold. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', 'B', '/', ' ', '\uffee', '\ue000', '\u{1f6e2}', 'ß'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 12,
});

function loadRows(objects: readonly PlainObject[], pageLength: number): ListingRows {
  const rows = new ListingRows('');
  for (const page of makePages(objects, pageLength)) rows.append(page);
  return rows;
}

describe('byte order', () => {
  it('is the order of UTF-8', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
    );
  });

  it('is never contradicted by the packed first units', () => {
    const pack = (string: string): number => packSixUnits({ text: string, start: 0, end: string.length });
    fc.assert(
      fc.property(text, text, (a, b) => {
        if (pack(a) !== pack(b)) expect(Math.sign(pack(a) - pack(b))).toBe(Math.sign(compareKeys(a, b)));
      }),
    );
  });
});

describe('rows of versions', () => {
  const objects: PlainObject[] = [
    { name: 'a', version: { id: 'a3', isLatest: true, isMarker: true } },
    { name: 'a', version: { id: 'a2' } },
    { name: 'a', version: { id: 'null' } },
    { name: 'b', version: { id: 'b1', isLatest: true } },
  ];

  it.each([1, 2, 10])('stand together by key, cut into pages of %i or not', (pageLength) => {
    const rows = loadRows(objects, pageLength);
    const read = objects.map((_, id) => rows.version(id));
    expect(read).toEqual([
      { id: 'a3', isLatest: true, isMarker: true, isSameKeyAsBefore: false },
      { id: 'a2', isLatest: false, isMarker: false, isSameKeyAsBefore: true },
      { id: 'null', isLatest: false, isMarker: false, isSameKeyAsBefore: true },
      { id: 'b1', isLatest: true, isMarker: false, isSameKeyAsBefore: false },
    ]);
    expect([rows.isOrdered, rows.hasVersions, rows.markers]).toEqual([true, true, 1]);
    expect([rows.find('a'), rows.find('a', 'null'), rows.find('b', 'b1'), rows.find('a', 'b1')]).toEqual([
      0,
      2,
      3,
      null,
    ]);
  });

  it('keep the newest first when keys are sorted the other way', () => {
    const rows = loadRows(objects, 2);
    const sorted = runAtOnce(sortObjects(rows, { column: 'name', descending: true }, new Uint32Array(0), 4));
    expect([...sorted]).toEqual([3, 0, 1, 2]);
  });

  it('are told apart from objects, which have none', () => {
    const rows = loadRows([{ name: 'a' }], 1);
    expect([rows.version(0), rows.hasVersions, rows.row(0)]).toEqual([
      null,
      false,
      expect.objectContaining({ version: null }),
    ]);
  });
});

describe('ListingRows', () => {
  it('gives back every column of every row', () => {
    const objects: PlainObject[] = nastyKeys.map(({ key }, index) => ({
      name: key,
      size: index * 1000,
      modified: index % 3 === 0 ? null : index,
      etag: index % 2 === 0 ? '' : `etag-${index}`,
      storageClass: ['', 'STANDARD', 'GLACIER'][index % 3] ?? '',
      owner: index > 20 ? 'somebody' : '',
      checksum: index % 5 === 0 ? 'CRC64NVME' : '',
      restore: index === 7 ? 'in progress' : '',
    }));
    const rows = loadRows(objects, 5);
    const read = Array.from({ length: rows.objects }, (_, id) => rows.row(id) as ObjectRow);
    expect(
      read.map(({ name, sizeBytes, modified, etag, storageClass, owner, checksum, restore }) => ({
        name,
        size: sizeBytes,
        modified,
        etag,
        storageClass,
        owner,
        checksum,
        restore,
      })),
    ).toEqual(objects);
    expect(rows.bytes).toBe(objects.reduce((sum, { size }) => sum + (size ?? 0), 0));
  });

  it('puts folders first, whenever they arrive, and keeps ids', () => {
    const rows = new ListingRows('p/');
    rows.append(makePage([{ name: 'a' }, { name: 'c' }], ['b/']));
    expect([0, 1, 2].map((index) => rows.key(rows.idAt(index)))).toEqual(['p/b/', 'p/a', 'p/c']);
    const idOfC = rows.idAt(2);
    rows.append(makePage([{ name: 'e' }], ['d/']));
    expect(Array.from({ length: rows.count }, (_, index) => rows.name(rows.idAt(index)))).toEqual([
      'b/',
      'd/',
      'a',
      'c',
      'e',
    ]);
    expect(rows.name(idOfC)).toBe('c');
  });

  it('does not show a common prefix twice when a page begins where the last one ended', () => {
    const rows = new ListingRows('');
    rows.append(makePage([], ['a/', 'b/']));
    rows.append(makePage([], ['b/', 'c/']));
    expect(rows.folders).toBe(3);
  });

  it('finds a row by its key, in order or not', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(text, { maxLength: 40 }),
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        (names, pageLength, ordered) => {
          const list = ordered ? names.toSorted(compareKeys) : names;
          const rows = loadRows(
            list.map((name) => ({ name })),
            pageLength,
          );
          if (ordered) expect(rows.isOrdered).toBe(true);
          list.forEach((name, index) => expect(rows.find(name)).toBe(index));
          expect(rows.find('not there at all')).toBeNull();
        },
      ),
    );
  });

  it('shows names whole when the prefix is the beginning of a name', () => {
    const rows = new ListingRows('logs/2026-');
    rows.append(makePage([{ name: '11-20.log' }, { name: '11-21.log' }], ['12/']));
    expect(rows.stem).toBe('2026-');
    expect(Array.from({ length: 3 }, (_, index) => rows.name(rows.idAt(index)))).toEqual([
      '2026-12/',
      '2026-11-20.log',
      '2026-11-21.log',
    ]);
    expect(rows.row(0)).toMatchObject({ name: '2026-11-20.log' });
    expect(rows.key(1)).toBe('logs/2026-11-21.log');
    expect(rows.key(-1)).toBe('logs/2026-12/');
    expect(rows.find('logs/2026-11-21.log')).toBe(1);
    expect(rows.find('logs/2026-12/')).toBe(-1);
    expect(new ListingRows('logs/2026/').stem).toBe('');
    expect(new ListingRows('a::b::c', '::').stem).toBe('c');
    expect(new ListingRows('logs/20', '').stem).toBe('20');
  });

  it('notices a listing that is not in order, across pages too', () => {
    expect(loadRows([{ name: 'a' }, { name: 'b' }, { name: 'c' }], 1).isOrdered).toBe(true);
    expect(loadRows([{ name: 'a' }, { name: 'c' }, { name: 'b' }], 2).isOrdered).toBe(false);
    // U+FFEE comes before U+1F6E2 in UTF-8, after its surrogates in UTF-16.
    expect(loadRows([{ name: '\uffee' }, { name: '\u{1f6e2}' }], 1).isOrdered).toBe(true);
  });

  it('holds a million rows without an object for each', () => {
    const rows = new ListingRows('');
    const names = Array.from({ length: 1000 }, (_, index) => ({
      name: `key-${String(index).padStart(9, '0')}`,
      size: 7,
      etag: 'x'.repeat(32),
    }));
    const page = makePage(names);
    for (let index = 0; index < 1000; index += 1) rows.append({ ...page });
    expect(rows.count).toBe(1_000_000);
    expect(rows.bytes).toBe(7_000_000);
    expect(rows.row(999_999)).toMatchObject({ name: 'key-000000999', sizeBytes: 7 });
    expect(rows.chunks).toBe(1000);
  });

  it('refuses an id that is not there', () => {
    expect(() => loadRows([{ name: 'a' }], 1).row(1)).toThrow(RangeError);
    expect(() => new ListingRows('').row(-1)).toThrow(RangeError);
  });
});
