import {
  GetBucketCorsCommand,
  GetBucketPolicyCommand,
  PutBucketCorsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { noDiary } from '@/lib/testing/no-diary';
import { testServers } from '@/lib/testing/servers';
import { compareSettings } from './compare';
import { toExport } from './export';
import { readSettings, removeSetting, writeSetting } from './operations';
import type { CompareInput } from './schema';
import type { Comparison, SettingRow } from './types';

const CORSRules = [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }];

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let connection: Connection;
  let s3: S3Client;

  beforeAll(() => {
    connection = openTestConnection(server);
    s3 = createPlainClient(server);
  });

  /** What an exported document of a bucket says, as it would come out of a file. */
  async function exportOf(bucket: string): Promise<Pick<CompareInput, 'from' | 'documents'>> {
    const rows: SettingRow[] = [];
    for await (const row of readSettings(connection, { bucket })) rows.push(row);
    const { settings } = JSON.parse(JSON.stringify(toExport(bucket, rows))) as ReturnType<typeof toExport>;
    return { from: bucket, documents: settings as CompareInput['documents'] };
  }

  const compare = async (from: string, bucket: string): Promise<Comparison[]> =>
    compareSettings(connection, { connection: 'x', bucket, ...(await exportOf(from)) });
  const differing = (found: Comparison[]) => found.filter(({ state }) => state !== 'same' && state !== 'unsupported');

  it('two new buckets have the same settings, and a bucket those of its own export', async () => {
    const [a, b] = [await createTestBucket(s3, 'same-a'), await createTestBucket(s3, 'same-b')];
    expect(differing(await compare(a, b))).toEqual([]);
    await s3.send(new PutBucketCorsCommand({ Bucket: a, CORSConfiguration: { CORSRules } }));
    expect(differing(await compare(a, a))).toEqual([]);
    for (const bucket of [a, b]) await removeTestBucket(s3, bucket);
  });

  it('tells what differs, and what is written then makes the buckets the same', async () => {
    const [a, b] = [await createTestBucket(s3, 'from'), await createTestBucket(s3, 'to')];
    const toPolicy = (bucket: string) => ({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` }],
    });
    await s3.send(new PutBucketCorsCommand({ Bucket: a, CORSConfiguration: { CORSRules } }));
    await s3.send(new PutBucketPolicyCommand({ Bucket: a, Policy: JSON.stringify(toPolicy(a)) }));
    await s3.send(new PutBucketTaggingCommand({ Bucket: b, Tagging: { TagSet: [{ Key: 'only', Value: 'here' }] } }));

    const found = differing(await compare(a, b));
    expect(Object.fromEntries(found.map(({ id, state }) => [id, state]))).toEqual({
      cors: 'differs',
      policy: 'differs',
      tagging: 'extra',
    });
    for (const change of found) {
      const target = { connection: 'x', bucket: b, setting: change.id };
      if (change.state === 'differs') {
        await writeSetting(connection, { ...target, value: change.value, seen: change.seen }, noDiary);
      }
      if (change.state === 'extra') await removeSetting(connection, { ...target, seen: change.seen }, noDiary);
    }
    expect(differing(await compare(a, b))).toEqual([]);
    expect((await s3.send(new GetBucketCorsCommand({ Bucket: b }))).CORSRules).toEqual(CORSRules);
    const { Policy = '' } = await s3.send(new GetBucketPolicyCommand({ Bucket: b }));
    expect(JSON.parse(Policy)).toEqual(toPolicy(b));
    for (const bucket of [a, b]) await removeTestBucket(s3, bucket);
  });

  it('says what cannot be taken over, and why', async () => {
    const bucket = await createTestBucket(s3, 'refused');
    const documents = {
      cors: { CORSRules: [{ AllowedOrigins: ['https://*.*'], AllowedMethods: ['GET'] }] },
      tagging: { TagSet: [], Extra: true },
      nonsense: {},
      location: { LocationConstraint: 'elsewhere-1' },
    };
    const found = await compareSettings(connection, { connection: 'x', bucket, from: 'other', documents });
    expect(Object.fromEntries(found.map(({ id, state }) => [id, state]))).toEqual({
      cors: 'invalid',
      tagging: 'invalid',
      nonsense: 'invalid',
      location: 'fixed',
    });
    await removeTestBucket(s3, bucket);
  });
});
