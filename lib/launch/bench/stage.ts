import { randomBytes } from 'node:crypto';
import { closeSync, openSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findChromium } from '../../../e2e/chromium.ts';
import { connections, toConsoleConfiguration } from '../../../e2e/console-configuration.ts';
import { ensureBuild } from '../build.ts';
import { startConsole, type RunningConsole } from '../console.ts';
import { keepSecrets } from '../data-folder.ts';
import { findFreePort } from '../ports.ts';
import { startBenchServer, type BenchServer } from './server.ts';

const loopback = '127.0.0.1';
export const mebibyte = 1024 * 1024;
const partSizeBytes = 16 * mebibyte;
/** 1 GiB in parts. */
export const partCount = 64;
/** PUTs in flight, of the console and of the raw client alike. */
export const parallelParts = 6;

/** An S3 server in a process of its own, and what is sent to it. */
export interface EndpointStage {
  s3: BenchServer;
  bucket: string;
  /** Where a measure may leave files. */
  folder: string;
  part: Buffer;
  /** A file of `part`, `partCount` times. */
  file: string;
  /** Makes `count` tiny objects under the prefix, unless a measure before has made them. */
  seed(prefix: string, count: number): Promise<void>;
}

/** A console before that server, and a browser. */
export interface Stage extends EndpointStage {
  console: RunningConsole;
  browser: Browser;
  /** The address of the list of a bucket, of the bench's own unless another is named. */
  toUrl(query?: Record<string, string>, place?: string): string;
  /** The list of a bucket in a new tab, of the bench's own unless another is named. */
  openPage(query?: Record<string, string>, place?: string): Promise<Page>;
}

export async function startEndpointStage(folder: string): Promise<EndpointStage> {
  const s3 = await startBenchServer(folder);
  const bucket = 'bench';
  await s3.client.send(new CreateBucketCommand({ Bucket: bucket }));
  const part = randomBytes(partSizeBytes);
  const file = join(folder, 'big.bin');
  writeBigFile(file, part);
  const seeded = new Set<string>();
  return {
    ...{ s3, bucket, folder, part, file },
    async seed(prefix, count) {
      if (seeded.has(prefix)) return;
      console.log(`Seeding ${count.toLocaleString('en')} objects …`);
      await s3.seed(bucket, prefix, count);
      seeded.add(prefix);
    },
  };
}

export async function startConsoleStage(endpoint: EndpointStage): Promise<Stage> {
  const { s3, bucket, folder } = endpoint;
  await ensureBuild();
  const configFile = join(folder, 'cooper.json');
  writeFileSync(configFile, JSON.stringify(toConsoleConfiguration(s3.server)), { mode: 0o600 });
  const running = await startConsole({
    mode: 'built',
    host: loopback,
    port: await findFreePort(loopback),
    variables: { COOPER_CONFIG: configFile, COOPER_SESSION_KEY: keepSecrets(folder).sessionKey },
  });
  const { executablePath, env, args } = await findChromium();
  const browser = await chromium.launch({
    ...{ executablePath, args, env: { ...process.env, ...env } },
    ignoreDefaultArgs: hasSharedMemory() ? ['--disable-dev-shm-usage'] : [],
  });
  const toUrl: Stage['toUrl'] = (query = {}, place = bucket) =>
    `${running.url}/c/${connections.open.id}/b/${place}?${new URLSearchParams(query)}`;
  return {
    ...endpoint,
    ...{ console: running, browser, toUrl },
    async openPage(query, place) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(toUrl(query, place));
      await page.getByRole('grid').waitFor();
      return page;
    },
  };
}

/**
 * Playwright has Chromium keep shared memory in files on the disk, for containers that have next to none. People's browsers
 * do not: all that goes from one process to another would be written out.
 */
function hasSharedMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize >= 512 * mebibyte;
  } catch {
    return false;
  }
}

/** A file of random bytes, so that nothing on the way can compress it. */
function writeBigFile(path: string, part: Buffer): void {
  const file = openSync(path, 'w');
  for (let count = 0; count < partCount; count += 1) writeSync(file, part);
  closeSync(file);
}
