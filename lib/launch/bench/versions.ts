import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  CreateBucketCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { timeFirstRow } from './browser.ts';
import { getMedian, type Measure } from './report.ts';
import type { Stage } from './stage.ts';

const bucket = 'bench-versions';
const count = 100_000;
const rounds = 5;
const parallel = 32;

async function seedVersions(client: S3Client, key: string): Promise<void> {
  let left = count;
  const put = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: 'x' }));
    }
  };
  await Promise.all(Array.from({ length: parallel }, put));
}

/** In a bucket with versions a delete of what is not there leaves a marker. */
async function seedMarkers(client: S3Client, prefix: string): Promise<void> {
  for (let start = 0; start < count; start += 1000) {
    const Objects = Array.from({ length: 1000 }, (_, index) => ({
      Key: `${prefix}${String(start + index).padStart(7, '0')}`,
    }));
    await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }));
  }
}

async function timePage(client: S3Client, Prefix: string): Promise<number> {
  const started = performance.now();
  await client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix, Delimiter: '/', EncodingType: 'url' }));
  return performance.now() - started;
}

/** The first rows of 100,000 versions of one key, and of 100,000 delete markers, above what a raw client takes for one page. */
export async function measureVersions(stage: Stage): Promise<Measure[]> {
  const { client } = stage.s3;
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
  console.log('Seeding 100,000 versions and 100,000 delete markers …');
  await seedVersions(client, 'versions/one-key');
  await seedMarkers(client, 'markers/');
  const measures: Measure[] = [];
  for (const [what, prefix, name] of [
    ['100,000 versions of one key', 'versions/', 'one-key'],
    ['100,000 delete markers', 'markers/', '0000000'],
  ] as const) {
    const raw: number[] = [];
    const shown: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      raw.push(await timePage(client, prefix));
      const page = await stage.openPage({ versions: '1' }, bucket);
      shown.push(await timeFirstRow(page, prefix, name));
      await page.close();
    }
    const extra = getMedian(shown) - getMedian(raw);
    measures.push({
      name: `first rows of ${what}, above one raw page`,
      value: `+${extra.toFixed(0)} ms (raw ${getMedian(raw).toFixed(0)} ms)`,
      goal: '≤ +150 ms',
      isReached: extra <= 150,
    });
  }
  return measures;
}
