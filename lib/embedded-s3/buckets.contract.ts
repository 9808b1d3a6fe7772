import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectCommand,
  GetBucketAclCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketAclCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises, outcome } from './contract';
import { sendRaw } from './contract-raw';

describe.each(testServers().map((server) => [server.name, server] as const))('buckets on %s', (_name, server) => {
  let client: S3Client;
  let other: S3Client;
  let bucket: string;

  beforeAll(async () => {
    client = createPlainClient(server);
    other = createPlainClient(server, 'alt');
    bucket = await createTestBucket(client, 'buckets');
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'hello' }));
  });
  afterAll(() => removeTestBucket(client, bucket));

  declarePromises(server, 'buckets', (promise) => {
    promise(
      'are made once, and are gone once deleted',
      async () => {
        const name = await createTestBucket(client, 'made');
        const create = (sender: S3Client, Bucket: string) => outcome(sender.send(new CreateBucketCommand({ Bucket })));
        const results = [
          await create(other, name),
          await create(client, 'UPPER'),
          await create(client, 'a'),
          await create(client, '1.2.3.4'),
          await create(client, 'hyphen-.dot'),
          await create(client, 'dot.-hyphen'),
        ];
        await client.send(new DeleteBucketCommand({ Bucket: name }));
        return [...results, await outcome(client.send(new HeadBucketCommand({ Bucket: name })))];
      },
      [
        '409 BucketAlreadyExists',
        '400 InvalidBucketName',
        '400 InvalidBucketName',
        '400 InvalidBucketName',
        '400 InvalidBucketName',
        '400 InvalidBucketName',
        '404 NotFound',
      ],
    );

    promise(
      'are made again by their owner with a conflict',
      () => outcome(client.send(new CreateBucketCommand({ Bucket: bucket }))),
      '409 BucketAlreadyOwnedByYou',
    );

    promise(
      'are listed to their owner alone',
      async () => {
        const mine = await client.send(new ListBucketsCommand({}));
        const theirs = await other.send(new ListBucketsCommand({}));
        const has = (list: typeof mine) => list.Buckets?.some(({ Name }) => Name === bucket) ?? false;
        return [has(mine), has(theirs), mine.Owner?.ID];
      },
      [true, false, 'main'],
    );

    promise(
      'are listed by prefix and page',
      async () => {
        const names = [await createTestBucket(client, 'page'), await createTestBucket(client, 'page')].sort();
        const first = await client.send(new ListBucketsCommand({ Prefix: 't-page-', MaxBuckets: 1 }));
        const rest = await client.send(
          new ListBucketsCommand({ Prefix: 't-page-', MaxBuckets: 1, ContinuationToken: first.ContinuationToken }),
        );
        for (const Bucket of names) await client.send(new DeleteBucketCommand({ Bucket }));
        const found = [first, rest].map((page) => page.Buckets?.map(({ Name }) => names.indexOf(Name ?? '')) ?? []);
        return found.some((page) => page.length > 1) ? 'all' : found;
      },
      [[0], [1]],
    );

    promise(
      'are not deleted while anything lies in them, be it an old version',
      async () => {
        const name = await createTestBucket(client, 'full');
        const configuration = { VersioningConfiguration: { Status: 'Enabled' as const } };
        await client.send(new PutBucketVersioningCommand({ Bucket: name, ...configuration }));
        await client.send(new PutObjectCommand({ Bucket: name, Key: 'k', Body: 'k' }));
        await client.send(new DeleteObjectCommand({ Bucket: name, Key: 'k' }));
        const result = await outcome(client.send(new DeleteBucketCommand({ Bucket: name })));
        await removeTestBucket(client, name);
        return result;
      },
      '409 BucketNotEmpty',
    );

    promise(
      'keep their versioning',
      async () => {
        const name = await createTestBucket(client, 'kept');
        const read = async () =>
          (await client.send(new GetBucketVersioningCommand({ Bucket: name }))).Status ?? 'never';
        const states = [await read()];
        for (const Status of ['Enabled', 'Suspended'] as const) {
          await client.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status } }));
          states.push(await read());
        }
        await removeTestBucket(client, name);
        return states;
      },
      ['never', 'Enabled', 'Suspended'],
    );

    promise(
      'keep their tags until these are deleted',
      async () => {
        const read = () => client.send(new GetBucketTaggingCommand({ Bucket: bucket }));
        const before = await outcome(read());
        const TagSet = [{ Key: 'a', Value: '1' }];
        await client.send(new PutBucketTaggingCommand({ Bucket: bucket, Tagging: { TagSet } }));
        const stored = (await read()).TagSet;
        await client.send(new DeleteBucketTaggingCommand({ Bucket: bucket }));
        return [before, stored, await outcome(read())];
      },
      ['404 NoSuchTagSet', [{ Key: 'a', Value: '1' }], '404 NoSuchTagSet'],
    );

    promise(
      'open to everybody by a canned ACL and close again',
      async () => {
        const name = await createTestBucket(client, 'acl');
        await client.send(new PutObjectCommand({ Bucket: name, Key: 'open', Body: 'o', ACL: 'public-read' }));
        await client.send(new PutObjectCommand({ Bucket: name, Key: 'closed', Body: 'c' }));
        const url = `${server.endpoint}/${name}`;
        const look = async () => [
          (await sendRaw(url)).status,
          (await sendRaw(`${url}/open`)).status,
          (await sendRaw(`${url}/closed`)).status,
        ];
        const closed = await look();
        await client.send(new PutBucketAclCommand({ Bucket: name, ACL: 'public-read' }));
        const open = await look();
        const { Grants = [] } = await client.send(new GetBucketAclCommand({ Bucket: name }));
        await removeTestBucket(client, name);
        const lines = Grants.map(
          ({ Grantee, Permission }) => `${Grantee?.ID ?? Grantee?.URI ?? ''} ${Permission ?? ''}`,
        );
        return [closed, open, lines.sort()];
      },
      [
        [403, 200, 403],
        [200, 200, 403],
        ['http://acs.amazonaws.com/groups/global/AllUsers READ', 'main FULL_CONTROL'],
      ],
    );

    promise(
      'hold their locked versions until the time has come',
      async () => {
        const name = `t-lock-${Date.now().toString(36)}`;
        await client.send(new CreateBucketCommand({ Bucket: name, ObjectLockEnabledForBucket: true }));
        const configuration = await client.send(new GetObjectLockConfigurationCommand({ Bucket: name }));
        const { VersionId } = await client.send(new PutObjectCommand({ Bucket: name, Key: 'k', Body: 'k' }));
        const version = { Bucket: name, Key: 'k', VersionId };
        const Retention = { Mode: 'GOVERNANCE' as const, RetainUntilDate: new Date(Date.now() + 3_600_000) };
        await client.send(new PutObjectRetentionCommand({ ...version, Retention }));
        const compliance = { ...version, Retention: { ...Retention, Mode: 'COMPLIANCE' as const } };
        const results = [
          await outcome(client.send(new DeleteObjectCommand(version))),
          await outcome(client.send(new PutObjectRetentionCommand(compliance))),
        ];
        const bypass = { ...version, BypassGovernanceRetention: true };
        await client.send(new PutObjectLegalHoldCommand({ ...version, LegalHold: { Status: 'ON' } }));
        results.push(await outcome(client.send(new DeleteObjectCommand(bypass))));
        await client.send(new PutObjectLegalHoldCommand({ ...version, LegalHold: { Status: 'OFF' } }));
        results.push(await outcome(client.send(new DeleteObjectCommand(bypass))));
        await removeTestBucket(client, name);
        return [configuration.ObjectLockConfiguration?.ObjectLockEnabled, ...results];
      },
      ['Enabled', '403 AccessDenied', '403 AccessDenied', '403 AccessDenied', 'ok'],
    );
  });
});
