import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { allowClipboard, readClipboard } from '../clipboard.ts';
import { expect, test } from '../fixtures.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { putAll } from '../objects.ts';

const tree = ['docs/a.txt', 'docs/b.txt', 'docs/deep/c.txt', 'pictures/d.png', 'readme.md'];

test('I go into folders and out again; back, forward and reload keep my place', async ({
  signedIn: page,
  s3,
  bucket,
  expectAccessible,
}) => {
  await putAll(s3, bucket, tree);
  const objects = new BucketPage(page, bucket);
  await objects.open();
  await expect(objects.names).toHaveText(['docs/', 'pictures/', 'readme.md']);
  await expectAccessible(page);
  await objects.grid.getByRole('link', { name: 'docs' }).click();
  await expect(objects.names).toHaveText(['deep/', 'a.txt', 'b.txt']);
  await objects.grid.getByRole('link', { name: 'deep' }).click();
  await expect(objects.names).toHaveText(['c.txt']);
  await page.reload();
  await expect(objects.names).toHaveText(['c.txt']);
  await page.goBack();
  await expect(objects.names).toHaveText(['deep/', 'a.txt', 'b.txt']);
  await page.goForward();
  await expect(objects.names).toHaveText(['c.txt']);
  const path = page.getByRole('navigation', { name: 'Path' });
  await path.getByRole('link', { name: 'docs' }).click();
  await expect(objects.names).toHaveText(['deep/', 'a.txt', 'b.txt']);
  await path.getByRole('link', { name: bucket }).click();
  await expect(objects.names).toHaveText(['docs/', 'pictures/', 'readme.md']);
});

test('A link brings the folder, the order, the filter and the open object with it', async ({
  signedIn: page,
  s3,
  bucket,
}) => {
  await putAll(s3, bucket, ['f/one.txt', 'f/two.txt', 'f/other.png', 'f/three.txt']);
  const objects = new BucketPage(page, bucket);
  await objects.open({ prefix: 'f/' });
  await objects.grid.getByRole('button', { name: 'Size' }).click();
  await page.getByRole('textbox', { name: 'Filter by name' }).fill('t');
  await objects.grid.getByText('two.txt').click();
  await expect(page).toHaveURL(/filter=t/u);
  await expect(page).toHaveURL(/key=f%2Ftwo\.txt/u);
  await page.goto(page.url());
  await expect(objects.names).toHaveText(['three.txt', 'other.png', 'two.txt', 'one.txt']);
  await expect(objects.status).toContainText('4 of 4 match');
  await expect(objects.grid.getByRole('columnheader', { name: 'Size' })).toHaveAttribute('aria-sort', 'descending');
  await expect(objects.details.getByRole('heading', { name: 'two.txt' })).toBeVisible();
});

test('I list flat, and with another delimiter', async ({ signedIn: page, s3, bucket, expectAccessible }) => {
  await putAll(s3, bucket, ['2026-01/x', '2026-02/y', 'z']);
  const objects = new BucketPage(page, bucket);
  await objects.open();
  await objects.chooseHowToList(async (form) => {
    await expectAccessible(page);
    await form.getByRole('combobox', { name: 'Folders end at' }).click();
    await page.getByRole('option', { name: 'nothing: list flat' }).click();
  });
  await expect(objects.names).toHaveText(['2026-01/x', '2026-02/y', 'z']);
  await objects.chooseHowToList(async (form) => {
    await form.getByRole('combobox', { name: 'Folders end at' }).click();
    await page.getByRole('option', { name: 'something else' }).click();
    await form.getByRole('textbox', { name: 'Delimiter' }).fill('-');
  });
  await expect(objects.names).toHaveText(['2026-', 'z']);
  await objects.grid.getByRole('link', { name: '2026-' }).click();
  await expect(objects.names).toHaveText(['01/x', '02/y']);
  await page.getByRole('button', { name: 'Remove: Folders end at' }).click();
  await expect(page).not.toHaveURL(/delimiter/u);
});

test('I jump to the names after a name', async ({ signedIn: page, s3, bucket }) => {
  await putAll(s3, bucket, ['p/a', 'p/b', 'p/c', 'p/d']);
  const objects = new BucketPage(page, bucket);
  await objects.open({ prefix: 'p/' });
  await objects.chooseHowToList((form) => form.getByRole('textbox', { name: 'Jump to names after' }).fill('b'));
  await expect(objects.names).toHaveText(['c', 'd']);
  await page.getByRole('button', { name: 'Remove: After' }).click();
  await expect(objects.names).toHaveText(['a', 'b', 'c', 'd']);
});

test('I list with version 1 of ListObjects, in small pages, and see the owners', async ({
  signedIn: page,
  s3,
  bucket,
}) => {
  await putAll(s3, bucket, ['a', 'b/1', 'b/2', 'c', 'd']);
  const objects = new BucketPage(page, bucket);
  await objects.open();
  await objects.chooseHowToList(async (form) => {
    await form.getByRole('switch', { name: 'Use ListObjects version 1' }).click();
    await form.getByRole('switch', { name: 'Ask for owners' }).click();
    await form.getByRole('textbox', { name: 'Keys per page' }).fill('2');
  });
  await expect(page).toHaveURL(/with=v1/u);
  await expect(objects.names).toHaveText(['b/', 'a', 'c', 'd']);
  await expect(objects.status).toContainText('1 folder, 3 objects');
  await expect(objects.status).toContainText('2 list calls');
  await expect(objects.grid.getByRole('columnheader', { name: 'Owner' })).toBeVisible();
});

test('I sort and filter, and am told what was seen', async ({ signedIn: page, s3, bucket, expectAccessible }) => {
  await putAll(s3, bucket, ['c.txt', 'a.txt', 'b.png']);
  const objects = new BucketPage(page, bucket);
  await objects.open();
  await expect(objects.status).toContainText('3 objects · 6 B');
  await expect(objects.status).toContainText('sorted by name, as the server lists');
  await objects.grid.getByRole('button', { name: 'Size' }).click();
  await expect(objects.names).toHaveText(['b.png', 'a.txt', 'c.txt']);
  await expect(objects.status).toContainText('sorted by size');
  const filter = page.getByRole('textbox', { name: 'Filter by name' });
  await filter.fill('*.txt');
  await expect(objects.names).toHaveText(['a.txt', 'c.txt']);
  await expect(objects.status).toContainText('2 of 3 match');
  await filter.fill('nothing-like-it');
  await expect(page.getByText('Every one of the 3 names here was looked at.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Clear the filter' }).first().click();
  await expect(objects.names).toHaveText(['b.png', 'a.txt', 'c.txt']);
});

test('I choose columns and they stay', async ({ signedIn: page, s3, bucket, expectAccessible }) => {
  await putAll(s3, bucket, ['a.txt']);
  const objects = new BucketPage(page, bucket);
  await objects.open();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'ETag' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Class' }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(objects.grid.getByRole('columnheader', { name: 'ETag' })).toBeVisible();
  const { ETag } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'a.txt' }));
  await expect(objects.row('a.txt').getByText(ETag!.replaceAll('"', ''))).toBeVisible();
  await expect(objects.grid.getByRole('columnheader', { name: 'Class' })).toHaveCount(0);
  await page.reload();
  await expect(objects.grid.getByRole('columnheader', { name: 'ETag' })).toBeVisible();
});

test('I work with the keyboard alone', async ({ signedIn: page, s3, bucket, expectAccessible }) => {
  await putAll(s3, bucket, ['apple', 'banana', 'berry', 'cherry', 'folder/inside', 'melon']);
  const objects = new BucketPage(page, bucket);
  await objects.open();
  const active = objects.activeRow;
  await objects.grid.focus();
  await page.keyboard.press('End');
  await expect(active).toContainText('melon');
  await page.keyboard.press('Home');
  await expect(active).toContainText('folder');
  await page.keyboard.press('ArrowDown');
  await expect(active).toContainText('apple');
  await page.keyboard.press('b');
  await expect(active).toContainText('banana');
  await page.keyboard.press('b');
  await expect(active).toContainText('berry');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+Space');
  await expect(objects.status).toContainText('1 selected');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(objects.status).toContainText('3 selected');
  for (const name of ['banana', 'berry', 'cherry']) {
    await expect(objects.row(name)).toHaveAttribute('aria-selected', 'true');
  }
  await page.keyboard.press('Escape');
  await expect(objects.status).not.toContainText('selected');
  await page.keyboard.press('Control+a');
  await expect(objects.status).toContainText('6 selected');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(objects.names).toHaveText(['inside']);
  await page.keyboard.press('Backspace');
  await expect(active).toContainText('folder');

  await page.keyboard.press('/');
  await page.keyboard.type('erry');
  await expect(objects.names).toHaveText(['berry', 'cherry']);
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(objects.details.getByRole('heading', { name: 'cherry' })).toBeVisible();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await expect(palette).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type('new folder');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'New folder' })).toBeVisible();
});

test('The details of an object show all that is known of it', async ({
  signedIn: page,
  s3,
  server,
  bucket,
  expectAccessible,
}) => {
  const Key = 'reports/march.csv';
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key,
      Body: 'a,b\n1,2\n',
      ContentType: 'text/csv',
      CacheControl: 'max-age=60',
      ContentDisposition: 'attachment',
      Metadata: { author: 'Ada', purpose: 'first look' },
    }),
  );
  const { ETag } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key }));
  await allowClipboard(page);
  const objects = new BucketPage(page, bucket);
  await objects.open({ prefix: 'reports/', key: Key });
  const { details } = objects;
  await expect(details.getByText('8 B · text/csv')).toBeVisible();
  for (const value of [
    ETag!.replaceAll('"', ''),
    'max-age=60',
    'attachment',
    'author',
    'Ada',
    'purpose',
    'first look',
  ]) {
    await expect(details.getByText(value, { exact: true })).toBeVisible();
  }
  await expectAccessible(page);
  const copies: [string, string][] = [
    ['Copy Key', Key],
    ['Copy S3 URI', `s3://${bucket}/${Key}`],
    ['Copy ARN', `arn:aws:s3:::${bucket}/${Key}`],
    ['Copy URL', `${server.endpoint}/${bucket}/${Key}`],
  ];
  for (const [name, text] of copies) {
    await details.getByRole('button', { name }).click();
    await expect.poll(() => readClipboard(page)).toBe(text);
  }
  await details.getByRole('button', { name: 'Close the details' }).click();
  await expect(details).toBeHidden();
  await expect(page).not.toHaveURL(/key=/u);
});

test('I copy the addresses of what I selected', async ({ signedIn: page, s3, bucket }) => {
  await putAll(s3, bucket, ['a', 'b']);
  await allowClipboard(page);
  const objects = new BucketPage(page, bucket);
  await objects.open();
  await objects.select('a', 'b');
  await objects.grid.focus();
  await page.keyboard.press('Control+c');
  await expect.poll(() => readClipboard(page)).toBe(`s3://${bucket}/a\ns3://${bucket}/b`);
});

test('I make a folder and go in', async ({ signedIn: page, s3, bucket, expectAccessible }) => {
  const objects = new BucketPage(page, bucket);
  await objects.open();
  await expect(page.getByText('This bucket is empty')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('banner').getByRole('button', { name: 'New folder' }).click();
  await objects.dialog.getByLabel('Name').fill('new stuff');
  await expectAccessible(page);
  await objects.dialog.getByRole('button', { name: 'Create' }).click();
  await expect(objects.names).toHaveText(['new stuff/']);
  const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'new stuff/' }));
  expect(ContentLength).toBe(0);
  await objects.grid.getByRole('link', { name: 'new stuff' }).click();
  await expect(page.getByText('This folder is empty')).toBeVisible();
});
