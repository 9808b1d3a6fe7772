import { CreateBucketCommand, GetObjectCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { expect, test } from '../fixtures.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { watchJob } from '../pages/job-page.ts';
import { hide, keepVersions, putVersions } from '../versions.ts';

/** What a key has held, the oldest first, and whether it is hidden now. */
async function readHistory(s3: S3Client, Bucket: string, Key: string) {
  const page = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
  const bodies: (string | undefined)[] = [];
  for (const { VersionId } of (page.Versions ?? []).toReversed()) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    bodies.push(await Body?.transformToString());
  }
  return { bodies, isHidden: page.DeleteMarkers?.some(({ IsLatest }) => IsLatest === true) ?? false };
}

test('A person renames a folder with its older versions, and copies it to a bucket that keeps none', async ({
  signedIn: page,
  s3,
  bucket,
  newBucketName: other,
  expectAccessible,
}) => {
  // The first job opens the console’s database.
  test.setTimeout(240_000);
  await s3.send(new CreateBucketCommand({ Bucket: other }));
  await keepVersions(s3, bucket);
  await putVersions(s3, bucket, 'album/changed', ['first', 'second', 'third']);
  await putVersions(s3, bucket, 'album/deleted', ['was here']);
  await hide(s3, bucket, 'album/deleted');
  const objects = new BucketPage(page, bucket);
  await objects.open();

  await objects.select('album/');
  await objects.choose('Rename …');
  await objects.dialog.getByLabel('New name').fill('pictures');
  const versions = objects.dialog.getByRole('switch', { name: 'With older versions' });
  await versions.click();
  await expect(versions).toBeChecked();
  await expectAccessible(page);
  await objects.dialog.getByRole('button', { name: 'Go on' }).click();
  const title = `Rename album/ to pictures/ in ${bucket}`;
  await expect(objects.dialog).toContainText(`${title}: 2 objects`);
  await expect(objects.dialog).toContainText('Every version and delete marker goes along');
  await expect(objects.dialog).toContainText('It runs as a job');
  await objects.dialog.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(objects.dialog).toBeHidden({ timeout: 90_000 });
  await watchJob(page, title);
  const changed = { bodies: ['first', 'second', 'third'], isHidden: false };
  expect(await readHistory(s3, bucket, 'pictures/changed')).toEqual(changed);
  expect(await readHistory(s3, bucket, 'pictures/deleted')).toEqual({ bodies: ['was here'], isHidden: true });
  expect(await readHistory(s3, bucket, 'album/changed')).toEqual({ bodies: [], isHidden: false });

  await objects.open();
  await objects.select('pictures/');
  await objects.choose('Copy to …');
  await objects.dialog.getByLabel('Bucket').fill(other);
  await versions.click();
  await expect(versions).toBeChecked();
  await objects.dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(objects.dialog).toContainText('only the newest of each object survives there');
  await objects.dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(objects.dialog).toBeHidden({ timeout: 90_000 });
  await watchJob(page, `Copy pictures/ from ${bucket} to ${other}/`);
  expect(await readHistory(s3, other, 'pictures/changed')).toEqual({ bodies: ['third'], isHidden: false });
  expect(await readHistory(s3, other, 'pictures/deleted')).toEqual({ bodies: [], isHidden: false });
});
