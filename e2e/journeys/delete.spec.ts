import {
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketAclCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { nastyKeys } from '../../lib/testing/nasty-keys.ts';
import { expect, test } from '../fixtures.ts';
import { listAllKeys } from '../local-files.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

async function putAll(s3: S3Client, bucket: string, keys: readonly string[]): Promise<void> {
  for (let start = 0; start < keys.length; start += 32) {
    await Promise.all(
      keys.slice(start, start + 32).map((Key) => s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: '1234' }))),
    );
  }
}

const goneForGood = 'This bucket keeps no versions: what is deleted is gone for good.';

test('A person deletes one object, after being told what goes', async ({ signedIn, s3, bucket, expectAccessible }) => {
  const page = new BucketPage(signedIn, bucket);
  await putAll(s3, bucket, ['gone.txt', 'stays.txt']);
  await page.open();
  await page.askToDelete('gone.txt');
  await expect(page.dialog).toContainText('1 object, 4 B will be deleted.');
  await expect(page.dialog).toContainText(goneForGood);
  await expectAccessible(signedIn);
  await expect(page.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.dialog).toBeHidden();
  expect(await listAllKeys(s3, bucket)).toEqual(['gone.txt', 'stays.txt']);

  await page.askToDelete();
  await page.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.dialog).toContainText('1 object deleted.');
  await page.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.row('gone.txt')).toBeHidden();
  await expect(page.row('stays.txt')).toBeVisible();
  expect(await listAllKeys(s3, bucket)).toEqual(['stays.txt']);
});

test('A person deletes an object from its details', async ({ signedIn, s3, bucket }) => {
  const page = new BucketPage(signedIn, bucket);
  await putAll(s3, bucket, ['a.txt']);
  await page.open({ key: 'a.txt' });
  await page.details.getByRole('button', { name: 'Delete this object' }).click();
  await expect(page.dialog).toContainText('will be deleted.');
  await page.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.dialog).toContainText('1 object deleted.');
  expect(await listAllKeys(s3, bucket)).toEqual([]);
});

test('A person deletes several objects and a folder at once', async ({ signedIn, s3, bucket }) => {
  const page = new BucketPage(signedIn, bucket);
  await putAll(s3, bucket, ['a.txt', 'b.txt', 'keep.txt', 'old/1.txt', 'old/deep/2.txt', 'older.txt']);
  await page.open();
  await page.askToDelete('a.txt', 'b.txt', 'old/');
  await expect(page.dialog).toContainText('4 objects, 16 B will be deleted.');
  await page.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.dialog).toContainText('4 objects deleted.');
  expect(await listAllKeys(s3, bucket)).toEqual(['keep.txt', 'older.txt']);
});

test('A person stops the delete of a large folder, and deletes the rest after', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, bucket);
  const logs = Array.from({ length: 350 }, (_, index) => `logs/${index}.log`);
  await putAll(s3, bucket, [...logs, ...logs.map((key) => `more/${key}`)]);
  await page.open();
  await page.askToDelete('logs/', 'more/');
  await expect(page.dialog).toContainText('700 objects, 2.7 KiB will be deleted.');
  const confirm = page.dialog.getByRole('button', { name: 'Delete' });
  await expect(confirm).toBeDisabled();
  await page.dialog.getByLabel('Type “700” to confirm').fill('700');
  await expectAccessible(signedIn);

  // The first folder waits until the person has asked to stop.
  const hasAskedToStop = Promise.withResolvers<true>();
  await signedIn.route('**', async (route) => {
    if (route.request().method() === 'POST') await hasAskedToStop.promise;
    await route.continue();
  });
  await confirm.click();
  await expect(page.dialog.getByRole('progressbar', { name: 'Deleting' })).toBeVisible();
  await expect(page.dialog).toContainText('0 of 700 objects');
  await expectAccessible(signedIn);
  await page.dialog.getByRole('button', { name: 'Stop' }).click();
  hasAskedToStop.resolve(true);
  await expect(page.dialog).toContainText('350 objects deleted. You stopped it; the rest is still there.');
  await signedIn.unroute('**');
  expect(await listAllKeys(s3, bucket)).toHaveLength(350);

  await page.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await page.open();
  await page.selectAll();
  await page.askToDelete();
  await page.dialog.getByLabel('Type “350” to confirm').fill('350');
  await confirm.click();
  await expect(page.dialog).toContainText('350 objects deleted.');
  await page.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  for (const folder of ['logs/', 'more/']) await expect(page.row(folder)).toBeHidden();
  expect(await listAllKeys(s3, bucket)).toEqual([]);
});

test('Objects are deleted whatever stands in their keys', async ({ signedIn, s3, bucket }) => {
  const page = new BucketPage(signedIn, bucket);
  await putAll(
    s3,
    bucket,
    nastyKeys.map(({ key }) => key),
  );
  await page.open();
  await page.selectAll();
  await page.askToDelete();
  await expect(page.dialog).toContainText(`${nastyKeys.length} objects, ${nastyKeys.length * 4} B will be deleted.`);
  await page.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.dialog).toContainText(`${nastyKeys.length} objects deleted.`);
  expect(await listAllKeys(s3, bucket)).toEqual([]);
});

test('In a bucket with versions a person is told that data stays, and it does', async ({ signedIn, s3, bucket }) => {
  const page = new BucketPage(signedIn, bucket);
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
  const { VersionId } = await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a.txt', Body: '1234' }));
  await page.open();
  await page.askToDelete('a.txt');
  await expect(page.dialog).toContainText(
    'This bucket keeps versions: each object gets a delete marker and its data stays',
  );
  await page.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.dialog).toContainText('1 object deleted.');
  const { DeleteMarkers = [], Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
  expect(DeleteMarkers.map(({ Key }) => Key)).toEqual(['a.txt']);
  expect(Versions.map((version) => version.VersionId)).toEqual([VersionId]);
});

test('Keys that a person may not delete are named', async ({ page: tab, s3, alt, bucket, expectAccessible }) => {
  const page = new BucketPage(tab, bucket);
  const signIn = new SignInPage(tab);
  await putAll(s3, bucket, ['one.txt', 'two.txt']);
  await s3.send(new PutBucketAclCommand({ Bucket: bucket, ACL: 'public-read' }));
  await signIn.open();
  await signIn.signIn(alt.keys);
  await page.open();
  await page.askToDelete('one.txt', 'two.txt');
  await page.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.dialog).toContainText('Nothing was deleted.');
  const failures = page.dialog.getByRole('list', { name: 'Failures' }).getByRole('listitem');
  await expect(failures).toContainText(['one.txt', 'two.txt']);
  await expect(failures).toContainText(['AccessDenied', 'AccessDenied']);
  await expectAccessible(tab);
  for (const Key of ['one.txt', 'two.txt']) await s3.send(new HeadObjectCommand({ Bucket: bucket, Key }));
});
