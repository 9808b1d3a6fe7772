import { appendFile } from 'node:fs/promises';
import { expect, test } from '../fixtures.ts';
import { listAllKeys, makeFile, readFileSha256, readObjectSha256 } from '../local-files.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { UploadTray } from '../pages/upload-tray.ts';
import {
  countUploads,
  expectFirstPartStored,
  fourPartBytes,
  holdLaterParts,
  recordPuts,
  toPartNumber,
} from '../upload-requests.ts';

// On a device with little memory files are sent as files. Elsewhere their bytes would be in the requests that are held
// here, and Playwright takes seconds to hand each of them over.
test.beforeEach(({ signedIn }) =>
  signedIn.addInitScript(() => Object.defineProperty(navigator, 'deviceMemory', { value: 1 })),
);

test('A person pauses an upload and resumes it where it was', async ({
  signedIn,
  s3,
  browserBucket,
  folder,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, browserBucket);
  const tray = new UploadTray(signedIn);
  const path = await makeFile(folder, 'large.bin', fourPartBytes);
  await page.open();
  const puts = recordPuts(signedIn);
  const release = await holdLaterParts(signedIn);
  await page.uploadFiles([path]);
  await expectFirstPartStored(s3, browserBucket);
  await expect(tray.file('large.bin')).toContainText('part 2 of 4');
  await expectAccessible(signedIn);
  await tray.button('Pause large.bin').click();
  await expect(tray.file('large.bin')).toContainText('Paused · 16.0 MiB of 50.0 MiB');
  await release();
  await tray.button('Resume large.bin').click();
  await tray.expectDone('large.bin');
  expect(await readObjectSha256(s3, browserBucket, 'large.bin')).toBe(await readFileSha256(path));
  expect(puts.filter((request) => toPartNumber(request) === 1)).toHaveLength(1);
});

test('A cancelled upload leaves nothing behind', async ({ signedIn, s3, browserBucket, folder }) => {
  const page = new BucketPage(signedIn, browserBucket);
  const tray = new UploadTray(signedIn);
  await page.open();
  await holdLaterParts(signedIn);
  await page.uploadFiles([await makeFile(folder, 'large.bin', fourPartBytes)]);
  await expectFirstPartStored(s3, browserBucket);
  await tray.button('Cancel large.bin').click();
  await expect(tray.file('large.bin')).toContainText('Cancelled');
  await expect.poll(() => countUploads(s3, browserBucket)).toBe(0);
  expect(await listAllKeys(s3, browserBucket)).toEqual([]);
  await signedIn.reload();
  await page.waitForList();
  await expect(tray.interrupted).toBeHidden();
});

test('An upload that a reload broke off goes on with the same file', async ({
  signedIn,
  s3,
  browserBucket,
  folder,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, browserBucket);
  const tray = new UploadTray(signedIn);
  const path = await makeFile(folder, 'large.bin', fourPartBytes);
  const other = await makeFile(folder, 'other.bin', 100);
  await page.open();
  const puts = recordPuts(signedIn);
  const release = await holdLaterParts(signedIn);
  await page.uploadFiles([path]);
  await expectFirstPartStored(s3, browserBucket);
  await signedIn.reload();
  await release();
  await expect(tray.interrupted).toContainText('large.bin');
  await expectAccessible(signedIn);
  const choose = async (file: string) => {
    const chosen = signedIn.waitForEvent('filechooser');
    await tray.interrupted.getByRole('button', { name: 'Choose the file' }).click();
    await (await chosen).setFiles(file);
  };
  await choose(other);
  await expect(signedIn.getByText(/This is not the file the upload began with/u).first()).toBeVisible();
  await choose(path);
  await tray.expectDone('large.bin');
  await expect(page.row('large.bin')).toBeVisible();
  expect(await readObjectSha256(s3, browserBucket, 'large.bin')).toBe(await readFileSha256(path));
  expect(puts.filter((request) => toPartNumber(request) === 1)).toHaveLength(1);
  expect(await countUploads(s3, browserBucket)).toBe(0);
});

test('A file that changed while it was sent is not passed off as uploaded', async ({
  signedIn,
  s3,
  browserBucket,
  folder,
}) => {
  const page = new BucketPage(signedIn, browserBucket);
  const tray = new UploadTray(signedIn);
  const path = await makeFile(folder, 'large.bin', fourPartBytes);
  await page.open();
  const release = await holdLaterParts(signedIn);
  await page.uploadFiles([path]);
  await expectFirstPartStored(s3, browserBucket);
  await tray.button('Pause large.bin').click();
  await expect(tray.file('large.bin')).toContainText('Paused');
  await appendFile(path, 'more');
  await release();
  await tray.button('Resume large.bin').click();
  await expect(tray.file('large.bin')).toContainText('The file can no longer be read');
  expect(await listAllKeys(s3, browserBucket)).toEqual([]);
});
