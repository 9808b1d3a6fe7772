import { createReadStream, createWriteStream, readFileSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { timeUpload } from './raw-client.ts';
import { getMedian, type Measure } from './report.ts';
import type { BenchServer } from './server.ts';
import { mebibyte, parallelParts, partCount, type EndpointStage } from './stage.ts';

const rounds = 3;

async function time(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/**
 * Takes more than one chunk of the network at a time. By its usual 64 KiB a stream would stop the socket for every chunk until
 * that one is written: reading and writing would take turns, and what is measured would be the client's waiting. A copy
 * writes through the same.
 */
function writeTo(path: string): WriteStream {
  return createWriteStream(path, { highWaterMark: mebibyte });
}

async function download(client: S3Client, bucket: string, key: string, to: string): Promise<void> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (!(Body instanceof Readable)) throw new Error('The answer has no body to read.');
  await pipeline(Body, writeTo(to));
}

/** The most memory the process has ever had, in bytes (proc(5), VmHWM); `null` where nobody can tell. */
function readPeakBytes(pid: number): number | null {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}

/** The embedded endpoint, by turns with what the machine itself does, and the listing of a million keys in one bucket. */
export async function measureEndpoint(stage: EndpointStage): Promise<Measure[]> {
  const { s3, bucket, file, part, folder } = stage;
  await stage.seed('million/', 1_000_000);
  const upload = { part, count: partCount, parallel: parallelParts, hasMd5: false };
  const copies: number[] = [];
  const into: number[] = [];
  const out: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const key = `endpoint/${round}`;
    copies.push(await time(() => pipeline(createReadStream(file), writeTo(join(folder, 'copy')))));
    into.push(await timeUpload(s3.client, { bucket, key }, upload));
    out.push(await time(() => download(s3.client, bucket, key, join(folder, 'copy'))));
  }
  const copy = getMedian(copies);
  const intoRatio = copy / getMedian(into);
  const outRatio = copy / getMedian(out);
  const { firstMs, lastMs } = await timeEnds(s3.client, bucket, 'million/');
  const prefixes = await timePrefixes(s3, bucket);
  const peak = readPeakBytes(s3.pid) ?? Number.NaN;
  return [
    {
      name: 'endpoint: 1 GiB in parts in, against copying the file',
      value: `${intoRatio.toFixed(2)} × (copy ${(copy / 1000).toFixed(1)} s)`,
      goal: '≥ 0.50 ×',
      isReached: intoRatio >= 0.5,
    },
    {
      name: 'endpoint: 1 GiB out into a file, against copying it',
      value: `${outRatio.toFixed(2)} ×`,
      goal: '≥ 0.70 ×',
      isReached: outRatio >= 0.7,
    },
    {
      name: 'endpoint: last pages of 1,000,000 keys, against the first',
      value: `${(lastMs / firstMs).toFixed(2)} × (${firstMs.toFixed(0)} ms a page)`,
      goal: '≤ 1.30 ×',
      isReached: lastMs <= 1.3 * firstMs,
    },
    {
      name: 'endpoint: 1,000 common prefixes of 1,000,000 keys',
      value: `${prefixes.toFixed(0)} ms`,
      goal: '< 50 ms',
      isReached: prefixes < 50,
    },
    {
      name: 'endpoint: memory at its highest',
      value: `${(peak / mebibyte).toFixed(0)} MiB`,
      goal: '< 250 MB',
      isReached: peak < 250_000_000,
    },
    {
      name: 'endpoint: start to first answer',
      value: `${s3.startMs.toFixed(0)} ms`,
      goal: '< 1 s',
      isReached: s3.startMs < 1000,
    },
  ];
}

/** Walks a million keys by 1,000 a page: the usual time of one of the first hundred pages and of one of the last. */
async function timeEnds(
  client: S3Client,
  bucket: string,
  prefix: string,
): Promise<{ firstMs: number; lastMs: number }> {
  const times: number[] = [];
  let token: string | undefined;
  do {
    const list = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token });
    const started = performance.now();
    token = (await client.send(list)).NextContinuationToken;
    times.push(performance.now() - started);
  } while (token !== undefined);
  return { firstMs: getMedian(times.slice(0, 100)), lastMs: getMedian(times.slice(-100)) };
}

/** One call for the thousand folders of a million keys, in milliseconds. */
async function timePrefixes(s3: BenchServer, bucket: string): Promise<number> {
  for (let folder = 0; folder < 1000; folder += 1) await s3.seed(bucket, `folders/${folder}/`, 1000);
  const list = new ListObjectsV2Command({ Bucket: bucket, Prefix: 'folders/', Delimiter: '/' });
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(
      await time(async () => {
        const { CommonPrefixes = [] } = await s3.client.send(list);
        if (CommonPrefixes.length !== 1000) throw new Error(`There are ${CommonPrefixes.length} common prefixes.`);
      }),
    );
  }
  return getMedian(times);
}
