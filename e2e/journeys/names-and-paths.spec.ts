import { splitVisibleText } from '../../lib/format/visible-text.ts';
import { nastyKeys } from '../../lib/testing/nasty-keys.ts';
import { allowClipboard, readClipboard } from '../clipboard.ts';
import { expect, test } from '../fixtures.ts';
import { putAll } from '../objects.ts';
import { BucketPage } from '../pages/bucket-page.ts';

/** A name as it is to be read: whatever cannot be seen is spelled out. */
function toShown(name: string): string {
  return splitVisibleText(name)
    .map((part) => (part.kind === 'mark' ? part.label : part.text))
    .join('');
}

test('The path takes s3:// addresses, ARNs, URLs and plain paths, to folders and objects', async ({
  signedIn: page,
  server,
  s3,
  bucket,
  expectAccessible,
}) => {
  await putAll(s3, bucket, ['docs/a.txt', 'docs/b c.txt', 'top.txt']);
  const objects = new BucketPage(page, bucket);
  await objects.open();
  const path = page.getByRole('textbox', { name: 'Path' });
  const submit = async (text: string): Promise<void> => {
    await page.keyboard.press('Control+l');
    await path.fill(text);
    await path.press('Enter');
  };
  const goTo = async (text: string): Promise<void> => {
    await submit(text);
    await expect(path).toBeHidden();
  };
  await page.keyboard.press('Control+l');
  await expect(path).toHaveValue(`s3://${bucket}/`);
  await expectAccessible(page);
  await path.press('Escape');
  await expect(path).toBeHidden();

  await goTo(`s3://${bucket}/docs/`);
  await expect(objects.names).toHaveText(['a.txt', 'b c.txt']);
  await goTo(`arn:aws:s3:::${bucket}/top.txt`);
  await expect(objects.details.getByRole('heading', { name: 'top.txt' })).toBeVisible();
  await goTo(`${server.endpoint}/${bucket}/docs/b%20c.txt`);
  await expect(objects.details.getByRole('heading', { name: 'b c.txt' })).toBeVisible();
  await expect(objects.names).toHaveText(['a.txt', 'b c.txt']);
  await goTo(`${bucket}/docs`);
  await expect(page).toHaveURL(/prefix=docs%2F/u);
  await submit('https://elsewhere.example/bucket/key');
  await expect(page.getByRole('banner').getByRole('alert')).toContainText(
    'elsewhere.example is not the endpoint of this connection.',
  );
});

test('Every name is shown unmistakably, opens, and is copied as it is', async ({ signedIn: page, s3, bucket }) => {
  test.setTimeout(120_000);
  await putAll(
    s3,
    bucket,
    nastyKeys.map(({ key }) => key),
  );
  await allowClipboard(page);
  await page.setViewportSize({ width: 1440, height: 1500 });
  const objects = new BucketPage(page, bucket);
  await objects.open({ delimiter: '' });
  await expect(objects.names).toHaveCount(nastyKeys.length);
  const shown = (await objects.names.allTextContents()).toSorted();
  expect(shown).toEqual(nastyKeys.map(({ key }) => toShown(key)).toSorted());

  await objects.grid.focus();
  const copied: string[] = [];
  for (const [index] of nastyKeys.entries()) {
    await page.keyboard.press(index === 0 ? 'Home' : 'ArrowDown');
    const name = await objects.activeRow.locator('[data-part=open]').textContent();
    await page.keyboard.press('Enter');
    const addresses = objects.details.getByLabel('Addresses');
    await expect(addresses.getByRole('definition').first().locator('bdi').first()).toHaveText(name!, {
      useInnerText: false,
    });
    await expect(objects.details.getByRole('heading', { name: 'Object', exact: true })).toBeVisible();
    await addresses.getByRole('button', { name: 'Copy Key' }).click();
    await expect(addresses.getByText('Copied the Key')).toBeAttached();
    copied.push(await readClipboard(page));
    await objects.grid.focus();
  }
  expect(copied.toSorted()).toEqual(nastyKeys.map(({ key }) => key).toSorted());
});

test('Folders with difficult names can be entered and left', async ({ signedIn: page, s3, bucket }) => {
  const folders = ['a//', '/', 'what?#%2F/', '../', 'in\u202Evoice/', ' /'];
  await putAll(
    s3,
    bucket,
    folders.map((folder) => `${folder}inside.txt`),
  );
  const objects = new BucketPage(page, bucket);
  for (const prefix of folders) {
    await objects.open({ prefix });
    await expect(objects.names).toHaveText(['inside.txt']);
    await objects.grid.focus();
    await page.keyboard.press('Backspace');
    await expect(objects.names).not.toHaveText(['inside.txt']);
  }
});
