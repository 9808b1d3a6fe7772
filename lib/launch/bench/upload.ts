import { PutBucketCorsCommand, type S3Client } from '@aws-sdk/client-s3';
import { BarePage } from './bare-page.ts';
import { readResidentBytes } from './browser.ts';
import { timeUpload } from './raw-client.ts';
import { getMedian, type Measure } from './report.ts';
import { mebibyte, parallelParts, partCount, type Stage } from './stage.ts';

const rounds = 3;

/** 1 GiB from Chromium, against the same parts from Node's SDK. */
export async function measureUpload(stage: Stage): Promise<Measure[]> {
  const { s3, bucket, part, file, console: running } = stage;
  await allowUploads(s3.client, bucket, running.url);
  const raw: number[] = [];
  const browser: number[] = [];
  const before = readResidentBytes(running.pid) ?? Number.NaN;
  for (let round = 0; round < rounds; round += 1) {
    const upload = { part, count: partCount, parallel: parallelParts, hasMd5: true };
    // Into a folder of its own each time: what exists already would be asked about.
    const folder = `upload-${round}/`;
    raw.push(await timeUpload(s3.client, { bucket, key: `${folder}raw` }, upload));
    const page = await BarePage.open(stage.browser, stage.toUrl({ prefix: folder }));
    browser.push(await timeBrowserUpload(page, file));
    await page.close();
  }
  const growth = (readResidentBytes(running.pid) ?? Number.NaN) - before;
  const ratio = getMedian(raw) / getMedian(browser);
  return [
    {
      name: '1 GiB upload, throughput against Node’s SDK',
      value: `${ratio.toFixed(2)} × (raw ${(getMedian(raw) / 1000).toFixed(1)} s)`,
      goal: '≥ 0.95 ×',
      isReached: ratio >= 0.95,
    },
    {
      name: 'console’s server memory over those uploads',
      value: `${(before / mebibyte).toFixed(0)} MiB and ${(growth / mebibyte).toFixed(0)} more`,
      goal: '< 30 MiB growth',
      isReached: growth < 30 * mebibyte,
    },
  ];
}

/** Lets the console's pages write to a bucket. */
export async function allowUploads(client: S3Client, bucket: string, consoleUrl: string): Promise<void> {
  const rule = {
    AllowedOrigins: [new URL(consoleUrl).origin],
    AllowedMethods: ['GET', 'HEAD', 'PUT'],
    AllowedHeaders: ['*'],
    ExposeHeaders: ['ETag'],
  };
  await client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules: [rule] } }));
}

/** From the choice of a file to its end in the tray, in milliseconds. */
async function timeBrowserUpload(page: BarePage, path: string): Promise<number> {
  const find = (role: string, name: string) =>
    `[...document.querySelectorAll('${role}')].find(({ textContent }) => textContent.trim() === '${name}')`;
  await page.waitFor(`document.querySelector('[role=grid]') && ${find('button', 'Upload')}`);
  await page.evaluate(`${find('button', 'Upload')}.click()`);
  await page.waitFor(find('[role=menuitem]', 'Files…'));
  const started = performance.now();
  await page.choose(`${find('[role=menuitem]', 'Files…')}.click()`, path);
  await page.waitFor(`document.body.textContent.includes('1 file uploaded')`);
  return performance.now() - started;
}
