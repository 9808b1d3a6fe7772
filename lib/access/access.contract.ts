import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
  PutBucketRequestPaymentCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { testServers } from '@/lib/testing/servers';
import { probeAnonymously, readEffectiveAccess } from './operations';
import type { AccessAct } from './types';

interface Case {
  title: string;
  prepare: (s3: S3Client, Bucket: string) => Promise<unknown>;
  /** Whether the world may list the bucket, and read each of its two objects. */
  world: { list: boolean; 'a.txt': boolean; 'open/b.txt': boolean };
  /** Whether the other user may list and read `a.txt`. */
  other: { list: boolean; read: boolean };
  /** The same on servers that do otherwise. */
  unheededBy?: Record<string, Pick<Case, 'world' | 'other'>>;
}

const alt = { AWS: 'arn:aws:iam:::user/alt' };

const putPolicy = (s3: S3Client, Bucket: string, ...Statement: object[]) =>
  s3.send(
    new PutBucketPolicyCommand({
      Bucket,
      Policy: JSON.stringify({ Version: '2012-10-17', Statement }).replaceAll('BUCKET', Bucket),
    }),
  );
const putBlock = (s3: S3Client, Bucket: string, change: object) =>
  s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: change }));

const readAll = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::BUCKET/*' };
const readOpen = { ...readAll, Resource: 'arn:aws:s3:::BUCKET/open/*' };
const shut = { list: false, 'a.txt': false, 'open/b.txt': false };

const cases: readonly Case[] = [
  {
    title: 'a bucket with nothing set',
    prepare: () => Promise.resolve(),
    world: shut,
    other: { list: false, read: false },
  },
  {
    title: 'a policy that lets everyone read',
    prepare: (s3, bucket) => putPolicy(s3, bucket, readAll),
    world: { ...shut, 'a.txt': true, 'open/b.txt': true },
    other: { list: false, read: true },
  },
  {
    title: 'a policy that opens one folder',
    prepare: (s3, bucket) => putPolicy(s3, bucket, readOpen),
    world: { ...shut, 'open/b.txt': true },
    other: { list: false, read: false },
  },
  {
    title: 'a policy that opens all but one folder',
    prepare: (s3, bucket) => putPolicy(s3, bucket, readAll, { ...readOpen, Effect: 'Deny' }),
    world: { ...shut, 'a.txt': true },
    other: { list: false, read: true },
  },
  {
    title: 'a policy for one user',
    prepare: (s3, bucket) =>
      putPolicy(s3, bucket, {
        Effect: 'Allow',
        Principal: alt,
        Action: ['s3:ListBucket', 's3:GetObject'],
        Resource: ['arn:aws:s3:::BUCKET', 'arn:aws:s3:::BUCKET/*'],
      }),
    world: shut,
    other: { list: true, read: true },
  },
  {
    title: 'an ACL that lets everyone list',
    prepare: (s3, Bucket) => s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' })),
    world: { ...shut, list: true },
    other: { list: true, read: false },
  },
  {
    title: 'an ACL that lets all accounts list',
    prepare: (s3, Bucket) => s3.send(new PutBucketAclCommand({ Bucket, ACL: 'authenticated-read' })),
    world: shut,
    other: { list: true, read: false },
  },
  {
    title: 'a public ACL that the public access block ignores',
    prepare: async (s3, Bucket) => {
      await s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
      await putBlock(s3, Bucket, { IgnorePublicAcls: true });
    },
    world: shut,
    other: { list: false, read: false },
  },
  {
    title: 'a public policy that the public access block restricts',
    prepare: async (s3, bucket) => {
      await putPolicy(s3, bucket, readAll);
      await putBlock(s3, bucket, { RestrictPublicBuckets: true });
    },
    world: shut,
    other: { list: false, read: false },
    // 16.2 keeps the restriction and does not heed it.
    unheededBy: { ceph: { world: { ...shut, 'a.txt': true, 'open/b.txt': true }, other: { list: false, read: true } } },
  },
  {
    title: 'one object with a public ACL',
    prepare: (s3, Bucket) => s3.send(new PutObjectAclCommand({ Bucket, Key: 'a.txt', ACL: 'public-read' })),
    world: { ...shut, 'a.txt': true },
    other: { list: false, read: true },
  },
  {
    title: 'a public policy where requesters pay',
    prepare: async (s3, Bucket) => {
      await putPolicy(s3, Bucket, readAll);
      await s3.send(
        new PutBucketRequestPaymentCommand({ Bucket, RequestPaymentConfiguration: { Payer: 'Requester' } }),
      );
    },
    world: shut,
    other: { list: false, read: true },
  },
];

async function isAllowed(answer: Promise<unknown>): Promise<boolean> {
  return answer.then(
    () => true,
    (error: unknown) => {
      if (error instanceof S3ServiceException && error.name === 'AccessDenied') return false;
      throw error;
    },
  );
}

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let connection: Connection;
  let s3: S3Client;
  let otherS3: S3Client;

  beforeAll(() => {
    connection = openTestConnection(server);
    s3 = createPlainClient(server);
    otherS3 = createPlainClient(server, 'alt');
  });

  /** What is said of the world, or of the other user, who is a stranger unless somebody names them. */
  async function judge(bucket: string, key: string | null, who: 'world' | 'other', act: AccessAct): Promise<string> {
    const { rows } = await readEffectiveAccess(connection, { connection: 'x', bucket, key });
    const named = rows.find(({ subject }) => subject.kind === 'user' && subject.id === 'alt');
    const stranger = rows.find(({ subject }) => subject.kind === (who === 'world' ? 'anonymous' : 'account'));
    return ((who === 'other' && named) || stranger)?.acts[act].answer ?? 'nobody';
  }

  it.each(cases.map((one) => [one.title, one] as const))(
    'what is said and what the world gets agree: %s',
    async (_title, one) => {
      const { prepare } = one;
      const { world, other } = one.unheededBy?.[server.name] ?? one;
      const bucket = await createTestBucket(s3, 'access');
      const keys = ['a.txt', 'open/b.txt'] as const;
      for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Key }));
      await prepare(s3, bucket);
      const toWord = (isOpen: boolean) => (isOpen ? 'yes' : 'no');

      expect(await judge(bucket, null, 'world', 'list')).toBe(toWord(world.list));
      for (const key of keys) {
        expect(await judge(bucket, key, 'world', 'read'), key).toBe(toWord(world[key]));
        const probe = await probeAnonymously(connection, { connection: 'x', bucket, key });
        const found = Object.fromEntries(probe.answers.map(({ request, isOpen }) => [request, isOpen]));
        expect(found, key).toEqual({ list: world.list, head: world[key], get: world[key] });
      }

      expect(await judge(bucket, 'a.txt', 'other', 'read')).toBe(toWord(other.read));
      expect(await judge(bucket, null, 'other', 'list')).toBe(toWord(other.list));
      const pays = { RequestPayer: 'requester' as const };
      const asOther = {
        list: await isAllowed(otherS3.send(new ListObjectsV2Command({ Bucket: bucket, ...pays }))),
        read: await isAllowed(otherS3.send(new GetObjectCommand({ Bucket: bucket, Key: 'a.txt', ...pays }))),
      };
      expect(asOther).toEqual(other);
      await removeTestBucket(s3, bucket);
    },
  );

  it('probes nothing where there is no object, but the listing', async () => {
    const bucket = await createTestBucket(s3, 'access-empty');
    const { key, answers, address } = await probeAnonymously(connection, { connection: 'x', bucket, key: null });
    expect({ key, requests: answers.map(({ request }) => request) }).toEqual({ key: null, requests: ['list'] });
    expect(address).toContain(server.endpoint);
    await removeTestBucket(s3, bucket);
  });

  it('finds its way to keys that browsers cannot name', async () => {
    const bucket = await createTestBucket(s3, 'access-keys');
    await putPolicy(s3, bucket, readAll);
    for (const key of ['a/../b', 'größe & +.txt', 'x//y', '%2F']) {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: 'x' }));
      const { answers } = await probeAnonymously(connection, { connection: 'x', bucket, key });
      expect(Object.fromEntries(answers.map(({ request, isOpen }) => [request, isOpen])), key).toEqual({
        list: false,
        head: true,
        get: true,
      });
    }
    await removeTestBucket(s3, bucket);
  });
});
