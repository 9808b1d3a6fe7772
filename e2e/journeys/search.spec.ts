import { emptySearch as empty } from '../../lib/search/query.ts';
import { toNastyKeysBelow } from '../../lib/testing/nasty-keys.ts';
import { expect, test } from '../fixtures.ts';
import { listKeys, putAll } from '../objects.ts';
import { BucketPage } from '../pages/bucket-page.ts';

test('A person finds objects at every depth, by name, pattern, expression and size, and acts on them', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  await putAll(s3, bucket, ['a/one.log', 'a/deep/two.LOG', 'b/three.txt', 'b/one.log.gz', 'top.log']);
  const page = new BucketPage(signedIn, bucket);
  await page.open({ prefix: 'a/' });
  await signedIn.keyboard.press('Alt+f');
  await expect(page.dialog).toContainText(`${bucket}/a/`);
  await page.dialog.getByRole('button', { name: 'Search' }).click();
  await expect(page.dialog).toContainText('Type a part of a name, or choose a filter.');
  await expectAccessible(signedIn);
  await page.dialog.getByRole('textbox', { name: 'Name' }).fill('log');
  await page.dialog.getByRole('button', { name: 'Search' }).click();
  await expect(page.dialog).toBeHidden();
  await expect(page.names).toHaveText(['deep/two.LOG', 'one.log']);
  await expect(page.status).toContainText('2 found · 3 B · all 2 keys looked at');

  await page.open({ search: { ...empty, text: '*.log', mode: 'glob' } });
  await expect(page.names).toHaveText(['a/deep/two.LOG', 'a/one.log', 'top.log']);
  await expect(page.status).toContainText('all 5 keys looked at');
  await expectAccessible(signedIn);
  await signedIn.getByRole('button', { name: '*.log' }).click();
  await page.dialog.getByRole('combobox', { name: 'How the name is meant' }).click();
  await signedIn.getByRole('option', { name: 'Regular expression' }).click();
  await page.dialog.getByRole('textbox', { name: 'Name' }).fill('(');
  await page.dialog.getByRole('button', { name: 'Search' }).click();
  await expect(page.dialog).toBeHidden();
  await expect(signedIn.getByText('The regular expression cannot be used', { exact: false }).first()).toBeVisible();

  await page.open({ search: { ...empty, text: '^b/.*o', mode: 'regex', minBytes: 4 } });
  await expect(page.names).toHaveText(['b/one.log.gz']);
  await page.row('b/one.log.gz').click({ button: 'right' });
  await signedIn.getByRole('menuitem', { name: 'Show in its folder' }).click();
  await expect(page.names).toHaveText(['one.log.gz', 'three.txt']);
  await expect(page.details.getByRole('heading', { name: 'one.log.gz' })).toBeVisible();

  await page.open({ search: { ...empty, text: 'nowhere' } });
  await expect(signedIn.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await expect(signedIn.getByText('All 5 keys below this place were looked at.')).toBeVisible();
  await signedIn.getByRole('button', { name: 'List the folder' }).click();
  await expect(page.names).toHaveText(['a/', 'b/', 'top.log']);
});

test('What a search finds is deleted, whatever stands in the keys', async ({ signedIn, s3, bucket }) => {
  test.setTimeout(90_000);
  const keys = toNastyKeysBelow('odd/');
  await putAll(s3, bucket, [...keys, 'keep.txt']);
  const page = new BucketPage(signedIn, bucket);
  await page.open({ prefix: 'odd', search: { ...empty, text: '**', mode: 'glob' } });
  await expect(page.status).toContainText(`${keys.length} found`);
  await page.selectAll();
  await page.askToDelete();
  await page.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.dialog).toContainText(`${keys.length} objects deleted.`);
  expect(await listKeys(s3, bucket)).toEqual(['keep.txt']);
});
