import {
  CopyObjectCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetBucketPolicyStatusCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
  PutBucketRequestPaymentCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  PutPublicAccessBlockCommand,
  type PublicAccessBlockConfiguration,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises, outcome } from './contract';
import { sendRaw } from './contract-raw';

describe.each(testServers().map((server) => [server.name, server] as const))('access on %s', (_name, server) => {
  let client: S3Client;
  let other: S3Client;
  let bucket: string;

  const get = (sender: S3Client, Key: string) => outcome(sender.send(new GetObjectCommand({ Bucket: bucket, Key })));
  const list = (sender: S3Client, Prefix = '') => {
    return outcome(sender.send(new ListObjectsV2Command({ Bucket: bucket, Prefix })));
  };
  const put = (sender: S3Client, Key: string, more: object = {}) => {
    return outcome(sender.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Key, ...more })));
  };
  const anonymous = async (key: string) => (await sendRaw(`${server.endpoint}/${bucket}/${key}`)).status;
  const alt = { AWS: 'arn:aws:iam:::user/alt' };
  const arn = (path = '') => `arn:aws:s3:::${bucket}${path}`;
  const setPolicy = (...statements: object[]) => {
    const Statement = statements.map((statement) => ({
      Effect: 'Allow',
      Principal: '*',
      Resource: [arn(), arn('/*')],
      ...statement,
    }));
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    return outcome(client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy })));
  };
  const setBlock = (PublicAccessBlockConfiguration: PublicAccessBlockConfiguration) => {
    return outcome(client.send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration })));
  };

  beforeAll(async () => {
    client = createPlainClient(server);
    other = createPlainClient(server, 'alt');
    bucket = await createTestBucket(client, 'access');
    await put(client, 'a');
    await put(client, 'dir/b');
  });
  beforeEach(async () => {
    await setBlock({ BlockPublicPolicy: false });
    await client.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
  });
  afterAll(() => removeTestBucket(client, bucket));

  declarePromises(server, 'access', (promise) => {
    promise(
      'is the owner’s alone unless given away',
      async () => {
        const removed = await outcome(other.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'a' })));
        return [await get(other, 'a'), await put(other, 'a'), removed, await list(other)];
      },
      ['403 AccessDenied', '403 AccessDenied', '403 AccessDenied', '403 AccessDenied'],
    );

    promise(
      'is given by a policy to whom it names, for what it names',
      async () => {
        const before = [await get(other, 'a'), await list(other), await anonymous('a')];
        await setPolicy({ Principal: alt, Action: 's3:GetObject', Resource: arn('/dir/*') });
        return [before, await get(other, 'a'), await get(other, 'dir/b'), await list(other), await anonymous('dir/b')];
      },
      [['403 AccessDenied', '403 AccessDenied', 403], '403 AccessDenied', 'ok', '403 AccessDenied', 403],
    );

    promise(
      'is given by a policy to everybody',
      async () => {
        await setPolicy({ Action: 's3:GetObject' });
        return [await anonymous('a'), await get(other, 'a'), await anonymous(''), await put(other, 'c')];
      },
      [200, 'ok', 403, '403 AccessDenied'],
    );

    promise(
      'is denied by a policy whatever else allows it',
      async () => {
        await setPolicy(
          { Action: 's3:GetObject' },
          { Effect: 'Deny', Principal: alt, Action: 's3:*', Resource: arn('/dir/*') },
          { Effect: 'Deny', Action: 's3:DeleteObject', Resource: arn('/a') },
        );
        const remove = await outcome(client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'a' })));
        return [
          await get(other, 'a'),
          await get(other, 'dir/b'),
          await anonymous('dir/b'),
          remove,
          await get(client, 'a'),
        ];
      },
      ['ok', '403 AccessDenied', 200, '403 AccessDenied', 'ok'],
    );

    promise(
      'is given under conditions',
      async () => {
        await setPolicy(
          { Principal: alt, Action: 's3:ListBucket', Condition: { StringLike: { 's3:prefix': 'dir/*' } } },
          { Action: 's3:GetObject', Condition: { StringEquals: { 'aws:Referer': 'https://console.example/' } } },
        );
        const url = `${server.endpoint}/${bucket}/a`;
        const referred = await sendRaw(url, 'GET', { referer: 'https://console.example/' });
        return [await list(other), await list(other, 'dir/'), await anonymous('a'), referred.status];
      },
      ['403 AccessDenied', 'ok', 403, 200],
    );

    promise(
      'is given by the tags of an object',
      async () => {
        const Tagging = { TagSet: [{ Key: 'open', Value: 'yes' }] };
        await client.send(new PutObjectTaggingCommand({ Bucket: bucket, Key: 'a', Tagging }));
        const Condition = { StringEquals: { 's3:ExistingObjectTag/open': 'yes' } };
        await setPolicy({ Action: 's3:GetObject', Condition });
        return [await anonymous('a'), await anonymous('dir/b')];
      },
      [200, 403],
    );

    promise(
      'to both sides is needed for a copy',
      async () => {
        await setPolicy({ Principal: alt, Action: 's3:PutObject' });
        const copy = () =>
          outcome(other.send(new CopyObjectCommand({ Bucket: bucket, Key: 'copy', CopySource: `${bucket}/a` })));
        const before = await copy();
        await setPolicy({ Principal: alt, Action: ['s3:PutObject', 's3:GetObject', 's3:GetObjectTagging'] });
        return [before, await copy()];
      },
      ['403 AccessDenied', 'ok'],
    );

    promise(
      'to a missing key is told apart only by whoever may list',
      async () => {
        await setPolicy({ Principal: alt, Action: 's3:GetObject' });
        const before = await get(other, 'missing');
        await setPolicy({ Principal: alt, Action: ['s3:GetObject', 's3:ListBucket'] });
        return [before, await get(other, 'missing')];
      },
      ['403 AccessDenied', '404 NoSuchKey'],
    );

    promise(
      'to a missing key is denied where the key is',
      async () => {
        await setPolicy({ Effect: 'Deny', Action: 's3:GetObject', Resource: arn('/secret/*') });
        return [await get(client, 'secret/missing'), await get(client, 'missing')];
      },
      ['403 AccessDenied', '404 NoSuchKey'],
    );

    promise(
      'that a policy takes from everybody can be given back by the owner',
      async () => {
        await setPolicy({ Effect: 'Deny', Action: 's3:GetObject' });
        const denied = await get(client, 'a');
        const removed = await outcome(client.send(new DeleteBucketPolicyCommand({ Bucket: bucket })));
        return [denied, removed, await get(client, 'a')];
      },
      ['403 AccessDenied', 'ok', 'ok'],
    );

    promise(
      'to what others wrote is theirs to give, be there a policy or not',
      async () => {
        await setPolicy({ Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:GetObjectAcl'] });
        const theirs = { Bucket: bucket, Key: 'theirs' };
        await put(other, 'theirs');
        const before = [await anonymous('theirs'), await get(client, 'theirs')];
        const acl = await outcome(client.send(new GetObjectAclCommand(theirs)));
        await other.send(new PutObjectAclCommand({ ...theirs, ACL: 'bucket-owner-full-control' }));
        const after = [await get(client, 'theirs'), await outcome(client.send(new DeleteObjectCommand(theirs)))];
        return [before, acl, after];
      },
      [[403, '403 AccessDenied'], '403 AccessDenied', ['ok', 'ok']],
    );

    promise(
      'to everybody is refused where it is blocked',
      async () => {
        await setBlock({ BlockPublicAcls: true, BlockPublicPolicy: true });
        return [
          await setPolicy({ Action: 's3:GetObject' }),
          await setPolicy({ Principal: alt, Action: 's3:GetObject' }),
          await put(client, 'public', { ACL: 'public-read' }),
          await outcome(client.send(new PutBucketAclCommand({ Bucket: bucket, ACL: 'public-read' }))),
        ];
      },
      ['403 AccessDenied', 'ok', '403 AccessDenied', '403 AccessDenied'],
    );

    promise(
      'to everybody by an ACL is void where such are ignored',
      async () => {
        await put(client, 'public', { ACL: 'public-read' });
        const before = await anonymous('public');
        await setBlock({ IgnorePublicAcls: true });
        return [before, await anonymous('public'), await get(client, 'public')];
      },
      [200, 403, 'ok'],
    );

    promise(
      'to everybody by a policy is void where buckets are restricted',
      async () => {
        await setPolicy({ Action: 's3:GetObject' });
        await setBlock({ RestrictPublicBuckets: true });
        return [await anonymous('a'), await get(other, 'a'), await get(client, 'a')];
      },
      [403, '403 AccessDenied', 'ok'],
    );

    promise(
      'to everybody is seen in the status of a policy',
      async () => {
        const isPublic = async () => {
          return (await client.send(new GetBucketPolicyStatusCommand({ Bucket: bucket }))).PolicyStatus?.IsPublic;
        };
        await setPolicy({ Action: 's3:GetObject' });
        const open = await isPublic();
        await setPolicy({ Principal: alt, Action: 's3:GetObject' });
        const named = await isPublic();
        await setPolicy({ Action: 's3:GetObject', Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } });
        return [open, named, await isPublic()];
      },
      [true, false, false],
    );

    promise(
      'is given to others who agree to pay, where the requester pays',
      async () => {
        const pay = (Payer: 'Requester' | 'BucketOwner') => {
          const RequestPaymentConfiguration = { Payer };
          return client.send(new PutBucketRequestPaymentCommand({ Bucket: bucket, RequestPaymentConfiguration }));
        };
        await setPolicy({ Action: 's3:GetObject' });
        await pay('Requester');
        const paid = new GetObjectCommand({ Bucket: bucket, Key: 'a', RequestPayer: 'requester' });
        const results = [
          await get(other, 'a'),
          await outcome(other.send(paid)),
          await anonymous('a'),
          await get(client, 'a'),
        ];
        await pay('BucketOwner');
        return results;
      },
      ['403 AccessDenied', 'ok', 403, 'ok'],
    );
  });
});
