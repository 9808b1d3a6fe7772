import { readFile } from 'node:fs/promises';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from '../fixtures.ts';
import { listKeys } from '../objects.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { keepVersions, putVersions } from '../versions.ts';

test('A person learns what a bucket holds, what of it twice, and leaves the figures in the bucket', async ({
  signedIn: page,
  s3,
  bucket,
  expectAccessible,
}) => {
  // The first job opens the console’s database.
  test.slow();
  for (const Key of ['docs/a.txt', 'docs/deep/b.txt']) {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'same content' }));
  }
  await keepVersions(s3, bucket);
  await putVersions(s3, bucket, 'docs/c.txt', ['other']);
  await putVersions(s3, bucket, 'top.txt', ['older', 'newer one']);

  const objects = new BucketPage(page, bucket);
  await objects.open();
  await page.getByRole('main').getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Inventory …' }).click();
  const { dialog } = objects;
  await dialog.getByRole('combobox', { name: 'Folders told apart' }).click();
  await page.getByRole('option', { name: 'Two levels' }).click();
  await expect(page.getByRole('option', { name: 'Two levels' })).toBeHidden();
  for (const name of ['Older versions and delete markers too', 'Write CSV files into a bucket']) {
    await dialog.getByRole('switch', { name }).click();
    await expect(dialog.getByRole('switch', { name })).toBeChecked();
  }
  await expect(dialog.getByLabel('Bucket', { exact: true })).toHaveValue(bucket);
  await dialog.getByLabel('Prefix', { exact: true }).fill('reports/');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  const title = `Inventory of ${bucket}, written to ${bucket}/reports/`;
  await expect(dialog).toContainText(`${title}: 5 versions and markers, 43 B`);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Take it' }).click();
  await expect(dialog).toBeHidden({ timeout: 90_000 });
  await page.getByRole('button', { name: 'Show it' }).click();
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { name: title })).toBeVisible();
  await expect(main.getByText('finished', { exact: true })).toBeVisible({ timeout: 90_000 });

  await expect(main.getByRole('heading', { name: '5 objects, 43 B' })).toBeVisible();
  const rows = (table: string) => main.getByRole('region', { name: table }).getByRole('row');
  await expect(rows('By folder')).toContainText(['docs/329 B', 'directly in the bucket214 B', 'docs/deep/112 B']);
  await expect(rows('By version')).toContainText(['Current438 B', 'Older versions15 B']);
  await expect(rows('By storage class')).toContainText(['STANDARD543 B100.0 %']);
  const duplicates = main.getByRole('list', { name: 'Duplicates' });
  await expect(duplicates).toContainText('2 × 12 B');
  await expect(duplicates).toContainText('docs/a.txt');
  await expect(duplicates).toContainText('docs/deep/b.txt');
  await expectAccessible(page);

  const downloading = page.waitForEvent('download');
  await main.getByRole('button', { name: 'Download as CSV' }).click();
  const summary = await readFile(await (await downloading).path(), 'utf8');
  expect(summary.split('\r\n')).toEqual([
    'by,name,objects,bytes',
    'age,Up to 30 days,5,43',
    'class,STANDARD,5,43',
    ...['prefix,*,2,14', 'prefix,docs/,3,29', 'prefix,docs/deep/,1,12'],
    ...['state,Current,4,38', 'state,Older versions,1,5'],
    'total,,5,43',
    '',
  ]);
  const files = (await listKeys(s3, bucket)).filter((key) => key.startsWith('reports/'));
  expect(files).toEqual([expect.stringMatching(/-duplicates\.csv$/u), expect.stringMatching(/-summary\.csv$/u)]);
  const written = await Promise.all(
    files.map(async (Key) => (await s3.send(new GetObjectCommand({ Bucket: bucket, Key }))).Body?.transformToString()),
  );
  expect(written[1]).toBe(summary);
  expect(written[0]?.split('\r\n').map((line) => line.split(',').slice(1, 4).join())).toEqual(
    expect.arrayContaining(['bytes,copies,key', '12,2,docs/a.txt', '12,2,docs/deep/b.txt']),
  );
  await expect(main.getByText(`Wrote ${bucket}/${files[1]}`)).toBeVisible();
});
