import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { toNastyKeysBelow } from '../../lib/testing/nasty-keys.ts';
import { expect, test } from '../fixtures.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { BucketsPage } from '../pages/buckets-page.ts';
import { watchJob } from '../pages/job-page.ts';
import { hide, keepVersions, listEverything, putVersions } from '../versions.ts';

test('A person deletes the older versions under a folder for good, and later everything in the bucket', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  // The first job opens the console’s database.
  test.setTimeout(150_000);
  await keepVersions(s3, bucket);
  const [odd = ''] = toNastyKeysBelow('album/');
  const [, second = ''] = await putVersions(s3, bucket, odd, ['one', 'second']);
  const [only = ''] = await putVersions(s3, bucket, 'album/only.txt', ['x']);
  await putVersions(s3, bucket, 'album/hidden.txt', ['not seen']);
  const hiding = await hide(s3, bucket, 'album/hidden.txt');
  const [data] = await putVersions(s3, bucket, 'album/lone.txt', ['x']);
  await hide(s3, bucket, 'album/lone.txt');
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'album/lone.txt', VersionId: data }));
  const elsewhere = await putVersions(s3, bucket, 'other.txt', ['1', '2']);

  const page = new BucketPage(signedIn, bucket);
  await page.open({ prefix: 'album/' });
  await page.choose('Delete older versions …');
  await page.dialog.getByRole('textbox', { name: 'Written more than' }).fill('30');
  await page.dialog.getByRole('switch', { name: 'Lone delete markers too' }).click();
  await expectAccessible(signedIn);
  await page.dialog.getByRole('button', { name: 'Go on' }).click();
  const purge = `Purge older versions and lone delete markers under album/ in ${bucket}`;
  await expect(page.dialog).toContainText(`${purge}: 1 version`);
  await page.dialog.getByRole('button', { name: 'Back' }).click();
  await page.dialog.getByRole('textbox', { name: 'Written more than' }).fill('');
  await page.dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(page.dialog).toContainText(`${purge}: 3 versions`);
  await expectAccessible(signedIn);
  await page.dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.dialog).toBeHidden({ timeout: 90_000 });
  await watchJob(signedIn, purge);
  expect(await listEverything(s3, bucket)).toEqual(
    [
      `${odd}@${second}`,
      `album/only.txt@${only}`,
      `album/hidden.txt@${hiding}`,
      ...elsewhere.map((id) => `other.txt@${id}`),
    ].toSorted(),
  );

  const buckets = new BucketsPage(signedIn);
  await buckets.open();
  await buckets.openMenu(bucket);
  await signedIn.getByRole('menuitem', { name: 'Empty bucket …' }).click();
  const emptying = signedIn.getByRole('alertdialog', { name: `Empty ${bucket}?` });
  await expect(emptying).toContainText('5 entries');
  await emptying.getByLabel(`Type “${bucket}” to confirm`).fill(bucket);
  await emptying.getByRole('button', { name: 'Empty bucket' }).click();
  await expect(emptying).toBeHidden({ timeout: 30_000 });
  await watchJob(signedIn, `Empty ${bucket}, all versions`);
  expect(await listEverything(s3, bucket)).toEqual([]);
});
