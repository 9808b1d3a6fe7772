import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBucket, insertBucket, type Bucket } from './buckets';
import type { Database } from './database';
import { afterKey, afterPrefix, toKeyBytes } from './key-bytes';
import { listObjects } from './listing';
import { Store } from './store';
import { insertUpload, listUploads } from './uploads';
import { listVersions } from './version-listing';
import { insertMarker, insertVersion, removeVersion, type VersionContent } from './versions';

let folder: string;
let store: Store;
let counter = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cooper-listing-'));
  store = new Store(folder);
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function makeBucket(versioning: Bucket['versioning'] = null): Bucket {
  counter += 1;
  const name = `bucket-${counter}`;
  insertBucket(store.database, { name, owner: 'o', created: 0, region: 'r', versioning, hasLock: false, grants: [] });
  return findBucket(store.database, name)!;
}

const content: VersionContent = {
  modified: 0,
  sizeBytes: 0,
  etag: 'e',
  storageClass: 'STANDARD',
  owner: 'o',
  checksum: null,
  retention: null,
  legalHold: false,
  headers: {},
  tags: [],
  grants: [],
  encryption: null,
  parts: null,
  extents: [],
};

/** Few characters, so that prefixes collide; some sort differently as UTF-16 than as UTF-8. */
const key = fc
  .array(fc.constantFrom('a', 'b', '/', '|', '\uff5e', '\u{1f6e2}'), { minLength: 1, maxLength: 6 })
  .map((c) => c.join(''));
const prefix = fc.constantFrom('', 'a', 'a/', '/', 'b|', '\uff5e', 'nothing');
const delimiter = fc.constantFrom('', '/', '|', 'a', '//', '\u{1f6e2}');
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** What a listing is, said as plainly as can be: filter, roll up, sort, cut. */
function model(keys: string[], start: string, end: string): { name: string; isPrefix: boolean }[] {
  const entries = new Map<string, boolean>();
  for (const name of keys.filter((candidate) => candidate.startsWith(start))) {
    const at = end === '' ? -1 : name.indexOf(end, start.length);
    entries.set(at === -1 ? name : name.slice(0, at + end.length), at !== -1);
  }
  return [...entries].map(([name, isPrefix]) => ({ name, isPrefix })).sort((a, b) => byBytes(a.name, b.name));
}

describe('listing objects', () => {
  it('is the plain listing, page by page, whatever the keys', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 40 }),
        prefix,
        delimiter,
        fc.integer({ min: 1, max: 5 }),
        (keys, start, end, limit) => {
          const bucket = makeBucket();
          store.transaction(() => keys.forEach((name) => insertVersion(store, bucket, name, content)));
          const seen: { name: string; isPrefix: boolean }[] = [];
          let from: Buffer = Buffer.alloc(0);
          for (;;) {
            const page = listObjects(store.database, {
              bucketId: bucket.id,
              prefix: start,
              delimiter: end,
              from,
              limit,
            });
            const entries = [
              ...page.objects.map((object) => ({ name: object.key, isPrefix: false })),
              ...page.prefixes.map((name) => ({ name, isPrefix: true })),
            ].sort((a, b) => byBytes(a.name, b.name));
            expect(entries.length).toBeLessThanOrEqual(limit);
            seen.push(...entries);
            if (!page.last) break;
            expect(entries).toHaveLength(limit);
            expect(page.last.text).toBe(entries.at(-1)?.name);
            const last = toKeyBytes(page.last.text);
            from = page.last.isPrefix ? afterPrefix(last) : afterKey(last);
          }
          expect(seen).toEqual(model(keys, start, end));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('shows what is current: no marker, no older version, and the older one again once the newer is gone', () => {
    const bucket = makeBucket('Enabled');
    const names = () =>
      listObjects(store.database, {
        bucketId: bucket.id,
        prefix: '',
        delimiter: '',
        from: Buffer.alloc(0),
        limit: 10,
      }).objects.map((object) => `${object.key} ${object.etag}`);
    const [second, marker] = store.transaction(() => {
      insertVersion(store, bucket, 'k', { ...content, etag: 'first' });
      const newer = insertVersion(store, bucket, 'k', { ...content, etag: 'second' });
      return [newer, insertMarker(store, bucket, 'k', 'o', 0)];
    });
    expect(names()).toEqual([]);
    store.transaction(() => removeVersion(store, bucket, 'k', marker));
    expect(names()).toEqual(['k second']);
    store.transaction(() => removeVersion(store, bucket, 'k', second));
    expect(names()).toEqual(['k first']);
  });

  it('passes over a common prefix of many keys without reading them', () => {
    const bucket = makeBucket();
    store.transaction(() => {
      for (let index = 0; index < 3000; index += 1) insertVersion(store, bucket, `many/${index}`, content);
      insertVersion(store, bucket, 'z', content);
    });
    let rowsRead = 0;
    const counting: Pick<Database, 'all' | 'get'> = {
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as the database has it
      get<Row>(...query: Parameters<Database['get']>) {
        rowsRead += 1;
        return store.database.get<Row>(...query);
      },
      all<Row>(...query: Parameters<Database['all']>) {
        const rows = store.database.all<Row>(...query);
        rowsRead += rows.length;
        return rows;
      },
    };
    const query = { bucketId: bucket.id, prefix: '', delimiter: '/', from: Buffer.alloc(0), limit: 10 };
    const page = listObjects(counting, query);
    expect(rowsRead).toBe(3);
    expect(page.prefixes).toEqual(['many/']);
    expect(page.objects.map((object) => object.key)).toEqual(['z']);
  });
});

interface Listed {
  name: string;
  versionId: string | null;
  isMarker: boolean;
  isLatest: boolean;
}

describe('listing versions', () => {
  const act = fc.record({ key, isMarker: fc.boolean() });

  it('is every version, newest first within ascending keys, page by page', () => {
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 30 }),
        prefix,
        delimiter,
        fc.integer({ min: 1, max: 4 }),
        (acts, start, end, limit) => {
          const bucket = makeBucket('Enabled');
          const written = store.transaction(() =>
            acts.map((one) => {
              const versionId = one.isMarker
                ? insertMarker(store, bucket, one.key, 'o', 0)
                : insertVersion(store, bucket, one.key, content);
              return { ...one, versionId };
            }),
          );
          const names = model(
            written.map((one) => one.key),
            start,
            end,
          );
          const expected = names.flatMap(({ name, isPrefix }): Listed[] => {
            if (isPrefix) return [{ name, versionId: null, isMarker: false, isLatest: false }];
            const ofKey = written.filter((one) => one.key === name).reverse();
            return ofKey.map(({ versionId, isMarker }, index) => ({
              name,
              versionId,
              isMarker,
              isLatest: index === 0,
            }));
          });
          const seen: Listed[] = [];
          let [keyMarker, versionIdMarker] = ['', ''];
          for (;;) {
            const query = { bucketId: bucket.id, prefix: start, delimiter: end, keyMarker, versionIdMarker, limit };
            const page = listVersions(store.database, query);
            const prefixes = page.prefixes.map((name) => ({ name, versionId: null, isMarker: false, isLatest: false }));
            const versions = page.versions.map(({ key: name, versionId, isMarker, isLatest }) => {
              return { name, versionId, isMarker, isLatest };
            });
            // A stable sort: versions of one key keep their order.
            seen.push(...[...versions, ...prefixes].sort((a, b) => byBytes(a.name, b.name)));
            if (!page.next) break;
            [keyMarker, versionIdMarker] = [page.next.key, page.next.versionId ?? ''];
          }
          expect(seen).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('goes on behind a version that was deleted since', () => {
    const bucket = makeBucket('Enabled');
    const ids = store.transaction(() => [1, 2, 3, 4].map(() => insertVersion(store, bucket, 'k', content)));
    const query = { bucketId: bucket.id, prefix: '', delimiter: '', keyMarker: '', versionIdMarker: '', limit: 2 };
    const first = listVersions(store.database, query);
    store.transaction(() => first.versions.forEach(({ versionId }) => removeVersion(store, bucket, 'k', versionId)));
    const marker = { keyMarker: first.next!.key, versionIdMarker: first.next!.versionId! };
    const rest = listVersions(store.database, { ...query, ...marker });
    expect(rest.versions.map(({ versionId }) => versionId)).toEqual([ids[1], ids[0]]);
  });
});

describe('a version marker that is gone', () => {
  it('of the null version, which tells no place, lists the key again rather than losing what is left', () => {
    const bucket = makeBucket();
    store.transaction(() => insertVersion(store, bucket, 'k', content));
    const versioned = { ...bucket, versioning: 'Enabled' as const };
    const newer = store.transaction(() => insertVersion(store, versioned, 'k', content));
    const query = { bucketId: bucket.id, prefix: '', delimiter: '', keyMarker: 'k', versionIdMarker: 'null', limit: 9 };
    expect(listVersions(store.database, query).versions).toEqual([]);
    store.transaction(() => removeVersion(store, versioned, 'k', 'null'));
    expect(listVersions(store.database, query).versions.map(({ versionId }) => versionId)).toEqual([newer]);
  });
});

describe('listing uploads', () => {
  it('is every upload, oldest first within ascending keys, page by page', () => {
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 20 }),
        prefix,
        delimiter,
        fc.integer({ min: 1, max: 4 }),
        (keys, start, end, limit) => {
          const bucket = makeBucket();
          const attributes = {
            headers: {},
            tags: [],
            owner: 'o',
            grants: [],
            retention: null,
            legalHold: false,
            encryption: null,
          };
          const common = {
            initiated: 0,
            owner: 'o',
            storageClass: 'STANDARD',
            checksumAlgorithm: null,
            checksumType: null,
          };
          const written = keys.map((name) => ({
            name,
            uploadId: insertUpload(store, bucket.id, { ...common, key: name, attributes }),
          }));
          const expected = model(keys, start, end).flatMap(({ name, isPrefix }) => {
            return isPrefix ? [{ name, uploadId: '' }] : written.filter((upload) => upload.name === name);
          });
          const seen: typeof expected = [];
          let [keyMarker, uploadIdMarker] = ['', ''];
          for (;;) {
            const query = { bucketId: bucket.id, prefix: start, delimiter: end, keyMarker, uploadIdMarker, limit };
            const page = listUploads(store, query);
            const entries = [
              ...page.uploads.map(({ key: name, uploadId }) => ({ name, uploadId })),
              ...page.prefixes.map((name) => ({ name, uploadId: '' })),
            ];
            seen.push(...entries.sort((a, b) => byBytes(a.name, b.name)));
            if (!page.next) break;
            [keyMarker, uploadIdMarker] = [page.next.key, page.next.uploadId];
          }
          expect(seen).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });
});
