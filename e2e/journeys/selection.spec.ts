import { GetObjectTaggingCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Page } from '@playwright/test';
import { toNastyKeysBelow } from '../../lib/testing/nasty-keys.ts';
import { emptySearch } from '../../lib/search/query.ts';
import { expect, test } from '../fixtures.ts';
import { listKeys, putAll, readText } from '../objects.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { hide, keepVersions, putVersions } from '../versions.ts';

async function close(page: BucketPage): Promise<void> {
  await page.dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.dialog).toBeHidden();
}

async function setTag(page: Page, name: string, value: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name of tag 1' }).fill(name);
  await page.getByRole('textbox', { name: 'Value of tag 1' }).fill(value);
}

test('A person changes tags, metadata and place of everything a search finds, whatever stands in the keys', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  test.setTimeout(150_000);
  const keys = toNastyKeysBelow('odd/');
  await putAll(s3, bucket, [...keys, 'other.txt']);
  const page = new BucketPage(signedIn, bucket);
  await page.open({ search: { ...emptySearch, text: '**', mode: 'glob' }, prefix: 'odd/' });
  await expect(page.status).toContainText(`${keys.length} found`);
  await page.selectAll();
  await page.choose('Change tags …');
  await setTag(signedIn, 'team', 'red');
  await expectAccessible(signedIn);
  await page.dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(page.dialog).toContainText(`${keys.length} objects changed.`, { timeout: 60_000 });
  await close(page);
  for (const Key of keys) {
    const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket: bucket, Key }));
    expect(TagSet).toEqual([{ Key: 'team', Value: 'red' }]);
  }

  // The list is read again after a change, and what was selected stays so.
  await page.choose('Change metadata …');
  await page.dialog.getByLabel('Cache-Control').fill('no-store');
  await page.dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(page.dialog).toContainText(`${keys.length} objects changed.`, { timeout: 60_000 });
  await close(page);
  const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: keys[0] }));
  expect(head.CacheControl).toBe('no-store');

  await expect(page.status).toContainText(`${keys.length} selected`);
  await page.choose('Move to …');
  await page.dialog.getByLabel('Prefix').fill('moved/');
  await page.dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.dialog).toContainText(`${keys.length} objects moved.`, { timeout: 60_000 });
  await close(page);
  await expect(page.status).not.toContainText('selected');
  const moved = keys.map((key) => `moved/${key.slice('odd/'.length)}`);
  expect((await listKeys(s3, bucket)).sort()).toEqual([...moved, 'other.txt'].sort());
  expect(await readText(s3, bucket, moved[2] ?? '')).toBe('xxx');
});

test('What cannot be changed is named, and the rest is changed', async ({ signedIn, s3, bucket, expectAccessible }) => {
  await putAll(s3, bucket, ['a.txt', 'b.txt']);
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'copies/a.txt', Body: 'in the way' }));
  const page = new BucketPage(signedIn, bucket);
  await page.open();
  await page.select('a.txt', 'b.txt', 'copies/');
  const button = signedIn.getByRole('main').getByRole('button', { name: 'Download', exact: true });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription(/^Not for folders/u);
  await page.more.click();
  const download = signedIn
    .getByRole('group', { name: /^Not for folders/u })
    .getByRole('menuitem', { name: 'Download' });
  await expect(download).toBeDisabled();
  await expectAccessible(signedIn);
  await signedIn.keyboard.press('Escape');
  await expect(download).toBeHidden();
  await page.unselect('a.txt', 'b.txt', 'copies/');
  // Wherever the focus is, as in a file manager.
  await signedIn.getByRole('link', { name: bucket, exact: true }).first().focus();
  await signedIn.keyboard.press('ControlOrMeta+a');
  await expect(page.status).toContainText('3 selected');
  await page.unselect('copies/');
  await page.choose('Copy to …');
  await page.dialog.getByLabel('Prefix').fill('copies/');
  await page.dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.dialog).toContainText('1 object copied.');
  await expect(page.dialog.getByRole('list', { name: 'Failures' })).toContainText('a.txt');
  await close(page);
  expect(await readText(s3, bucket, 'copies/a.txt')).toBe('in the way');
  expect(await readText(s3, bucket, 'copies/b.txt')).toBe('xx');
  await expect(page.status).toContainText('2 selected');
});

test('A person restores old versions and deleted objects together', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, bucket);
  await keepVersions(s3, bucket);
  const [first] = await putVersions(s3, bucket, 'changed.txt', ['first', 'second']);
  await putVersions(s3, bucket, 'gone.txt', ['still here']);
  const marker = await hide(s3, bucket, 'gone.txt');
  await page.open({ versions: true });
  await page.select(`changed.txt, version ${first}`, `gone.txt, delete marker ${marker}`);
  await page.press('Restore …');
  await expect(page.dialog).toContainText('1 version will be copied on top of the newer ones.');
  await expect(page.dialog).toContainText('1 delete marker will be taken away.');
  await expectAccessible(signedIn);
  await page.dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.dialog).toContainText('2 objects restored.');
  await close(page);
  expect(await readText(s3, bucket, 'changed.txt')).toBe('first');
  expect(await readText(s3, bucket, 'gone.txt')).toBe('still here');
});
