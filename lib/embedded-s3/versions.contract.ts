import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type ListObjectVersionsCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises, outcome } from './contract';

describe.each(testServers().map((server) => [server.name, server] as const))('versions on %s', (_name, server) => {
  let client: S3Client;
  let bucket: string;

  beforeAll(async () => {
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'versions');
    await put('before', 'null');
    await setStatus('Enabled');
  });
  afterAll(() => removeTestBucket(client, bucket));

  const setStatus = (Status: 'Enabled' | 'Suspended') =>
    client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status } }));
  const put = (Key: string, Body: string) => client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  const remove = (Key: string, VersionId?: string) =>
    client.send(new DeleteObjectCommand({ Bucket: bucket, Key, ...(VersionId !== undefined && { VersionId }) }));
  const read = async (Key: string, VersionId?: string) => {
    const answer = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key, ...(VersionId !== undefined && { VersionId }) }),
    );
    return (await answer.Body?.transformToString()) ?? '';
  };
  const list = (more: Partial<ListObjectVersionsCommandInput> = {}) =>
    client.send(new ListObjectVersionsCommand({ Bucket: bucket, ...more }));

  declarePromises(server, 'versions', (promise) => {
    promise(
      'older versions stay, and come back when newer ones go',
      async () => {
        const one = await put('k', 'one');
        const two = await put('k', 'two');
        const marker = await remove('k');
        const gone = await outcome(read('k'));
        const old = [await read('k', one.VersionId), await read('k', two.VersionId)];
        const undone = await remove('k', marker.VersionId);
        const back = await read('k');
        await remove('k', two.VersionId);
        return [gone, old, marker.DeleteMarker, undone.DeleteMarker, back, await read('k')];
      },
      ['404 NoSuchKey', ['one', 'two'], true, true, 'two', 'one'],
    );

    promise(
      'what was there before has the version null',
      async () => {
        await put('before', 'new');
        return [await read('before'), await read('before', 'null')];
      },
      ['new', 'null'],
    );

    promise(
      'while suspended the null version is overwritten and others stay',
      async () => {
        const kept = await put('s', 'kept');
        await setStatus('Suspended');
        await put('s', 'null one');
        const { VersionId } = await put('s', 'null two');
        const { Versions = [] } = await list({ Prefix: 's' });
        await setStatus('Enabled');
        return [
          VersionId,
          Versions.map((version) => (version.VersionId === kept.VersionId ? 'kept' : version.VersionId)),
          await read('s'),
        ];
      },
      ['null', ['null', 'kept'], 'null two'],
    );

    promise(
      'a marker is no object',
      async () => {
        await put('m', 'm');
        const { VersionId } = await remove('m');
        return [
          await outcome(read('m')),
          await outcome(read('m', VersionId)),
          await outcome(client.send(new HeadObjectCommand({ Bucket: bucket, Key: 'm', VersionId }))),
        ];
      },
      ['404 NoSuchKey', '405 MethodNotAllowed', '405 Unknown'],
    );

    promise('a version that is not there is named', () => outcome(read('before', 'nonsense')), '404 NoSuchVersion');

    promise(
      'are listed newest first within each key, page by page',
      async () => {
        for (const body of ['1', '2', '3']) await put('list/a', body);
        await put('list/b', '1');
        await remove('list/b');
        const seen: string[] = [];
        let markers: Partial<ListObjectVersionsCommandInput> = {};
        for (;;) {
          const page = await list({ Prefix: 'list/', MaxKeys: 2, ...markers });
          const versions = (page.Versions ?? []).map(
            ({ Key, IsLatest }) => `${Key ?? ''} ${IsLatest ? 'latest' : 'older'}`,
          );
          const deleted = (page.DeleteMarkers ?? []).map(
            ({ Key, IsLatest }) => `${Key ?? ''} marker ${IsLatest ? 'latest' : 'older'}`,
          );
          seen.push([...deleted, ...versions].join(', '));
          if (!page.IsTruncated) return seen;
          markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
        }
      },
      ['list/a latest, list/a older', 'list/b marker latest, list/a older', 'list/b older'],
    );

    promise(
      'are rolled up by a delimiter',
      async () => {
        const { CommonPrefixes, Versions = [] } = await list({ Delimiter: '/', Prefix: 'l' });
        return [CommonPrefixes, Versions.length];
      },
      [[{ Prefix: 'list/' }], 0],
    );
  });
});
