import { createReadStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Page, Request } from '@playwright/test';
import { autoSchemaElement, fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { Measure } from './report.ts';
import { mebibyte, type Stage } from './stage.ts';
import { allowUploads } from './upload.ts';

const logKey = 'previews/big.log';
const parquetKey = 'previews/big.parquet';
const logPartBytes = 64 * mebibyte;
/** 2 GiB. */
const logParts = 32;
const lastLine = 'the very last line';
const parquetGroups = 16;
const rowsPerGroup = 65_536;

/** 2 GiB of text: one part sent, and copied by the server as often as it takes. */
async function makeLog(client: S3Client, bucket: string): Promise<void> {
  const line = `${'a line of a log '.repeat(5)}\n`;
  const body = Buffer.alloc(logPartBytes, line);
  body.write(`\n${lastLine}\n`, logPartBytes - lastLine.length - 2);
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'previews/part', Body: body }));
  const place = { Bucket: bucket, Key: logKey };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(place));
  const parts: CompletedPart[] = [];
  for (let PartNumber = 1; PartNumber <= logParts; PartNumber += 1) {
    const { CopyPartResult } = await client.send(
      new UploadPartCopyCommand({ ...place, UploadId, PartNumber, CopySource: `${bucket}/previews/part` }),
    );
    parts.push({ PartNumber, ETag: CopyPartResult?.ETag });
  }
  await client.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts: parts } }));
}

/** A Parquet file of about 1 GiB in sixteen row groups, without an index of pages, as most writers leave it out. */
async function writeParquet(path: string): Promise<void> {
  const ids = Int32Array.from({ length: rowsPerGroup }, (_, index) => index);
  const texts = Array.from({ length: rowsPerGroup }, (_, index) => `${index} `.padEnd(1020, 'payload '));
  const columnData = [
    { name: 'id', data: ids },
    { name: 'payload', data: texts },
  ];
  const schema = [
    { name: 'root', num_children: columnData.length },
    ...columnData.map(({ name, data }) => autoSchemaElement(name, data)),
  ];
  const writer = new ParquetWriter({ writer: fileWriter(path), schema, codec: 'UNCOMPRESSED' });
  for (let group = 0; group < parquetGroups; group += 1)
    await writer.write({ columnData, rowGroupSize: rowsPerGroup, pageSize: mebibyte });
  await writer.finish();
}

async function sendFile(client: S3Client, bucket: string, path: string): Promise<void> {
  const place = { Bucket: bucket, Key: parquetKey };
  const { size } = statSync(path);
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(place));
  const parts: CompletedPart[] = [];
  for (let start = 0; start < size; start += logPartBytes) {
    const PartNumber = parts.length + 1;
    const end = Math.min(size, start + logPartBytes);
    const Body = createReadStream(path, { start, end: end - 1 });
    const { ETag } = await client.send(
      new UploadPartCommand({ ...place, UploadId, PartNumber, Body, ContentLength: end - start }),
    );
    parts.push({ PartNumber, ETag });
  }
  await client.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts: parts } }));
}

interface Look {
  /** Requests one after another at most, the console's own and those to the endpoint. */
  roundTrips: number;
  /** Received from the endpoint. */
  bytes: number;
}

/** Of requests that overlap each other, one counts: the longest chain in which each begins after the end of the one before. */
function countRoundTrips(spans: readonly { start: number; end: number }[]): number {
  let count = 0;
  let free = -Infinity;
  for (const { start, end } of spans.toSorted((left, right) => left.end - right.end)) {
    if (start < free) continue;
    count += 1;
    free = end;
  }
  return count;
}

/** Opens the quick look on an object and waits for a text in it. */
async function lookAt(page: Page, endpoint: string, name: string, text: string): Promise<Look> {
  const row = page.getByRole('row').filter({ hasText: name });
  await row.click({ position: { x: 400, y: 12 } });
  // The list has asked for everything it needs; what comes now is the preview's.
  await page.waitForLoadState('networkidle');
  const asked = new Map<Request, number>();
  const spans: { start: number; end: number }[] = [];
  let bytes = 0;
  const isCounted = (request: Request): boolean => request.url().startsWith(endpoint) || request.method() === 'POST';
  page.on('request', (request) => {
    if (isCounted(request)) asked.set(request, performance.now());
  });
  page.on('requestfinished', (request) => {
    const start = asked.get(request);
    if (start === undefined) return;
    spans.push({ start, end: performance.now() });
    if (request.url().startsWith(endpoint)) bytes += toRangeBytes(request);
  });
  await page.keyboard.press('Space');
  await page.getByRole('dialog', { name }).getByText(text).first().waitFor({ timeout: 60_000 });
  return { roundTrips: countRoundTrips(spans), bytes };
}

function toRangeBytes(request: Request): number {
  const [, start, end] = /bytes=(\d+)-(\d+)/u.exec(request.headers()['range'] ?? '') ?? [];
  return start === undefined ? 0 : Number(end) - Number(start) + 1;
}

/** How little of a large object a preview reads. */
export async function measurePreviews(stage: Stage): Promise<Measure[]> {
  const { s3, bucket, folder, console: running } = stage;
  console.log('Making a text of 2 GiB and a Parquet file of 1 GiB …');
  await allowUploads(s3.client, bucket, running.url);
  await makeLog(s3.client, bucket);
  const path = join(folder, 'big.parquet');
  await writeParquet(path);
  await sendFile(s3.client, bucket, path);
  const { size } = statSync(path);
  rmSync(path);
  const page = await stage.openPage({ prefix: 'previews/' });
  await page.getByRole('row').filter({ hasText: 'big.log' }).waitFor();
  const text = await lookAt(page, s3.server.endpoint, 'big.log', lastLine);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const table = await lookAt(page, s3.server.endpoint, 'big.parquet', `of ${rowsPerGroup.toLocaleString('en')} rows`);
  await page.close();
  return [
    {
      name: 'a text of 2 GiB opens at its end',
      value: `${text.roundTrips} round trips, ${(text.bytes / 1024).toFixed(0)} KiB`,
      goal: '< 3 round trips',
      isReached: text.roundTrips < 3,
    },
    {
      name: 'first rows of a Parquet file of 1 GiB',
      value: `${(table.bytes / 1e6).toFixed(1)} MB of ${(size / 1e9).toFixed(2)} GB`,
      goal: '< 5 MB',
      isReached: table.bytes < 5_000_000 && table.bytes > 0,
    },
  ];
}
