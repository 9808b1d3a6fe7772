import {
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type ListObjectsCommandInput,
  type ListObjectsV2CommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises, outcome } from './contract';

interface Entries {
  Contents?: { Key?: string | undefined }[] | undefined;
  CommonPrefixes?: { Prefix?: string | undefined }[] | undefined;
}

/** Keys, and common prefixes marked as such, in one line each. */
function entries({ Contents = [], CommonPrefixes = [] }: Entries): string[] {
  return [...Contents.map(({ Key }) => Key ?? ''), ...CommonPrefixes.map(({ Prefix }) => `[${Prefix ?? ''}]`)];
}

describe.each(testServers().map((server) => [server.name, server] as const))('listing on %s', (_name, server) => {
  let client: S3Client;
  let bucket: string;
  // U+FF5E sorts before U+1F6E2 as UTF-8 and behind it as UTF-16.
  const keys = ['a', 'a b', 'dir/1', 'dir/2', 'dir/deep/3', 'dir2/4', 'e', '\uff5e', '\u{1f6e2}'];

  beforeAll(async () => {
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'listing');
    for (const Key of keys) await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Key }));
  });
  afterAll(() => removeTestBucket(client, bucket));

  const list = (more: Partial<ListObjectsV2CommandInput> = {}) =>
    client.send(new ListObjectsV2Command({ Bucket: bucket, ...more }));
  const list1 = (more: Partial<ListObjectsCommandInput> = {}) =>
    client.send(new ListObjectsCommand({ Bucket: bucket, ...more }));

  async function walk(more: Partial<ListObjectsV2CommandInput>): Promise<string[][]> {
    const pages: string[][] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await list({ ...more, ContinuationToken });
      pages.push(entries(page));
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (ContinuationToken !== undefined);
    return pages;
  }

  async function walk1(more: Partial<ListObjectsCommandInput>): Promise<string[][]> {
    const pages: string[][] = [];
    let Marker: string | undefined;
    do {
      const page = await list1({ ...more, Marker });
      pages.push(entries(page));
      Marker = page.IsTruncated ? (page.NextMarker ?? page.Contents?.at(-1)?.Key) : undefined;
    } while (Marker !== undefined);
    return pages;
  }

  declarePromises(server, 'listing', (promise) => {
    promise('keys come in the order of their bytes', async () => entries(await list()), keys);

    promise(
      'a delimiter rolls up what lies behind it',
      async () => [
        entries(await list({ Delimiter: '/' })),
        entries(await list({ Delimiter: '/', Prefix: 'dir/' })),
        entries(await list({ Delimiter: '/', Prefix: 'dir' })),
        entries(await list({ Delimiter: 'i' })),
        entries(await list({ Prefix: 'nothing' })),
      ],
      [
        ['a', 'a b', 'e', '\uff5e', '\u{1f6e2}', '[dir/]', '[dir2/]'],
        ['dir/1', 'dir/2', '[dir/deep/]'],
        ['[dir/]', '[dir2/]'],
        ['a', 'a b', 'e', '\uff5e', '\u{1f6e2}', '[di]'],
        [],
      ],
    );

    promise('pages follow each other without gap or overlap', async () => walk({ MaxKeys: 2, Delimiter: '/' }), [
      ['a', 'a b'],
      ['[dir/]', '[dir2/]'],
      ['e', '\uff5e'],
      ['\u{1f6e2}'],
    ]);

    promise(
      'pages of version 1 do too, by marker',
      async () => [await walk1({ MaxKeys: 2, Delimiter: '/' }), (await walk1({ MaxKeys: 4 })).flat()],
      [[['a', 'a b'], ['[dir/]', '[dir2/]'], ['e', '\uff5e'], ['\u{1f6e2}']], keys],
    );

    promise(
      'counts, caps and truncation are right',
      async () => {
        const whole = await list({ MaxKeys: 9 });
        const part = await list({ MaxKeys: 8 });
        const huge = await list({ MaxKeys: 5000 });
        return [whole.IsTruncated, whole.KeyCount, part.IsTruncated, part.KeyCount, huge.MaxKeys, huge.KeyCount];
      },
      [false, 9, true, 8, 1000, 9],
    );

    promise(
      'no keys at all may be asked for',
      async () => {
        const { KeyCount, IsTruncated } = await list({ MaxKeys: 0 });
        return [KeyCount, IsTruncated];
      },
      [0, false],
    );

    promise(
      'a listing starts after a key, be it there or not',
      async () => [
        entries(await list({ StartAfter: 'dir2/4' })),
        entries(await list({ StartAfter: 'dir/11', Prefix: 'dir/' })),
        entries(await list({ StartAfter: '\uff5e' })),
      ],
      [['e', '\uff5e', '\u{1f6e2}'], ['dir/2', 'dir/deep/3'], ['\u{1f6e2}']],
    );

    promise(
      'a start within a common prefix shows the prefix while keys of it follow',
      async () => entries(await list({ StartAfter: 'dir/1', Delimiter: '/', Prefix: 'd' })),
      ['[dir/]', '[dir2/]'],
    );

    promise(
      'names are percent-encoded when asked',
      async () => {
        const { Contents, CommonPrefixes } = await list({ EncodingType: 'url', Prefix: 'a' });
        return [Contents?.map(({ Key }) => Key), CommonPrefixes];
      },
      [['a', 'a%20b'], undefined],
    );

    promise(
      'prefix, delimiter and start are percent-encoded too',
      async () => {
        const { Prefix, Delimiter, StartAfter } = await list({
          EncodingType: 'url',
          Prefix: 'a ',
          Delimiter: ' ',
          StartAfter: 'a +',
        });
        return { Prefix, Delimiter, StartAfter };
      },
      { Prefix: 'a%20', Delimiter: '%20', StartAfter: 'a%20%2B' },
    );

    promise(
      'owners are named when asked',
      async () => [
        (await list({ MaxKeys: 1 })).Contents?.[0]?.Owner,
        (await list({ MaxKeys: 1, FetchOwner: true })).Contents?.[0]?.Owner?.ID,
      ],
      [undefined, 'main'],
    );

    promise(
      'a false token is refused',
      () => outcome(list({ ContinuationToken: 'not*a*token' })),
      '400 InvalidArgument',
    );

    promise(
      'a bucket that is not there is named',
      () => outcome(client.send(new ListObjectsV2Command({ Bucket: 'no-such-bucket-anywhere' }))),
      '404 NoSuchBucket',
    );
  });
});
