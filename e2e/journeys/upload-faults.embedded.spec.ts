import { HeadObjectCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import type { Page, Request } from '@playwright/test';
import type { FaultAction } from '../../lib/embedded-s3/faults/plan.ts';
import { expect, test } from '../fixtures.ts';
import { listAllKeys, makeFile, readFileSha256, readObjectSha256 } from '../local-files.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { UploadTray } from '../pages/upload-tray.ts';

/** Sent in two parts. */
const twoPartBytes = 18 * 1024 ** 2;

const slowDown: FaultAction = { kind: 'status', status: 503, code: 'SlowDown' };
const reset: FaultAction = { kind: 'reset' };
const badDigest: FaultAction = { kind: 'status', status: 400, code: 'BadDigest' };
const expired: FaultAction = { kind: 'status', status: 403, code: 'AccessDenied' };

/** The requests of a page that fit, from now on. */
function record(page: Page, fits: (request: Request) => boolean): Request[] {
  const requests: Request[] = [];
  page.on('request', (request) => {
    if (fits(request)) requests.push(request);
  });
  return requests;
}

const isPut = (request: Request): boolean => request.method() === 'PUT';
const asksToSignParts = (request: Request): boolean =>
  request.method() === 'POST' && (request.postData() ?? '').includes('"partNumbers"');

/** How a part may fare twice, and how many PUTs the page makes at least for two parts. */
const passing: [string, FaultAction, number][] = [
  ['answered 503', slowDown, 4],
  // Chromium itself sends again what the reset of a used connection cut off.
  ['cut off by a reset', reset, 2],
  ['refused as damaged', badDigest, 4],
];

for (const [fate, action, leastPuts] of passing) {
  test(`A part that is ${fate} is sent again and the upload ends right`, async ({
    signedIn,
    s3,
    browserBucket,
    folder,
    faults,
  }) => {
    const page = new BucketPage(signedIn, browserBucket);
    const path = await makeFile(folder, 'large.bin', twoPartBytes);
    await page.open();
    const puts = record(signedIn, isPut);
    await faults.set([{ match: { operation: 'UploadPart', bucket: browserBucket }, times: 2, action }]);
    await page.uploadFiles([path]);
    await new UploadTray(signedIn).expectDone('large.bin');
    expect(await readObjectSha256(s3, browserBucket, 'large.bin')).toBe(await readFileSha256(path));
    expect(puts.length).toBeGreaterThanOrEqual(leastPuts);
    expect(puts.length).toBeLessThanOrEqual(4);
  });
}

test('A small file whose first attempt fails is sent again', async ({
  signedIn,
  s3,
  browserBucket,
  folder,
  faults,
}) => {
  const page = new BucketPage(signedIn, browserBucket);
  const path = await makeFile(folder, 'small.bin');
  await page.open();
  await faults.set([{ match: { operation: 'PutObject', bucket: browserBucket }, times: 2, action: slowDown }]);
  await page.uploadFiles([path]);
  await new UploadTray(signedIn).expectDone('small.bin');
  expect(await readObjectSha256(s3, browserBucket, 'small.bin')).toBe(await readFileSha256(path));
});

test('A refused address is signed again', async ({ signedIn, s3, browserBucket, folder, faults }) => {
  const page = new BucketPage(signedIn, browserBucket);
  const path = await makeFile(folder, 'large.bin', twoPartBytes);
  await page.open();
  const signings = record(signedIn, asksToSignParts);
  await faults.set([{ match: { operation: 'UploadPart', bucket: browserBucket }, times: 1, action: expired }]);
  await page.uploadFiles([path]);
  await new UploadTray(signedIn).expectDone('large.bin');
  expect(await readObjectSha256(s3, browserBucket, 'large.bin')).toBe(await readFileSha256(path));
  // Both parts at a time or each by itself, as they are hashed, and the refused one again.
  expect(signings.length).toBeGreaterThanOrEqual(2);
  expect(signings.length).toBeLessThanOrEqual(3);
});

test('Bytes that arrive damaged every time are not passed off as uploaded, and can be tried again', async ({
  signedIn,
  s3,
  browserBucket,
  folder,
  faults,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, browserBucket);
  const tray = new UploadTray(signedIn);
  const path = await makeFile(folder, 'small.bin');
  await page.open();
  await faults.set([{ match: { operation: 'PutObject', bucket: browserBucket }, action: badDigest }]);
  await page.uploadFiles([path]);
  await expect(tray.file('small.bin')).toContainText('The bytes were damaged on their way and the server refused them');
  await tray.file('small.bin').getByRole('button', { name: 'Why' }).click();
  await expect(signedIn.getByRole('dialog')).toContainText('BadDigest');
  await expectAccessible(signedIn);
  await signedIn.keyboard.press('Escape');
  expect(await listAllKeys(s3, browserBucket)).toEqual([]);

  await faults.clear();
  await tray.button('Try small.bin again').click();
  await tray.expectDone('small.bin');
  expect(await readObjectSha256(s3, browserBucket, 'small.bin')).toBe(await readFileSha256(path));
});

test('An upload whose last answer is lost is not sent twice', async ({
  signedIn,
  s3,
  browserBucket,
  folder,
  faults,
}) => {
  const page = new BucketPage(signedIn, browserBucket);
  const path = await makeFile(folder, 'large.bin', twoPartBytes);
  await page.open();
  const puts = record(signedIn, isPut);
  const match = { operation: 'CompleteMultipartUpload', bucket: browserBucket };
  await faults.set([{ match, times: 1, action: { kind: 'truncate', bytes: 20 } }]);
  await page.uploadFiles([path]);
  await new UploadTray(signedIn).expectDone('large.bin');
  expect(await readObjectSha256(s3, browserBucket, 'large.bin')).toBe(await readFileSha256(path));
  expect(puts).toHaveLength(2);
  const { ETag } = await s3.send(new HeadObjectCommand({ Bucket: browserBucket, Key: 'large.bin' }));
  expect(ETag).toMatch(/-2"$/u);
});

test('A server that dies in the middle loses nothing: the upload goes on once it is back', async ({
  signedIn,
  s3,
  browserBucket,
  folder,
  faults,
}) => {
  const page = new BucketPage(signedIn, browserBucket);
  const tray = new UploadTray(signedIn);
  const path = await makeFile(folder, 'large.bin', twoPartBytes);
  await page.open();
  const puts = record(signedIn, isPut);
  await faults.set([
    { match: { operation: 'UploadPart', bucket: browserBucket }, nth: 2, times: 1_000, action: reset },
  ]);
  await page.uploadFiles([path]);
  await expect.poll(() => puts.length).toBeGreaterThanOrEqual(3);
  await faults.set([{ match: {}, action: reset }]);

  await signedIn.reload();
  await expect(tray.interrupted).toContainText('large.bin');
  await faults.clear();
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: browserBucket }));
  expect(Uploads).toHaveLength(1);
  const chosen = signedIn.waitForEvent('filechooser');
  await tray.interrupted.getByRole('button', { name: 'Choose the file' }).click();
  puts.length = 0;
  await (await chosen).setFiles(path);
  await tray.expectDone('large.bin');
  expect(await readObjectSha256(s3, browserBucket, 'large.bin')).toBe(await readFileSha256(path));
  // The part that had arrived is not sent again.
  expect(puts).toHaveLength(1);
});
