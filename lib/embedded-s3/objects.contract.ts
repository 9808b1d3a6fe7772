import { createHash } from 'node:crypto';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type GetObjectCommandInput,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises, outcome } from './contract';

describe.each(testServers().map((server) => [server.name, server] as const))('objects on %s', (_name, server) => {
  let client: S3Client;
  let bucket: string;
  const digits = '0123456789';
  const etag = `"${createHash('md5').update(digits).digest('hex')}"`;

  beforeAll(async () => {
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'objects');
    await put('digits', digits);
  });
  afterAll(() => removeTestBucket(client, bucket));

  const put = (key: string, body = '', more: Partial<PutObjectCommandInput> = {}) =>
    client.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentLength: Buffer.byteLength(body), ...more }),
    );
  const get = async (key: string, more: Partial<GetObjectCommandInput> = {}) => {
    const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...more }));
    return { ...answer, text: (await answer.Body?.transformToString()) ?? '' };
  };
  const head = (key: string) => client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
  const copy = (source: string, key: string, more: object = {}) =>
    client.send(
      new CopyObjectCommand({
        Bucket: bucket,
        Key: key,
        CopySource: `${bucket}/${encodeURIComponent(source)}`,
        ...more,
      }),
    );

  const removeMany = (keys: string[], Quiet = false) =>
    client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: keys.map((Key) => ({ Key })), Quiet } }));

  declarePromises(server, 'objects', (promise) => {
    promise(
      'one range is served, several or broken ones are not',
      async () => {
        const read = async (Range: string) => {
          const { text, ContentRange } = await get('digits', { Range });
          return `${text} ${ContentRange ?? 'whole'}`;
        };
        return [
          await read('bytes=2-4'),
          await read('bytes=7-'),
          await read('bytes=-3'),
          await read('bytes=-99'),
          await read('bytes=8-99'),
          await outcome(get('digits', { Range: 'bytes=10-' })),
        ];
      },
      [
        '234 bytes 2-4/10',
        '789 bytes 7-9/10',
        '789 bytes 7-9/10',
        '0123456789 bytes 0-9/10',
        '89 bytes 8-9/10',
        '416 InvalidRange',
      ],
    );

    promise(
      'of several ranges none is served',
      async () => (await get('digits', { Range: 'bytes=0-1,4-5' })).text,
      digits,
    );

    promise(
      'reads hold to their conditions',
      async () => {
        const past = new Date(Date.now() - 86_400_000);
        const future = new Date(Date.now() + 86_400_000);
        return [
          await outcome(get('digits', { IfMatch: etag })),
          await outcome(get('digits', { IfMatch: '"other"' })),
          await outcome(get('digits', { IfNoneMatch: '"other"' })),
          await outcome(get('digits', { IfNoneMatch: etag })),
          await outcome(get('digits', { IfModifiedSince: past })),
          await outcome(get('digits', { IfUnmodifiedSince: past })),
          await outcome(get('digits', { IfMatch: etag, IfUnmodifiedSince: past })),
          await outcome(get('digits', { IfUnmodifiedSince: future })),
        ];
      },
      ['ok', '412 PreconditionFailed', 'ok', '304 Unknown', 'ok', '412 PreconditionFailed', 'ok', 'ok'],
    );

    promise(
      'a write may insist that the key is new',
      async () => {
        await put('new-only', 'one', { IfNoneMatch: '*' });
        return [await outcome(put('new-only', 'two', { IfNoneMatch: '*' })), (await get('new-only')).text];
      },
      ['412 PreconditionFailed', 'one'],
    );

    promise(
      'writes hold to If-Match',
      async () => {
        await put('conditional', 'one');
        const { ETag = '' } = await head('conditional');
        return [
          await outcome(put('conditional', 'two', { IfMatch: '"other"' })),
          await outcome(put('conditional', 'two', { IfMatch: ETag })),
          (await get('conditional')).text,
        ];
      },
      ['412 PreconditionFailed', 'ok', 'two'],
    );

    promise(
      'metadata come back as they were put',
      async () => {
        await put('metadata', 'm', {
          ContentType: 'text/x-test',
          CacheControl: 'max-age=7',
          ContentDisposition: 'attachment; filename="m"',
          ContentEncoding: 'identity',
          ContentLanguage: 'de',
          Metadata: { colour: 'green', 'with-dash': 'a b' },
        });
        const { ContentType, CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, Metadata } =
          await head('metadata');
        return { ContentType, CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, Metadata };
      },
      {
        ContentType: 'text/x-test',
        CacheControl: 'max-age=7',
        ContentDisposition: 'attachment; filename="m"',
        ContentEncoding: 'identity',
        ContentLanguage: 'de',
        Metadata: { colour: 'green', 'with-dash': 'a b' },
      },
    );

    promise(
      'an answer says what the request overrides',
      async () => {
        const { ContentType, ContentDisposition, CacheControl } = await get('digits', {
          ResponseContentType: 'text/html',
          ResponseContentDisposition: 'inline',
          ResponseCacheControl: 'no-store',
        });
        return { ContentType, ContentDisposition, CacheControl };
      },
      { ContentType: 'text/html', ContentDisposition: 'inline', CacheControl: 'no-store' },
    );

    promise(
      'Content-MD5 is verified',
      async () => [
        await outcome(put('digest', 'true', { ContentMD5: createHash('md5').update('true').digest('base64') })),
        await outcome(put('digest', 'false', { ContentMD5: createHash('md5').update('true').digest('base64') })),
        (await get('digest')).text,
      ],
      ['ok', '400 BadDigest', 'true'],
    );

    promise(
      'checksums are verified, stored and returned',
      async () => {
        const right = 'y/Q5Jg==';
        await put('checksum', '123456789', { ChecksumCRC32: right });
        const read = await get('checksum', { ChecksumMode: 'ENABLED' });
        return [read.ChecksumCRC32, await outcome(put('checksum', 'other', { ChecksumCRC32: right }))];
      },
      ['y/Q5Jg==', '400 BadDigest'],
    );

    promise(
      'an unknown storage class is refused',
      () => outcome(put('class', '', { StorageClass: 'CUPBOARD' as never })),
      '400 InvalidStorageClass',
    );

    promise(
      'a copy keeps or replaces metadata as it is told',
      async () => {
        await put('source', 'source', { Metadata: { from: 'source' }, ContentType: 'text/x-source' });
        await copy('source', 'kept');
        await copy('source', 'replaced', {
          MetadataDirective: 'REPLACE',
          Metadata: { from: 'copy' },
          ContentType: 'text/x-copy',
        });
        const [kept, replaced] = [await head('kept'), await head('replaced')];
        return [
          kept.Metadata,
          kept.ContentType,
          replaced.Metadata,
          replaced.ContentType,
          await outcome(copy('source', 'source')),
        ];
      },
      [{ from: 'source' }, 'text/x-source', { from: 'copy' }, 'text/x-copy', '400 InvalidRequest'],
    );

    promise(
      'a copy holds to the conditions on its source',
      async () => [
        await outcome(copy('digits', 'conditional-copy', { CopySourceIfMatch: '"other"' })),
        await outcome(copy('digits', 'conditional-copy', { CopySourceIfNoneMatch: etag })),
        await outcome(copy('digits', 'conditional-copy', { CopySourceIfMatch: etag })),
      ],
      ['412 PreconditionFailed', '412 PreconditionFailed', 'ok'],
    );

    promise('a copy of nothing says so', () => outcome(copy('missing', 'copy')), '404 NoSuchKey');

    promise(
      'tags come with the object or later, and are counted',
      async () => {
        await put('tagged', '', { Tagging: 'a=1&b=two%20words' });
        const tags = async () =>
          (await client.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: 'tagged' }))).TagSet;
        const byHeader = await tags();
        const { TagCount } = await get('tagged');
        const set = (TagSet: { Key: string; Value: string }[]) =>
          client.send(new PutObjectTaggingCommand({ Bucket: bucket, Key: 'tagged', Tagging: { TagSet } }));
        await set([{ Key: 'c', Value: '3' }]);
        const byDocument = await tags();
        const tooMany = await outcome(set(Array.from({ length: 11 }, (_, index) => ({ Key: `k${index}`, Value: '' }))));
        await client.send(new DeleteObjectTaggingCommand({ Bucket: bucket, Key: 'tagged' }));
        return [byHeader, TagCount, byDocument, tooMany, await tags()];
      },
      [
        [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: 'two words' },
        ],
        2,
        [{ Key: 'c', Value: '3' }],
        '400 InvalidTag',
        [],
      ],
    );

    promise(
      'deleting what is not there is no error',
      () => outcome(client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'never-was' }))),
      'ok',
    );

    promise(
      'many keys are deleted at once, each one named, or none when quiet',
      async () => {
        await Promise.all(['d1', 'd2', 'd3'].map((key) => put(key)));
        const named = await removeMany(['d1', 'd2', 'never-was']);
        const quiet = await removeMany(['d3'], true);
        return [named.Deleted?.map(({ Key }) => Key).sort(), quiet.Deleted ?? [], await outcome(head('d1'))];
      },
      [['d1', 'd2', 'never-was'], [], '404 NotFound'],
    );

    promise(
      'more than a thousand keys are not deleted at once',
      () => outcome(removeMany(Array.from({ length: 1001 }, (_, index) => `k${index}`))),
      '400 MalformedXML',
    );

    promise(
      'what is missing is named',
      async () => [
        await outcome(get('missing')),
        await outcome(head('missing')),
        await outcome(client.send(new GetObjectCommand({ Bucket: 'no-such-bucket-anywhere', Key: 'k' }))),
      ],
      ['404 NoSuchKey', '404 NotFound', '404 NoSuchBucket'],
    );
  });
});
