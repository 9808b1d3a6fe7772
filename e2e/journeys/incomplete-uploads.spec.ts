import {
  CreateMultipartUploadCommand,
  GetBucketLifecycleConfigurationCommand,
  ListMultipartUploadsCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { nastyKeys } from '../../lib/testing/nasty-keys.ts';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { makeFile, readFileSha256, readObjectSha256 } from '../local-files.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { SettingPage } from '../pages/setting-page.ts';
import { UploadTray } from '../pages/upload-tray.ts';
import { recordPuts, toPartNumber } from '../upload-requests.ts';

async function begin(s3: S3Client, bucket: string, key: string, sizes: number[]): Promise<string> {
  const { UploadId = '' } = await s3.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: key }));
  for (const [index, size] of sizes.entries()) {
    const part = { Bucket: bucket, Key: key, UploadId, PartNumber: index + 1 };
    await s3.send(new UploadPartCommand({ ...part, Body: Buffer.alloc(size, 'x') }));
  }
  return UploadId;
}

async function countUploads(s3: S3Client, bucket: string): Promise<number> {
  return (await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }))).Uploads?.length ?? 0;
}

test('A person finds what broken-off uploads waste, and aborts one of them', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, bucket);
  const first = await begin(s3, bucket, 'film.mov', [5 * 1024 ** 2, 1024 ** 2]);
  await begin(s3, bucket, 'other.bin', [1024 ** 2]);
  await page.open();
  await signedIn.getByRole('main').getByRole('button', { name: 'More', exact: true }).click();
  await signedIn.getByRole('menuitem', { name: 'Incomplete uploads' }).click();
  await expect(signedIn.getByRole('heading', { name: `Incomplete uploads of ${bucket}` })).toBeVisible();
  await expect(signedIn.getByText('2 incomplete uploads · 7.0 MiB in all')).toBeVisible();
  const table = signedIn.getByRole('table', { name: 'Incomplete uploads' });
  await expect(table.getByRole('row').nth(1)).toContainText('film.mov');
  await expect(table.getByRole('row').nth(1)).toContainText('6.0 MiB');
  await expectAccessible(signedIn);

  await table.getByRole('checkbox', { name: `Select the upload of film.mov, ${first}` }).click();
  await signedIn.getByRole('button', { name: 'Abort 1' }).click();
  const question = signedIn.getByRole('alertdialog');
  await expect(question).toContainText('What has been sent, 6.0 MiB, is gone for good.');
  await expectAccessible(signedIn);
  await question.getByRole('button', { name: 'Abort' }).click();
  await expect(question).toBeHidden();
  await expect(signedIn.getByText('1 incomplete upload · 1.0 MiB in all')).toBeVisible();
  expect(await countUploads(s3, bucket)).toBe(1);
});

test('A person aborts all uploads that are older than some days, whatever their keys', async ({
  signedIn,
  s3,
  bucket,
}) => {
  for (const { key } of nastyKeys) await begin(s3, bucket, key, []);
  await signedIn.goto(`${new BucketPage(signedIn, bucket).path}/uploads`);
  await expect(signedIn.getByText(`${nastyKeys.length} incomplete uploads · 0 B in all`)).toBeVisible();
  const days = signedIn.getByRole('textbox', { name: 'Older than days' });
  await days.fill('1');
  await signedIn.getByRole('button', { name: 'Select', exact: true }).click();
  await expect(signedIn.getByRole('button', { name: 'Abort', exact: true })).toBeDisabled();
  await days.fill('0');
  await signedIn.getByRole('button', { name: 'Select', exact: true }).click();
  await signedIn.getByRole('button', { name: `Abort ${nastyKeys.length}` }).click();
  const question = signedIn.getByRole('alertdialog');
  await question.getByRole('button', { name: 'Abort' }).click();
  await expect(question).toBeHidden();
  await expect(signedIn.getByRole('heading', { name: 'Nothing was left behind' })).toBeVisible();
  expect(await countUploads(s3, bucket)).toBe(0);
});

test('A person goes on with an upload that another program broke off, with the file in hand', async ({
  signedIn,
  s3,
  browserBucket: bucket,
  folder,
  expectAccessible,
}) => {
  const [page, tray] = [new BucketPage(signedIn, bucket), new UploadTray(signedIn)];
  const path = await makeFile(folder, 'film.mov', 13 * 1024 ** 2);
  const other = await makeFile(folder, 'other.mov', 13 * 1024 ** 2);
  const bytes = await readFile(path);
  const uploadId = await begin(s3, bucket, 'raw/film.mov', []);
  const part = { Bucket: bucket, Key: 'raw/film.mov', UploadId: uploadId, PartNumber: 1 };
  await s3.send(new UploadPartCommand({ ...part, Body: bytes.subarray(0, 6 * 1024 ** 2) }));
  await begin(s3, bucket, 'else.bin', []);
  await signedIn.goto(`${page.path}/uploads`);
  await expect(signedIn.getByText('2 incomplete uploads · 6.0 MiB in all')).toBeVisible();
  await signedIn.getByRole('textbox', { name: 'Keys beginning with' }).fill('raw/');
  await signedIn.getByRole('button', { name: 'List', exact: true }).click();
  await expect(signedIn.getByText('1 incomplete upload · 6.0 MiB in all')).toBeVisible();

  const puts = recordPuts(signedIn);
  const choose = async (file: string) => {
    const chosen = signedIn.waitForEvent('filechooser');
    await signedIn.getByRole('button', { name: `Resume the upload of raw/film.mov, ${uploadId}` }).click();
    await (await chosen).setFiles(file);
  };
  await choose(other);
  await expect(signedIn.getByText(/“other.mov” does not go on with this upload/u).first()).toBeVisible();
  await expectAccessible(signedIn);
  await choose(path);
  await tray.expectDone('film.mov');
  await expect(signedIn.getByRole('heading', { name: 'No key of an upload begins so' })).toBeVisible();
  expect(puts.map(toPartNumber).toSorted()).toEqual([2, 3]);
  expect(await readObjectSha256(s3, bucket, 'raw/film.mov')).toBe(await readFileSha256(path));
  expect(await countUploads(s3, bucket)).toBe(1);
});

/** Opens the page of uploads and lists those below a prefix. */
async function listBelow(page: Page, bucket: string, prefix: string): Promise<void> {
  await page.goto(`${new BucketPage(page, bucket).path}/uploads`);
  // The page asks for it by itself, and can be worked with from then on.
  await expect(page.getByText('No lifecycle rule aborts all of them by itself.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Keys beginning with' }).fill(prefix);
  await page.getByRole('button', { name: 'List', exact: true }).click();
}

test('A person has a lifecycle rule abort the uploads of a prefix from now on', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  await begin(s3, bucket, 'raw/film.mov', []);
  await listBelow(signedIn, bucket, 'raw/');
  await expect(signedIn.getByText('No lifecycle rule aborts all of them by itself.')).toBeVisible();
  await signedIn.getByRole('button', { name: 'Add a lifecycle rule for this…' }).click();
  const dialog = signedIn.getByRole('dialog', { name: 'Lifecycle rule for incomplete uploads' });
  await dialog.getByRole('textbox', { name: 'Abort after' }).fill('0');
  await dialog.getByRole('button', { name: 'Continue in the editor' }).click();
  await expect(dialog.getByText('Give whole days, at least 1.')).toBeVisible();
  await expectAccessible(signedIn);
  await dialog.getByRole('textbox', { name: 'Abort after' }).fill('3');
  await dialog.getByRole('button', { name: 'Continue in the editor' }).click();
  const editor = new SettingPage(signedIn, bucket, 'lifecycle');
  await editor.ready();
  await expect(editor.form.getByRole('textbox', { name: 'Days of unfinished uploads' })).toHaveValue('3');
  await editor.saveForGood();
  const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
  expect(Rules).toEqual([
    {
      ID: 'abort-incomplete-uploads',
      Status: 'Enabled',
      Filter: { Prefix: 'raw/' },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 3 },
    },
  ]);
  await listBelow(signedIn, bucket, 'raw/2026');
  await expect(signedIn.getByText(/Rule 1 \(abort-incomplete-uploads\) aborts them 3 days/u)).toBeVisible();
  await expect(signedIn.getByRole('button', { name: 'Add a lifecycle rule for this…' })).toBeHidden();
});
