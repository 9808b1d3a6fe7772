import { readFile } from 'node:fs/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Download, Page } from '@playwright/test';
import { nastyKeys } from '../../lib/testing/nasty-keys.ts';
import { expect, test } from '../fixtures.ts';
import { listAllKeys } from '../local-files.ts';
import { BucketPage } from '../pages/bucket-page.ts';

/** Does something and waits for the file that comes of it. */
async function download(page: Page, act: () => Promise<void>): Promise<Download> {
  const coming = page.waitForEvent('download');
  await act();
  return coming;
}

test('A person downloads an object, from the toolbar and from its details', async ({
  signedIn,
  s3,
  server,
  browserBucket,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, browserBucket);
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
  await s3.send(new PutObjectCommand({ Bucket: browserBucket, Key: 'docs/report.pdf', Body: bytes }));
  await page.open({ prefix: 'docs/' });
  await page.select('report.pdf');
  const fromToolbar = await download(signedIn, () => page.press('Download'));
  expect(fromToolbar.suggestedFilename()).toBe('report.pdf');
  expect(await readFile(await fromToolbar.path())).toEqual(bytes);
  expect(new URL(fromToolbar.url()).origin).toBe(new URL(server.endpoint).origin);

  await page.open({ prefix: 'docs/', key: 'docs/report.pdf' });
  await expect(page.details.getByRole('heading', { name: 'report.pdf' })).toBeVisible();
  await expectAccessible(signedIn);
  const fromDetails = await download(signedIn, () =>
    page.details.getByRole('button', { name: 'Download', exact: true }).click(),
  );
  expect(fromDetails.suggestedFilename()).toBe('report.pdf');
  expect(await readFile(await fromDetails.path())).toEqual(bytes);
});

test('Two selected objects come as two files', async ({ signedIn, s3, browserBucket }) => {
  const page = new BucketPage(signedIn, browserBucket);
  for (const Key of ['a.txt', 'b.txt']) await s3.send(new PutObjectCommand({ Bucket: browserBucket, Key, Body: Key }));
  await page.open();
  await page.select('a.txt', 'b.txt');
  const downloads: Download[] = [];
  signedIn.on('download', (one) => downloads.push(one));
  await page.press('Download');
  await expect.poll(() => downloads.map((one) => one.suggestedFilename())).toEqual(['a.txt', 'b.txt']);
  for (const one of downloads) expect(await readFile(await one.path(), 'utf8')).toBe(one.suggestedFilename());
});

/** Browsers replace in file names what some file systems do not take; then only the bytes are compared. */
const replacedByBrowsers = /[<>:"/\\|?*~%\p{Cc}\p{Cf}]|^[ .]|[ .]$/u;

test('Objects are downloaded under their own names, whatever stands in them', async ({
  signedIn,
  s3,
  browserBucket,
}) => {
  const page = new BucketPage(signedIn, browserBucket);
  for (const { key } of nastyKeys.filter(({ dotSegments }) => !dotSegments)) {
    await s3.send(new PutObjectCommand({ Bucket: browserBucket, Key: key, Body: `bytes of ${key}` }));
  }
  const keys = await listAllKeys(s3, browserBucket);
  await page.open({ delimiter: '' });
  await page.grid.focus();
  await signedIn.keyboard.press('Home');
  for (const key of keys) {
    const file = await download(signedIn, () => signedIn.keyboard.press('ControlOrMeta+s'));
    expect(await readFile(await file.path(), 'utf8')).toBe(`bytes of ${key}`);
    const fileName = key.slice(key.lastIndexOf('/') + 1);
    if (fileName !== '' && !replacedByBrowsers.test(fileName) && fileName.length < 255) {
      // Chromium composes what came decomposed.
      expect(file.suggestedFilename().normalize()).toBe(fileName.normalize());
    }
    await signedIn.keyboard.press('ArrowDown');
  }
});

test('A person is told why a key with dot segments cannot be downloaded', async ({ signedIn, s3, browserBucket }) => {
  const page = new BucketPage(signedIn, browserBucket);
  for (const key of ['..', 'a/../b.txt']) {
    await s3.send(new PutObjectCommand({ Bucket: browserBucket, Key: key, Body: 'x' }));
    await page.open({ key });
    await page.details.getByRole('button', { name: 'Download', exact: true }).click();
    const message = signedIn.getByRole('group').filter({ hasText: 'The download could not start' });
    await expect(message).toContainText('This key has a “.” or “..” segment, which browsers and curl remove');
  }
});
