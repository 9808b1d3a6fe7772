import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { connections } from '../console-configuration.ts';
import { expect, test } from '../fixtures.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { BucketsPage } from '../pages/buckets-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { endSession, signInAgain } from '../sessions.ts';

const { signIn: withKeys, open, readOnly } = connections;

test('I sign in with my keys and see my buckets', async ({ page, main, bucket, expectAccessible }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await expectAccessible(page);
  await signIn.signIn(main.keys);
  await expect(page).toHaveURL(new RegExp(`/c/${withKeys.id}$`, 'u'));
  const buckets = new BucketsPage(page);
  await buckets.filter.fill(bucket);
  await expect(buckets.row(bucket)).toBeVisible();
  await expectAccessible(page);
});

test('I mistype my secret key, am told so, and go on from there', async ({ page, main, expectAccessible }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.submit({ ...main.keys, secretAccessKey: 'mistyped' });
  await expect(signIn.problem).toContainText(`Not signed in to ${withKeys.name}`);
  await expect(signIn.problem).toContainText('refuses these keys');
  await expectAccessible(page);
  await signIn.problem.getByText('What the server said').click();
  await expect(signIn.problem).toContainText('SignatureDoesNotMatch');
  await signIn.signIn(main.keys);
});

test('Keys nobody knows and empty fields are told apart', async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Enter the access key.')).toBeVisible();
  await expect(page.getByText('Enter the secret key.')).toBeVisible();
  await signIn.submit({ accessKeyId: 'NOBODYHASTHISKEY0001', secretAccessKey: 'whatever' });
  await expect(signIn.problem).toContainText('refuses these keys');
  await expect(page.getByLabel('Access key', { exact: true })).toHaveValue('NOBODYHASTHISKEY0001');
});

test('I have several connections open at once and switch between them', async ({
  signedIn: page,
  expectAccessible,
}) => {
  await page.getByRole('link', { name: 'Cooper' }).click();
  for (const { name } of [withKeys, open, readOnly]) {
    await expect(
      page
        .getByRole('article', { name })
        .getByText(/^Reachable in /u)
        .first(),
    ).toBeVisible();
  }
  await expectAccessible(page);
  await page.getByRole('link', { name: `Buckets of ${withKeys.name}` }).click();
  await page.getByRole('button', { name: new RegExp(`^Reachable.*${withKeys.name}`, 'u') }).click();
  await expect(page.getByRole('menuitem', { name: open.name })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: open.name }).click();
  await expect(page).toHaveURL(new RegExp(`/c/${open.id}$`, 'u'));
  await expect(new BucketsPage(page).filter).toBeVisible();
  await expect(page.getByRole('button', { name: new RegExp(`^Reachable.*${open.name}`, 'u') })).toBeVisible();
});

test('I sign out of one connection and the others stay open', async ({ signedIn: page }) => {
  await page.getByRole('button', { name: `Sign out of ${withKeys.name}` }).click();
  const article = page.getByRole('article', { name: withKeys.name });
  await expect(article.getByText('not signed in', { exact: true })).toBeVisible();
  await expect(
    page
      .getByRole('article', { name: open.name })
      .getByText(/^Reachable in /u)
      .first(),
  ).toBeVisible();
  const cookies = await page.context().cookies();
  expect(cookies.filter(({ name }) => name.startsWith('cooper.'))).toEqual([]);
  await page.goto(`/c/${withKeys.id}`);
  await expect(page).toHaveURL(/\/sign-in\?/u);
});

test('I open a link without a session and get there after signing in', async ({ page, s3, main, bucket }) => {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'deep/note.txt', Body: 'x' }));
  await page.goto(`/c/${withKeys.id}/b/${bucket}?prefix=deep%2F&key=deep%2Fnote.txt`);
  await new SignInPage(page).signIn(main.keys);
  const objects = new BucketPage(page, bucket);
  await expect(objects.row('note.txt')).toBeVisible();
  await expect(objects.details.getByRole('heading', { name: 'note.txt' })).toBeVisible();
});

test('My session ends while I list; I sign in again on the same page and it goes on', async ({
  signedIn: page,
  s3,
  main,
  bucket,
  expectAccessible,
}) => {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'docs/first.txt', Body: 'x' }));
  const objects = new BucketPage(page, bucket);
  await objects.open();
  await endSession(page);
  await objects.grid.getByRole('link', { name: 'docs' }).click();
  await expect(page.getByRole('dialog', { name: `Your session for ${withKeys.name} has ended` })).toBeVisible();
  await expectAccessible(page);
  await signInAgain(page, main.keys.secretAccessKey);
  await expect(page).toHaveURL(/prefix=docs/u);
  await expect(objects.row('first.txt')).toBeVisible();
});

test('My session ends while I look at an object; nothing on the page is lost', async ({
  signedIn: page,
  s3,
  main,
  bucket,
}) => {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'first.txt', Body: 'x' }));
  const objects = new BucketPage(page, bucket);
  await objects.open({ filter: 'first' });
  await endSession(page);
  await objects.row('first.txt').getByText('first.txt').click();
  await signInAgain(page, main.keys.secretAccessKey);
  await expect(objects.details.getByText('Object', { exact: true })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Filter by name' })).toHaveValue('first');
});

test('My session ends before I download, and before I delete; each asks for my keys', async ({
  signedIn: page,
  s3,
  main,
  bucket,
}) => {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'first.txt', Body: 'x' }));
  const objects = new BucketPage(page, bucket);
  await objects.open();
  await objects.select('first.txt');
  const toolbar = page.getByRole('main');
  await endSession(page);
  await toolbar.getByRole('button', { name: 'Download' }).click();
  await signInAgain(page, main.keys.secretAccessKey);

  await endSession(page);
  await toolbar.getByRole('button', { name: 'Delete' }).click();
  await signInAgain(page, main.keys.secretAccessKey);
  const keys = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  expect(keys.KeyCount).toBe(1);
});

test('A read-only connection offers no change', async ({ page, s3, bucket, expectAccessible }) => {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'kept.txt', Body: 'x' }));
  const buckets = new BucketsPage(page, readOnly.id);
  await buckets.open();
  await expect(page.getByRole('button', { name: 'New bucket' })).toHaveCount(0);
  await buckets.openMenu(bucket);
  await expect(page.getByRole('menuitem', { name: 'Copy name' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Delete bucket' })).toHaveCount(0);

  const objects = new BucketPage(page, bucket, readOnly.id);
  await objects.open();
  await objects.select('kept.txt');
  await expect(page.getByRole('button', { name: 'Download', exact: true })).toBeVisible();
  for (const name of ['Upload', 'New folder', 'Delete']) {
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  }
  await objects.grid.focus();
  await page.keyboard.press('Delete');
  await page.keyboard.press('Alt+n');
  await expect(objects.dialog).toHaveCount(0);
  await expectAccessible(page);
  // What only reads is offered, and may write elsewhere alone.
  await page.getByRole('main').getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Inventory …' }).click();
  await objects.dialog.getByRole('switch', { name: 'Write CSV files into a bucket' }).click();
  await expect(objects.dialog.getByLabel('Bucket', { exact: true })).toHaveValue('');
  await expect(objects.dialog.getByRole('button', { name: 'Go on' })).toBeDisabled();
  await objects.dialog.getByRole('switch', { name: 'Write CSV files into a bucket' }).click();
  await objects.dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(objects.dialog).toContainText(`Inventory of ${bucket}: 1 object, 1 B`);
});

test('The card of a connection says how it is doing', async ({ signedIn: page, server }) => {
  await page.goto('/');
  const card = page.getByRole('article', { name: withKeys.name });
  await expect(card.getByText(/^Reachable in /u).first()).toBeVisible();
  for (const text of [new URL(server.endpoint).host, server.region, server.main.accessKeyId]) {
    await expect(card.getByText(text, { exact: true })).toBeVisible();
  }
  await expect(card.getByText('one list call')).toBeVisible();
  await expect(card.getByText('in step', { exact: true })).toBeVisible();
  await expect(card.getByText(/^signed in until /u)).toBeVisible();
});

test('Somebody without rights is told so and sees nothing', async ({ page, s3, alt, bucket, expectAccessible }) => {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'private.txt', Body: 'x' }));
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn(alt.keys);
  const objects = new BucketPage(page, bucket);
  await page.goto(`/c/${withKeys.id}/b/${bucket}?key=private.txt`);
  await expect(page.getByText('These keys may not list this bucket')).toBeVisible();
  await expect(objects.details.getByRole('alert')).toContainText('These keys may not do that here.');
  await expect(page.getByRole('main').getByRole('row', { name: /private/u })).toHaveCount(0);
  await expectAccessible(page);
});

test('An address that leads nowhere says so and shows the way back', async ({ signedIn: page, expectAccessible }) => {
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'All connections' }).click();
  await expect(page.getByRole('article', { name: withKeys.name })).toBeVisible();
});
