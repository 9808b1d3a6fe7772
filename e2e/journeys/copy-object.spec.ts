import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { createTestBucket, removeTestBucket } from '../../lib/testing/buckets.ts';
import { nastyKeys } from '../../lib/testing/nasty-keys.ts';
import { expect, test } from '../fixtures.ts';
import { readText } from '../objects.ts';
import { BucketPage } from '../pages/bucket-page.ts';

const named = (bucket: string, key: string) => ({ Bucket: bucket, Key: key });

test('A person copies an object to another key, and is told when there is one already', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, bucket);
  await s3.send(new PutObjectCommand({ ...named(bucket, 'a.txt'), Body: 'new', ContentType: 'text/css' }));
  await s3.send(new PutObjectCommand({ ...named(bucket, 'b.txt'), Body: 'old' }));
  await page.open({ key: 'a.txt' });
  await page.details.getByRole('button', { name: 'Copy to …' }).click();
  await page.dialog.getByLabel('Key').fill('b.txt');
  await page.dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.dialog.getByRole('alert')).toContainText('There is an object “b.txt”');
  await expectAccessible(signedIn);
  expect(await readText(s3, bucket, 'b.txt')).toBe('old');
  await page.dialog.getByRole('switch', { name: 'Replace what is there' }).click();
  await page.dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.dialog).toBeHidden();
  expect(await readText(s3, bucket, 'b.txt')).toBe('new');
  expect((await s3.send(new HeadObjectCommand(named(bucket, 'b.txt')))).ContentType).toBe('text/css');
  expect(await readText(s3, bucket, 'a.txt')).toBe('new');
});

test('A person renames an object by keyboard, and moves it to another bucket', async ({ signedIn, s3, bucket }) => {
  const other = await createTestBucket(s3, 'e2e-other');
  const page = new BucketPage(signedIn, bucket);
  await s3.send(new PutObjectCommand({ ...named(bucket, 'old name.txt'), Body: 'same' }));
  await page.open();
  await page.select('old name.txt');
  await signedIn.keyboard.press('F2');
  await page.dialog.getByLabel('Key').fill('new name.txt');
  await page.dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.dialog).toBeHidden();
  await expect(page.names).toHaveText(['new name.txt']);
  expect(await readText(s3, bucket, 'new name.txt')).toBe('same');

  await page.select('new name.txt');
  await signedIn.keyboard.press('F2');
  await page.dialog.getByLabel('Bucket').fill(other);
  await page.dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.dialog).toBeHidden();
  await expect(signedIn.getByText('This bucket is empty')).toBeVisible();
  expect(await readText(s3, other, 'new name.txt')).toBe('same');
  await removeTestBucket(s3, other);
});

test('Objects move to another bucket, one after another, whatever stands in their keys', async ({
  signedIn,
  s3,
  bucket,
}) => {
  test.setTimeout(180_000);
  const other = await createTestBucket(s3, 'e2e-nasty');
  const page = new BucketPage(signedIn, bucket);
  for (const { key } of nastyKeys) await s3.send(new PutObjectCommand({ ...named(bucket, key), Body: key }));
  // So high that every row is in sight.
  await signedIn.setViewportSize({ width: 1440, height: 1500 });
  await page.open({ delimiter: '' });
  for (const left of nastyKeys.map((_, index) => nastyKeys.length - 1 - index)) {
    await page.grid.focus();
    await signedIn.keyboard.press('Home');
    await signedIn.keyboard.press('F2');
    await page.dialog.getByLabel('Bucket').fill(other);
    await page.dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await expect(page.dialog).toBeHidden();
    await expect(page.names).toHaveCount(left);
  }
  for (const { key } of nastyKeys) expect(await readText(s3, other, key)).toBe(key);
  await removeTestBucket(s3, other);
});
