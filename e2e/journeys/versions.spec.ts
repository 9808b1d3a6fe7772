import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { createTestBucket, removeTestBucket } from '../../lib/testing/buckets.ts';
import { nastyKeys } from '../../lib/testing/nasty-keys.ts';
import { expect, test } from '../fixtures.ts';
import { putAll, readText } from '../objects.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { ShareDialog } from '../pages/share-dialog.ts';
import { hide, keepVersions, listEverything, putVersions } from '../versions.ts';

test('A person sees every version and delete marker, keeps the place in a link, and goes back to what is current', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, bucket);
  await putVersions(s3, bucket, 'a.txt', ['from before']);
  await keepVersions(s3, bucket);
  const [second, third] = await putVersions(s3, bucket, 'a.txt', ['second', 'third one']);
  await putVersions(s3, bucket, 'gone.txt', ['1234']);
  const marker = await hide(s3, bucket, 'gone.txt');
  await putVersions(s3, bucket, 'docs/inside.txt', ['x', 'y']);
  await page.open();
  await expect(page.names).toHaveText(['docs/', 'a.txt']);

  await signedIn.getByRole('button', { name: 'Show versions (Alt V)' }).click();
  await expect(page.names).toHaveText(['docs/', 'a.txt', 'a.txt', 'a.txt', 'gone.txt', 'gone.txt']);
  await expect(page.status).toContainText('1 folder, 4 versions · 30 B, 1 delete marker');
  await expect(page.row(`a.txt, version ${third}`)).toContainText('latest');
  await expect(page.row(`a.txt, version ${second}`)).not.toContainText('latest');
  await expect(page.row('a.txt, version null')).toBeVisible();
  await expect(page.row(`gone.txt, delete marker ${marker}`)).toContainText('delete marker');
  await expectAccessible(signedIn);

  await signedIn.reload();
  await page.waitForList();
  await expect(page.names).toHaveCount(6);
  await page.names.filter({ hasText: 'docs/' }).click();
  await expect(page.names).toHaveText(['inside.txt', 'inside.txt']);
  await signedIn.getByRole('navigation', { name: 'Path' }).getByRole('link', { name: bucket }).click();
  await expect(page.names).toHaveCount(6);
  await page.grid.focus();
  await signedIn.keyboard.press('Alt+v');
  await expect(page.names).toHaveText(['docs/', 'a.txt']);
});

test('A person deletes one version for good, and the others stay', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, bucket);
  await keepVersions(s3, bucket);
  const [first, second] = await putVersions(s3, bucket, 'a.txt', ['one', 'two']);
  await page.open({ versions: true });
  await page.askToDelete(`a.txt, version ${first}`);
  await expect(page.dialog).toContainText('1 version, 3 B will be deleted.');
  await expect(page.dialog).toContainText('Their data is gone for good.');
  await expectAccessible(signedIn);
  await page.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.dialog).toContainText('1 version deleted.');
  expect(await listEverything(s3, bucket)).toEqual([`a.txt@${second}`]);
});

test('A delete in a bucket with versions is undone by one press', async ({ signedIn, s3, bucket }) => {
  const page = new BucketPage(signedIn, bucket);
  await keepVersions(s3, bucket);
  await putAll(s3, bucket, ['a.txt', 'folder/b.txt', 'keep.txt']);
  const before = await listEverything(s3, bucket);
  await page.open();
  await page.askToDelete('a.txt', 'folder/');
  await page.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.dialog).toContainText('2 objects deleted.');
  await page.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.dialog).toBeHidden();
  await expect(page.names).toHaveText(['keep.txt']);
  await signedIn.getByRole('button', { name: 'Undo' }).click();
  await expect(signedIn.getByText('2 objects restored').first()).toBeVisible();
  await expect(page.names).toHaveText(['folder/', 'a.txt', 'keep.txt']);
  expect(await listEverything(s3, bucket)).toEqual(before);
});

test('From its timeline a person looks at an old version, shares it, restores it, and removes what is older', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, bucket);
  await keepVersions(s3, bucket);
  const [first, second] = await putVersions(s3, bucket, 'a.txt', ['the first', 'second']);
  await page.open({ key: 'a.txt' });
  await page.details.getByRole('tab', { name: 'Versions' }).click();
  const timeline = page.details.getByRole('list', { name: 'Versions' });
  await expect(timeline.getByRole('listitem')).toHaveCount(2);
  await expect(timeline.getByRole('listitem').first()).toContainText('latest');
  await expectAccessible(signedIn);
  const openMenu = async (id: string | undefined): Promise<void> => {
    await timeline.getByRole('button', { name: `Actions for version ${id}` }).click();
    await expect(signedIn.getByRole('menuitem').first()).toBeVisible();
  };

  await openMenu(first);
  await signedIn.getByRole('menuitem', { name: 'Show this version' }).click();
  await expect(signedIn).toHaveURL(new RegExp(`version=${first}`, 'u'));
  await expect(page.details.getByText('9 B', { exact: false }).first()).toBeVisible();
  await openMenu(first);
  await signedIn.getByRole('menuitem', { name: 'Share' }).click();
  const share = new ShareDialog(signedIn);
  const { url } = await share.make();
  expect(await (await fetch(url)).text()).toBe('the first');
  await page.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.dialog).toBeHidden();

  await openMenu(first);
  await signedIn.getByRole('menuitem', { name: 'Restore: copy on top' }).click();
  await expect(timeline.getByRole('listitem')).toHaveCount(3);
  expect(await readText(s3, bucket, 'a.txt')).toBe('the first');

  await page.details.getByRole('button', { name: 'Delete older versions' }).click();
  await expect(page.dialog).toContainText('2 versions, 15 B will be deleted.');
  await page.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.dialog).toContainText('2 versions deleted.');
  await page.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(timeline.getByRole('listitem')).toHaveCount(1);
  const left = await listEverything(s3, bucket);
  expect(left).toHaveLength(1);
  expect([`a.txt@${first}`, `a.txt@${second}`]).not.toContain(left[0]);
  expect(await readText(s3, bucket, 'a.txt')).toBe('the first');
});

test('A deleted object comes back when a person takes its marker away', async ({ signedIn, s3, bucket }) => {
  const page = new BucketPage(signedIn, bucket);
  await keepVersions(s3, bucket);
  const [only] = await putVersions(s3, bucket, 'a.txt', ['still here']);
  const marker = await hide(s3, bucket, 'a.txt');
  await page.open({ versions: true });
  await page.names.first().click();
  await expect(page.details.getByText('This version holds no data')).toBeVisible();
  await page.details.getByRole('tab', { name: 'Versions' }).click();
  await page.details.getByRole('button', { name: `Actions for version ${marker}` }).click();
  await signedIn.getByRole('menuitem', { name: 'Undelete: take the marker away' }).click();
  await expect(page.dialog).toContainText('1 delete marker will be deleted.');
  await page.dialog.getByRole('button', { name: 'Take away' }).click();
  await expect(page.dialog).toContainText('1 version deleted.');
  await page.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.names).toHaveCount(1);
  expect(await listEverything(s3, bucket)).toEqual([`a.txt@${only}`]);
  expect(await readText(s3, bucket, 'a.txt')).toBe('still here');
});

test('A pasted address with a version opens that version', async ({ signedIn, server, s3, bucket }) => {
  const page = new BucketPage(signedIn, bucket);
  await keepVersions(s3, bucket);
  const [first] = await putVersions(s3, bucket, 'docs/a b.txt', ['seven b', 'now']);
  await page.open();
  await signedIn.keyboard.press('Control+l');
  const path = signedIn.getByRole('textbox', { name: 'Path' });
  await path.fill(`${server.endpoint}/${bucket}/docs/a%20b.txt?versionId=${encodeURIComponent(first ?? '')}`);
  await path.press('Enter');
  await expect(page.details.getByRole('heading', { name: 'a b.txt' })).toBeVisible();
  await expect(page.details.getByText('7 B', { exact: true })).toBeVisible();
  await page.details.getByRole('button', { name: 'Show the current one' }).click();
  await expect(page.details.getByText('3 B', { exact: true })).toBeVisible();
});

test('Versions of every key are listed and deleted for good, whatever stands in the keys', async ({
  signedIn,
  s3,
  bucket,
}) => {
  test.setTimeout(120_000);
  const page = new BucketPage(signedIn, bucket);
  await keepVersions(s3, bucket);
  for (const { key } of nastyKeys) await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: '1234' }));
  await page.open({ versions: true, delimiter: '' });
  await expect(page.status).toContainText(`${nastyKeys.length} versions`);
  await page.selectAll();
  await page.askToDelete();
  await expect(page.dialog).toContainText(`${nastyKeys.length} versions, ${nastyKeys.length * 4} B will be deleted.`);
  await page.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.dialog).toContainText(`${nastyKeys.length} versions deleted.`);
  expect(await listEverything(s3, bucket)).toEqual([]);
});

test('A folder that holds only its own marker says so', async ({ signedIn, s3, bucket }) => {
  const page = new BucketPage(signedIn, bucket);
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'empty/', Body: '', ContentLength: 0 }));
  await page.open({ prefix: 'empty/' });
  await expect(signedIn.getByRole('heading', { name: 'This folder is empty' })).toBeVisible();
});

test('A person compares two versions of a text, by what they tell and line by line', async ({
  signedIn,
  s3,
  browserBucket: bucket,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, bucket);
  await keepVersions(s3, bucket);
  const put = async (Body: string, ContentType: string) =>
    (await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a.txt', Body, ContentType }))).VersionId ?? '';
  await put('oak\n', 'text/plain');
  const second = await put('oak\nash\nelm\n', 'text/plain');
  const third = await put('oak\nbirch\nelm\n', 'text/markdown');
  await put('oak\nbirch\nelm\n', 'text/markdown');
  await page.open({ key: 'a.txt' });
  await page.details.getByRole('tab', { name: 'Versions' }).click();
  await page.details.getByRole('button', { name: `Actions for version ${third}` }).click();
  await signedIn.getByRole('menuitem', { name: 'Compare …' }).click();
  const dialog = signedIn.getByRole('dialog', { name: 'Compare versions' });
  const type = dialog.getByRole('row').filter({ hasText: 'Content-Type' });
  await expect(type).toContainText('text/plain');
  await expect(type).toContainText('text/markdown');
  const lines = dialog.getByLabel('Lines that differ');
  await expect(lines).toContainText('- ash');
  await expect(lines).toContainText('+ birch');
  await expectAccessible(signedIn);

  await dialog.getByRole('combobox', { name: 'From' }).click();
  const latest = signedIn.getByRole('option', { name: /latest/u });
  await latest.click();
  await latest.waitFor({ state: 'hidden' });
  await expect(dialog.getByText('Both hold the same content')).toBeVisible();
  await expect(dialog.getByText('Nothing the server tells of them differs.')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'To' }).click();
  const chosen = signedIn.getByRole('option', { name: second });
  await chosen.click();
  await chosen.waitFor({ state: 'hidden' });
  await expect(lines).toContainText('+ ash');
});

test('A person deletes a version under governance retention only by saying so', async ({
  signedIn,
  s3,
  expectAccessible,
}) => {
  const bucket = await createTestBucket(s3, 'e2e-governed', { ObjectLockEnabledForBucket: true });
  const page = new BucketPage(signedIn, bucket);
  const until = new Date(Date.now() + 60 * 60_000);
  const retention = { ObjectLockMode: 'GOVERNANCE' as const, ObjectLockRetainUntilDate: until };
  const [free] = await putVersions(s3, bucket, 'a.txt', ['free']);
  // Ceph and others ask for a digest of what is locked.
  const ContentMD5 = createHash('md5').update('kept').digest('base64');
  const put = new PutObjectCommand({ Bucket: bucket, Key: 'a.txt', Body: 'kept', ContentMD5, ...retention });
  const { VersionId: kept } = await s3.send(put);
  await page.open({ versions: true });
  await page.askToDelete(`a.txt, version ${free}`);
  await expect(page.dialog.getByText('Their data is gone for good.')).toBeVisible();
  await expect(page.dialog.getByRole('switch', { name: 'Bypass governance retention' })).toBeHidden();
  await page.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.dialog).toContainText('1 version deleted.');
  await page.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.dialog).toBeHidden();
  await expect(page.names).toHaveText(['a.txt']);

  await page.askToDelete(`a.txt, version ${kept}`);
  await expect(page.dialog.getByText('1 version under governance retention until')).toBeVisible();
  await expectAccessible(signedIn);
  await page.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.dialog).toContainText('1 version could not be deleted');
  await page.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.dialog).toBeHidden();
  expect(await listEverything(s3, bucket)).toEqual([`a.txt@${kept}`]);

  await page.press('Delete');
  await page.dialog.getByRole('switch', { name: 'Bypass governance retention' }).click();
  await page.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.dialog).toContainText('1 version deleted.');
  expect(await listEverything(s3, bucket)).toEqual([]);
  await removeTestBucket(s3, bucket);
});
