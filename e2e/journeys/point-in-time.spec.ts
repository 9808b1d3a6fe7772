import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from '../fixtures.ts';
import { listKeys, readText } from '../objects.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { hide, keepVersions, listEverything, putVersions } from '../versions.ts';

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
  expect(await readText(s3, bucket, 'changed.txt')).toBe('as it was');
  expect(await readText(s3, bucket, 'gone.txt')).toBe('was here');

  await signedIn.getByRole('button', { name: 'Remove: As it was at' }).click();
  await expect(page.names).toHaveText(['changed.txt', 'gone.txt', 'same.txt']);
  await signedIn.getByRole('main').getByRole('button', { name: 'More', exact: true }).click();
  await signedIn.getByRole('menuitem', { name: 'As it was at …' }).click();
  await page.dialog.getByLabel('Date and time').fill('2001-01-01T00:00');
  await page.dialog.getByRole('button', { name: 'Show' }).click();
  await expect(page.dialog).toBeHidden();
  await expect(page.row('same.txt')).toContainText('new since');
});

test('A person has a whole folder as it was, by a job, and hides what has come since', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  // The first job opens the console’s database.
  test.slow();
  const page = new BucketPage(signedIn, bucket);
  await keepVersions(s3, bucket);
  const [gone = ''] = await putVersions(s3, bucket, 'docs/deep/gone.txt', ['was here']);
  for (const key of ['docs/changed.txt', 'docs/deep/same.txt', 'else.txt']) {
    await putVersions(s3, bucket, key, ['as it was']);
  }
  const { LastModified } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'else.txt' }));
  const at = LastModified?.getTime() ?? 0;
  await expect.poll(() => Date.now()).toBeGreaterThan(at + 1000);
  for (const key of ['docs/changed.txt', 'docs/deep/new.txt', 'else.txt']) {
    await putVersions(s3, bucket, key, ['as it is']);
  }
  await hide(s3, bucket, 'docs/deep/gone.txt');

  await page.open({ prefix: 'docs/', at: at + 999 });
  await expect(page.row('changed.txt')).toContainText('changed since');
  await signedIn.getByRole('main').getByRole('button', { name: 'More', exact: true }).click();
  await signedIn.getByRole('menuitem', { name: 'Restore everything here to that time …' }).click();
  await page.dialog.getByRole('switch', { name: 'Hide what has come since' }).click();
  await expect(page.dialog.getByRole('switch', { name: 'Hide what has come since' })).toBeChecked();
  await expectAccessible(signedIn);
  await page.dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(page.dialog).toContainText('3 changes, 9 B');
  await expect(page.dialog.getByRole('definition')).toHaveText(['1', '1', '1', '1']);
  await expect(page.dialog).toContainText('Nothing is lost');
  await expectAccessible(signedIn);
  await page.dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.dialog).toBeHidden({ timeout: 90_000 });
  await signedIn.getByRole('button', { name: 'Show it' }).click();
  await expect(signedIn.getByRole('heading', { name: `Restore docs/ in ${bucket} to` })).toBeVisible();
  await expect(signedIn.getByRole('main').getByText('finished', { exact: true })).toBeVisible({ timeout: 90_000 });

  expect(await listKeys(s3, bucket)).toEqual([
    'docs/changed.txt',
    'docs/deep/gone.txt',
    'docs/deep/same.txt',
    'else.txt',
  ]);
  expect(await readText(s3, bucket, 'docs/changed.txt')).toBe('as it was');
  expect(await readText(s3, bucket, 'else.txt')).toBe('as it is');
  // Its marker has gone, and it is the very version it was.
  const { VersionId } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'docs/deep/gone.txt' }));
  expect(VersionId).toBe(gone);
  const everything = await listEverything(s3, bucket);
  expect(everything.filter((line) => line.startsWith('docs/deep/gone.txt'))).toHaveLength(1);
  expect(everything.filter((line) => line.startsWith('docs/deep/new.txt'))).toHaveLength(2);
});
