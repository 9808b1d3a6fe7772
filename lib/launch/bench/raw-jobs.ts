import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { BenchServer } from './server.ts';

const run = promisify(execFile);

/** Keys under a prefix, a page at a time. */
async function* walkPages(client: S3Client, bucket: string, prefix: string): AsyncGenerator<string[]> {
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
    );
    yield (page.Contents ?? []).map(({ Key = '' }) => Key);
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

/** Lists on while up to `parallel` things are done. */
async function doInParallel<Item>(items: AsyncIterable<Item>, parallel: number, act: (item: Item) => Promise<unknown>) {
  const running = new Set<Promise<unknown>>();
  for await (const item of items) {
    while (running.size >= parallel) await Promise.race(running);
    const done: Promise<unknown> = act(item).finally(() => running.delete(done));
    running.add(done);
  }
  await Promise.all(running);
}

/** Deletes everything under a prefix by so many requests at once, in milliseconds. */
export async function timeDelete(client: S3Client, bucket: string, prefix: string, parallel: number): Promise<number> {
  const started = performance.now();
  await doInParallel(walkPages(client, bucket, prefix), parallel, async (keys) => {
    const Objects = keys.map((Key) => ({ Key }));
    const { Errors = [] } = await client.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    );
    if (Errors.length > 0) throw new Error(`${Errors.length} objects were not deleted.`);
  });
  return performance.now() - started;
}

async function* walkKeys(client: S3Client, bucket: string, prefix: string): AsyncGenerator<string> {
  for await (const keys of walkPages(client, bucket, prefix)) yield* keys;
}

/** How many requests the AWS CLI has under way (`max_concurrent_requests` of `aws configure`). */
const cliParallel = 10;

/** Copies and deletes object by object, in milliseconds. */
async function timePlainMove(client: S3Client, bucket: string, from: string, to: string): Promise<number> {
  const started = performance.now();
  await doInParallel(walkKeys(client, bucket, from), cliParallel, async (Key) => {
    const CopySource = `${bucket}/${encodeURIComponent(Key)}`;
    await client.send(new CopyObjectCommand({ Bucket: bucket, Key: to + Key.slice(from.length), CopySource }));
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  });
  return performance.now() - started;
}

/** A move of a folder by something that is not Cooper, and what that is. */
export interface RawMove {
  name: string;
  time(bucket: string, from: string, to: string): Promise<number>;
}

/** `aws s3 mv --recursive` where the machine has it, else the SDK's copies and deletes. */
export async function findRawMove({ client, server }: BenchServer): Promise<RawMove> {
  const { accessKeyId, secretAccessKey } = server.main;
  const env = {
    ...process.env,
    ...{ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_DEFAULT_REGION: server.region },
    ...{ AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' },
  };
  try {
    await run('aws', ['--version'], { env });
  } catch {
    return {
      name: 'copies and deletes of the SDK, for want of the AWS CLI',
      time: (bucket, from, to) => timePlainMove(client, bucket, from, to),
    };
  }
  return {
    name: 'aws s3 mv --recursive',
    async time(bucket, from, to) {
      const started = performance.now();
      const places = [`s3://${bucket}/${from}`, `s3://${bucket}/${to}`];
      const options = ['--recursive', '--only-show-errors', '--endpoint-url', server.endpoint];
      await run('aws', ['s3', 'mv', ...places, ...options], { env });
      return performance.now() - started;
    },
  };
}

/** One CopyObject, in milliseconds. */
export async function timeCopy(client: S3Client, Bucket: string, from: string, to: string): Promise<number> {
  const started = performance.now();
  await client.send(new CopyObjectCommand({ Bucket, Key: to, CopySource: `${Bucket}/${from}` }));
  return performance.now() - started;
}
