import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { expect, test } from '../fixtures.ts';
import { listKeys } from '../objects.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { hide, keepVersions, putVersions } from '../versions.ts';

const read = async (s3: S3Client, bucket: string, key: string): Promise<string | undefined> =>
  (await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }))).Body?.transformToString();

test('A person sees a folder as it was, and has it again after looking at what that takes', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, bucket);
  await keepVersions(s3, bucket);
  await putVersions(s3, bucket, 'changed.txt', ['as it was']);
  await putVersions(s3, bucket, 'gone.txt', ['was here']);
  await putVersions(s3, bucket, 'same.txt', ['always so']);
  // Servers tell times of versions by the second: what is written from here on has a later one.
  const { LastModified } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'same.txt' }));
  const at = LastModified?.getTime() ?? 0;
  await expect.poll(() => Date.now()).toBeGreaterThan(at + 1000);
  await putVersions(s3, bucket, 'changed.txt', ['as it is']);
  await hide(s3, bucket, 'gone.txt');
  await putVersions(s3, bucket, 'new.txt', ['since']);

  await page.open({ at: at + 999 });
  await expect(page.row('changed.txt')).toContainText('changed since');
  await expect(page.row('gone.txt')).toContainText('deleted since');
  await expect(page.row('new.txt')).toContainText('new since');
  await expect(page.row('same.txt')).not.toContainText('since');
  await expect(page.names).toHaveText(['changed.txt', 'gone.txt', 'new.txt', 'same.txt']);
  await expectAccessible(signedIn);

  await page.selectAll();
  await page.press('Restore to that time …');
  await expect(page.dialog).toContainText('1 version, 9 B, will be copied on top');
  await expect(page.dialog).toContainText('1 delete marker of 1 object will be taken away');
  await expect(page.dialog).toContainText('1 object that was not there then will be hidden by a delete marker');
  await expect(page.dialog).toContainText('1 object as it was then: left alone.');
  await expectAccessible(signedIn);
  await page.dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.dialog).toContainText('3 changes restored.');
  await page.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.dialog).toBeHidden();
  expect(await listKeys(s3, bucket)).toEqual(['changed.txt', 'gone.txt', 'same.txt']);
  expect(await read(s3, bucket, 'changed.txt')).toBe('as it was');
  expect(await read(s3, bucket, 'gone.txt')).toBe('was here');

  await signedIn.getByRole('button', { name: 'Remove: As it was at' }).click();
  await expect(page.names).toHaveText(['changed.txt', 'gone.txt', 'same.txt']);
  await signedIn.getByRole('main').getByRole('button', { name: 'More', exact: true }).click();
  await signedIn.getByRole('menuitem', { name: 'As it was at …' }).click();
  await page.dialog.getByLabel('Date and time').fill('2001-01-01T00:00');
  await page.dialog.getByRole('button', { name: 'Show' }).click();
  await expect(page.dialog).toBeHidden();
  await expect(page.row('same.txt')).toContainText('new since');
});
