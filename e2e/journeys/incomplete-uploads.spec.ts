import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { nastyKeys } from '../../lib/testing/nasty-keys.ts';
import { expect, test } from '../fixtures.ts';
import { BucketPage } from '../pages/bucket-page.ts';

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
