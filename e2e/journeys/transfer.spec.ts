import { CreateBucketCommand, GetObjectCommand, HeadBucketCommand } from '@aws-sdk/client-s3';
import { toNastyKeysBelow } from '../../lib/testing/nasty-keys.ts';
import { connections } from '../console-configuration.ts';
import { expect, test } from '../fixtures.ts';
import { listAllKeys } from '../local-files.ts';
import { putAll } from '../objects.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { BucketsPage } from '../pages/buckets-page.ts';
import { watchJob } from '../pages/job-page.ts';

test('A person renames a folder, copies a large one elsewhere, and empties and deletes the bucket', async ({
  signedIn: page,
  s3,
  bucket: other,
  newBucketName: bucket,
  expectAccessible,
}) => {
  // The first job opens the console’s database.
  test.setTimeout(240_000);
  const odd = toNastyKeysBelow('odd/');
  const many = Array.from({ length: 1_010 }, (_, index) => `many/${String(index).padStart(4, '0')}`);
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await putAll(s3, bucket, [...odd, ...many]);
  const objects = new BucketPage(page, bucket);
  await objects.open();

  await objects.select('odd/');
  await objects.choose('Rename …');
  await objects.dialog.getByLabel('New name').fill('a/b');
  await expect(objects.dialog).toContainText('A name has no slash in it');
  await objects.dialog.getByLabel('New name').fill('plain');
  await expectAccessible(page);
  await objects.dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(objects.dialog).toContainText(`Rename odd/ to plain/ in ${bucket}: ${odd.length} objects`);
  await expectAccessible(page);
  await objects.dialog.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(objects.dialog).toContainText(`${odd.length} objects moved.`);
  await objects.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(objects.dialog).toBeHidden();
  await expect(objects.row('plain/')).toBeVisible();
  const renamed = odd.map((key) => `plain/${key.slice('odd/'.length)}`);
  expect((await listAllKeys(s3, bucket)).toSorted()).toEqual([...renamed, ...many].toSorted());

  await objects.select('many/', 'plain/');
  await objects.choose('Copy to …');
  await objects.dialog.getByRole('combobox', { name: 'Connection' }).click();
  await page.getByRole('option', { name: connections.open.name }).click();
  await expect(page.getByRole('option', { name: connections.open.name })).toBeHidden();
  await objects.dialog.getByLabel('Bucket').fill(other);
  await objects.dialog.getByLabel('Prefix').fill('backup/');
  await objects.dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(objects.dialog).toContainText(`${(many.length + odd.length).toLocaleString('en')} objects`);
  await expect(objects.dialog).toContainText('It runs as a job');
  await objects.dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(objects.dialog).toBeHidden({ timeout: 90_000 });
  await watchJob(page, `Copy 2 folders from ${bucket} to ${other}/backup/`);
  await expectAccessible(page);
  const copies = [...many, ...renamed].map((key) => `backup/${key}`);
  expect((await listAllKeys(s3, other)).toSorted()).toEqual(copies.toSorted());
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: other, Key: copies.at(-1) }));
  expect(await Body?.transformToString()).toMatch(/^x+$/u);

  const buckets = new BucketsPage(page);
  await buckets.open();
  const dialog = await buckets.askToDelete(bucket);
  await dialog.getByRole('button', { name: 'Empty it …' }).click();
  const emptying = page.getByRole('alertdialog', { name: `Empty ${bucket}?` });
  await emptying.getByRole('switch', { name: 'Delete the bucket itself after that' }).click();
  await expect(emptying).toContainText(`Delete the bucket ${bucket} with everything in it`);
  await expect(emptying.getByRole('button', { name: 'Delete bucket and contents' })).toBeDisabled();
  await emptying.getByLabel(`Type “${bucket}” to confirm`).fill(bucket);
  await expectAccessible(page);
  await emptying.getByRole('button', { name: 'Delete bucket and contents' }).click();
  await expect(emptying).toBeHidden();
  await watchJob(page, `Delete the bucket ${bucket} with everything in it`);
  await expect(s3.send(new HeadBucketCommand({ Bucket: bucket }))).rejects.toMatchObject({ name: 'NotFound' });
});
