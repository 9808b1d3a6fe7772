import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

/** Nothing sticks out of a narrow window sideways. */
async function expectNoOverflow(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content).toBeLessThanOrEqual(window);
}

test('On a phone I sign in, find my way by the drawer and read an object’s details', async ({
  page,
  main,
  s3,
  bucket,
  expectAccessible,
}) => {
  await s3.send(
    new PutObjectCommand({ Bucket: bucket, Key: 'a/rather/deep/place/with-a-very-long-file-name-indeed.txt' }),
  );
  await page.setViewportSize({ width: 360, height: 740 });
  const signIn = new SignInPage(page);
  await signIn.open();
  await expectNoOverflow(page);
  await expectAccessible(page);
  await signIn.signIn(main.keys);
  await page.getByRole('searchbox', { name: 'Filter buckets by name' }).waitFor();
  await expectNoOverflow(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Connections and buckets' }).click();
  const drawer = page.getByRole('dialog', { name: 'Connections and buckets' });
  await drawer.getByRole('link', { name: 'Buckets', exact: true }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  const objects = new BucketPage(page, bucket);
  await objects.open({ prefix: 'a/rather/deep/place/' });
  await expectNoOverflow(page);
  await expectAccessible(page);
  await objects.grid.getByText('with-a-very-long-file-name-indeed.txt').click();
  await expect(objects.details.getByRole('heading', { name: 'Object', exact: true })).toBeVisible();
  await expectNoOverflow(page);
  await expectAccessible(page);
  await objects.details.getByRole('button', { name: 'Close the details' }).click();
  await page.getByRole('link', { name: 'Up one folder' }).click();
  await expect(objects.names).toHaveText(['place/']);
});

test('I switch to dark and every screen stays legible', async ({ signedIn: page, s3, bucket, expectAccessible }) => {
  for (const Key of ['folder/x', 'odd\u202Ename.txt', 'plain.txt']) {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key }));
  }
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expectAccessible(page);
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByText(/^Reachable in /u).first()).toBeVisible();
  await expectAccessible(page);
  const objects = new BucketPage(page, bucket);
  await objects.open({ key: 'plain.txt' });
  await objects.select('plain.txt');
  await expect(objects.details.getByRole('heading', { name: 'Object', exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Command palette' }).waitFor();
  await expectAccessible(page);
  await page.goto(`/c/keys/b/${bucket}-none`);
  await expect(page.getByText('There is no such bucket')).toBeVisible();
  await expectAccessible(page);
});
