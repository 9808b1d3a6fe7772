import {
  DeleteObjectCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectRetentionCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { toNastyKeysBelow } from '@/lib/testing/nasty-keys';
import { testServers } from '@/lib/testing/servers';
import { changeObjects } from './operations';
import type { ChangedObject, ObjectChange } from './schema';
import type { ChangeProgress } from './types';

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let connection: Connection;
  let client: S3Client;
  let bucket: string;
  let locked: string;

  const put = async (key: string, more: Partial<PutObjectCommandInput> = {}): Promise<string> => {
    const { VersionId = '' } = await client.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body: `of ${key}`, ...more }),
    );
    return VersionId;
  };
  const change = async (
    objects: readonly (string | ChangedObject)[],
    what: ObjectChange,
    place = bucket,
  ): Promise<ChangeProgress> => {
    const named = objects.map((object) => (typeof object === 'string' ? { key: object } : object));
    const progress: ChangeProgress = { done: 0, failures: [], losses: [] };
    for (let start = 0; start < named.length; start += 50) {
      const some = named.slice(start, start + 50);
      const step = await changeObjects(connection, { connection: 'x', bucket: place, objects: some, change: what });
      progress.done += step.done;
      progress.failures.push(...step.failures);
      progress.losses.push(...step.losses);
    }
    return progress;
  };
  const read = async (key: string, place = bucket): Promise<string | undefined> =>
    (await client.send(new GetObjectCommand({ Bucket: place, Key: key }))).Body?.transformToString();
  const tagsOf = async (key: string): Promise<Record<string, string>> => {
    const { TagSet = [] } = await client.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: key }));
    return Object.fromEntries(TagSet.map(({ Key = '', Value = '' }) => [Key, Value]));
  };

  beforeAll(async () => {
    connection = openTestConnection(server);
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'bulk');
    locked = await createTestBucket(client, 'bulk-locked', { ObjectLockEnabledForBucket: true });
  });
  afterAll(async () => {
    await removeTestBucket(client, bucket);
    await removeTestBucket(client, locked);
  });

  it('adds, takes away and replaces tags, and names what failed', async () => {
    await put('tags/a', { Tagging: 'own=1&old=2' });
    await put('tags/b');
    const added = await change(['tags/a', 'tags/none', 'tags/b'], {
      kind: 'tags',
      replaces: false,
      tags: [{ name: 'team', value: 'red' }],
      remove: ['old'],
    });
    expect(added).toMatchObject({ done: 2, failures: [{ key: 'tags/none' }] });
    expect(await tagsOf('tags/a')).toEqual({ own: '1', team: 'red' });
    expect(await tagsOf('tags/b')).toEqual({ team: 'red' });
    const replaced = await change(['tags/a', 'tags/b'], { kind: 'tags', replaces: true, tags: [], remove: [] });
    expect(replaced.done).toBe(2);
    expect(await tagsOf('tags/a')).toEqual({});
  });

  it('changes some metadata and keeps the rest', async () => {
    await put('meta/a', { ContentType: 'text/csv', CacheControl: 'no-store', Metadata: { own: '1', both: 'before' } });
    const patch = {
      system: { cacheControl: 'max-age=60' },
      user: [{ name: 'Both', value: 'after' }],
      replacesUser: false,
    };
    expect(await change(['meta/a'], { kind: 'metadata', patch })).toMatchObject({ done: 1, failures: [] });
    const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: 'meta/a' }));
    expect(head).toMatchObject({ ContentType: 'text/csv', CacheControl: 'max-age=60' });
    expect(head.Metadata).toEqual({ own: '1', both: 'after' });
    expect(await read('meta/a')).toBe('of meta/a');
  });

  it('sets an access list by its name', async () => {
    await put('access/a');
    expect(await change(['access/a'], { kind: 'access', acl: 'public-read' })).toMatchObject({ done: 1 });
    const { Grants = [] } = await client.send(new GetObjectAclCommand({ Bucket: bucket, Key: 'access/a' }));
    expect(Grants.some(({ Grantee, Permission }) => Grantee?.URI?.endsWith('AllUsers') && Permission === 'READ')).toBe(
      true,
    );
  });

  it('protects, and lifts what may be lifted', async () => {
    for (const Key of ['a', 'b']) await client.send(new PutObjectCommand({ Bucket: locked, Key, Body: 'x' }));
    const until = Date.now() + 3_600_000;
    const retention = { mode: 'GOVERNANCE' as const, until };
    const set = await change(['a', 'b'], { kind: 'retention', retention, bypassGovernance: false }, locked);
    expect(set).toMatchObject({ done: 2, failures: [] });
    const { Retention } = await client.send(new GetObjectRetentionCommand({ Bucket: locked, Key: 'a' }));
    expect(Retention?.Mode).toBe('GOVERNANCE');
    expect((await change(['a', 'b'], { kind: 'legal-hold', isOn: true }, locked)).done).toBe(2);
    const { LegalHold } = await client.send(new GetObjectLegalHoldCommand({ Bucket: locked, Key: 'b' }));
    expect(LegalHold?.Status).toBe('ON');
    for (const Key of ['a', 'b']) {
      await client.send(new PutObjectLegalHoldCommand({ Bucket: locked, Key, LegalHold: { Status: 'OFF' } }));
    }
    const soon = { mode: 'GOVERNANCE' as const, until: Date.now() + 1500 };
    const refused = await change(['a'], { kind: 'retention', retention: soon, bypassGovernance: false }, locked);
    expect(refused.failures).toMatchObject([{ key: 'a', code: 'AccessDenied' }]);
    const shortened = await change(['a', 'b'], { kind: 'retention', retention: soon, bypassGovernance: true }, locked);
    expect(shortened).toMatchObject({ done: 2, failures: [] });
    await expect.poll(() => Date.now() > soon.until + 1000, { timeout: 5000 }).toBe(true);
  });

  it('copies and moves every key, and refuses to replace what is there', async () => {
    // Where they move to is longer by two letters.
    const keys = toNastyKeysBelow('from/xx').map((key) => `from/${key.slice(7)}`);
    for (const key of keys) await put(key);
    const to = { bucket, prefix: 'to/', from: 'from/' };
    const copied = await change(keys, { kind: 'copy', to, conflict: 'refuse' });
    expect(copied).toMatchObject({ done: keys.length, failures: [] });
    for (const key of keys) expect(await read(`to/${key.slice(5)}`)).toBe(`of ${key}`);
    const again = await change(keys.slice(0, 3), { kind: 'copy', to, conflict: 'refuse' });
    expect(again.done).toBe(0);
    expect(again.failures.map(({ code }) => code)).toEqual(['conflict', 'conflict', 'conflict']);
    const elsewhere = { bucket: locked, prefix: 'moved/', from: 'from/' };
    const moved = await change(keys, { kind: 'move', to: elsewhere, conflict: 'refuse' });
    expect(moved).toMatchObject({ done: keys.length, failures: [] });
    for (const key of keys) {
      expect(await read(`moved/${key.slice(5)}`, locked)).toBe(`of ${key}`);
      await expect(read(key)).rejects.toMatchObject({ name: 'NoSuchKey' });
    }
  });

  it('restores versions and takes markers away', async () => {
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    const first = await put('v/changed', { Body: 'first' });
    await put('v/changed', { Body: 'second' });
    await put('v/gone', { Body: 'still here' });
    const { VersionId = '' } = await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'v/gone' }));
    const restored = await change(
      [
        { key: 'v/changed', versionId: first },
        { key: 'v/gone', versionId: VersionId, isMarker: true },
      ],
      { kind: 'restore' },
    );
    expect(restored).toMatchObject({ done: 2, failures: [] });
    expect(await read('v/changed')).toBe('first');
    expect(await read('v/gone')).toBe('still here');
    const kept = await change([{ key: 'v/changed', versionId: first }], { kind: 'class', storageClass: 'STANDARD' });
    expect(kept.failures).toMatchObject([{ code: 'invalid-input' }]);
  });
});
