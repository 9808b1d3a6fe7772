import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListingCursor } from '@/lib/listing/page';
import { ListingRows } from '@/lib/listing/rows';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { toNastyKeysBelow } from '@/lib/testing/nasty-keys';
import { testServers } from '@/lib/testing/servers';
import { walkSearch } from './operations';
import { emptySearch, type SearchQuery } from './query';
import type { SearchInput } from './schema';

const odd = toNastyKeysBelow('odd/');
const numbered = Array.from(
  { length: 240 },
  (_, index) => `logs/${index % 7}/part-${String(index).padStart(4, '0')}.log`,
);

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let connection: Connection;
  let client: S3Client;
  let bucket: string;

  beforeAll(async () => {
    connection = openTestConnection(server);
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'search');
    const keys = [...odd, ...numbered];
    for (let start = 0; start < keys.length; start += 20) {
      const some = keys.slice(start, start + 20);
      await Promise.all(
        some.map((Key) =>
          client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x'.repeat(Key.length % 50) })),
        ),
      );
    }
  });
  afterAll(() => removeTestBucket(client, bucket));

  async function search(change: Partial<SearchQuery>, options: Partial<SearchInput> = {}) {
    const input: SearchInput = {
      connection: 'x',
      bucket,
      prefix: '',
      search: { ...emptySearch, ...change },
      ranges: [{ after: '', until: null }],
      ...options,
    };
    const rows = new ListingRows(input.prefix, '');
    let [looked, calls, stretches] = [0, 0, 0];
    const places: string[] = [];
    // One answer goes so far; what is left comes back as ranges.
    for (let { ranges } = input; ranges.length > 0; stretches += 1) {
      let next: ListingCursor | null = null;
      for await (const page of walkSearch(connection, { ...input, ranges })) {
        rows.append(page);
        looked += page.search?.looked ?? 0;
        calls += page.search?.calls ?? 0;
        ({ next } = page);
        if (next?.token != null) places.push(next.token);
      }
      ranges = next?.token == null ? [] : (JSON.parse(next.token) as SearchInput['ranges']);
    }
    const keys = Array.from({ length: rows.objects }, (_, id) => rows.key(id)).sort();
    return { keys, looked, calls, stretches, places };
  }

  it('finds names at every depth, and tells how many keys it has looked at', async () => {
    const { keys, looked, stretches } = await search({ text: 'PART-01' });
    expect(keys).toEqual(numbered.filter((key) => key.includes('part-01')).sort());
    expect(looked).toBe(numbered.length + odd.length);
    expect(stretches).toBe(1);
  });

  it.each(['v1', 'v2'] as const)('looks at each key once, by pages of seven and %s', async (api) => {
    const { keys, looked, calls } = await search({}, { maxKeys: 7, api });
    expect(keys).toEqual([...numbered, ...odd].sort());
    expect(looked).toBe(keys.length);
    expect(calls).toBeGreaterThan(30);
  });

  it('gets on with every page it tells of, over several answers', async () => {
    const { looked, stretches, places } = await search({}, { maxKeys: 2 });
    expect(looked).toBe(numbered.length + odd.length);
    expect(stretches).toBeGreaterThan(1);
    expect(places).toEqual([...new Set(places)]);
  });

  it.each(odd)('finds %j among all', async (key) => {
    const { keys } = await search({ text: key.slice(4), isCaseSensitive: true }, { prefix: 'odd/' });
    expect(keys).toContain(key);
  });

  it('takes patterns, expressions and filters', async () => {
    expect((await search({ mode: 'glob', text: 'logs/3/*7.log' })).keys).toEqual(
      numbered.filter((key) => /^logs\/3\/.*7\.log$/u.test(key)).sort(),
    );
    expect((await search({ mode: 'regex', text: '^[0-9]/part-00[0-4]' }, { prefix: 'logs/' })).keys).toHaveLength(50);
    expect((await search({ minBytes: 20, maxBytes: 20 }, { prefix: 'logs/' })).keys).toHaveLength(240);
    expect((await search({ minBytes: 21 }, { prefix: 'logs/' })).keys).toEqual([]);
    expect((await search({ to: Date.now() - 86_400_000 })).keys).toEqual([]);
    expect((await search({ from: Date.now() - 86_400_000 }, { prefix: 'logs/' })).keys).toHaveLength(240);
    expect((await search({ storageClass: 'STANDARD' }, { prefix: 'logs/' })).keys).toHaveLength(240);
    expect((await search({ storageClass: 'GLACIER' })).keys).toEqual([]);
  });

  it('refuses an expression that is none, and looks at nothing for it', async () => {
    await expect(search({ mode: 'regex', text: '(' })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
