import {
  CreateMultipartUploadCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from '../fixtures.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { BucketsPage } from '../pages/buckets-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

test('I find a bucket among my buckets', async ({ signedIn: page, bucket, expectAccessible }) => {
  const buckets = new BucketsPage(page);
  await buckets.open();
  await expect(buckets.status).toHaveText(/^[\d,]+ buckets?/u);
  await page.keyboard.press('/');
  await page.keyboard.type(bucket);
  await expect(buckets.status).toHaveText(/^1 match in/u);
  await expect(buckets.row(bucket)).toBeVisible();
  await buckets.filter.fill(`${bucket}-not`);
  await expect(page.getByText(`No bucket has “${bucket}-not” in its name.`)).toBeVisible();
  await expectAccessible(page);
  await buckets.filter.fill(bucket);
  await buckets.row(bucket).getByRole('link').click();
  await expect(page.getByText('This bucket is empty')).toBeVisible();
});

test('The list of buckets sorts by date', async ({ signedIn: page, bucket }) => {
  const buckets = new BucketsPage(page);
  await buckets.open();
  const created = page.getByRole('columnheader', { name: 'Created' });
  await created.getByRole('button').click();
  await expect(created).toHaveAttribute('aria-sort', 'ascending');
  await created.getByRole('button').click();
  await expect(created).toHaveAttribute('aria-sort', 'descending');
  // Others may be making buckets too, but not more than fit the window.
  await expect(buckets.row(bucket)).toBeVisible();
});

test('I make a bucket and its name is checked as I type', async ({
  signedIn: page,
  s3,
  newBucketName,
  expectAccessible,
}) => {
  const buckets = new BucketsPage(page);
  await buckets.open();
  const dialog = await buckets.startCreate();
  const name = dialog.getByLabel('Name');
  const wrong: [string, string][] = [
    ['My-bucket', 'Use lowercase letters only.'],
    ['my_bucket', 'A name has no underscores. Use a hyphen.'],
    ['192.168.0.1', 'A name may not look like an IP address.'],
    ['-bucket', 'A name begins with a letter or a digit.'],
    ['a'.repeat(64), 'A name has at most 63 characters; this one has 64.'],
  ];
  for (const [typed, problem] of wrong) {
    await name.fill(typed);
    await expect(dialog.getByText(problem)).toBeVisible();
  }
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create bucket' }).click();
  await expect(dialog).toBeVisible();
  await name.fill('with.dots');
  await expect(dialog.getByText(/^With dots in its name/u)).toBeVisible();
  await name.fill(newBucketName);
  await dialog.getByRole('button', { name: 'Create bucket' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`Created ${newBucketName}`, { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket: newBucketName }));
  expect(Status).toBeUndefined();
  await buckets.filter.fill(newBucketName);
  await expect(buckets.row(newBucketName)).toBeVisible();
});

test('I make a bucket that keeps versions', async ({ signedIn: page, s3, newBucketName }) => {
  const buckets = new BucketsPage(page);
  await buckets.open();
  const dialog = await buckets.startCreate();
  await dialog.getByLabel('Name').fill(newBucketName);
  await dialog.getByRole('switch', { name: 'Versioning', exact: true }).click();
  await dialog.getByRole('button', { name: 'Create bucket' }).click();
  await expect(dialog).toBeHidden();
  const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket: newBucketName }));
  expect(Status).toBe('Enabled');
});

test('I make a bucket with object lock, which brings versioning', async ({ signedIn: page, s3, newBucketName }) => {
  const buckets = new BucketsPage(page);
  await buckets.open();
  const dialog = await buckets.startCreate();
  await dialog.getByLabel('Name').fill(newBucketName);
  await dialog.getByRole('switch', { name: 'Object lock', exact: true }).click();
  await expect(dialog.getByRole('switch', { name: 'Versioning', exact: true })).toBeChecked();
  await dialog.getByRole('button', { name: 'Create bucket' }).click();
  await expect(dialog).toBeHidden();
  const lock = await s3.send(new GetObjectLockConfigurationCommand({ Bucket: newBucketName }));
  expect(lock.ObjectLockConfiguration?.ObjectLockEnabled).toBe('Enabled');
  const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket: newBucketName }));
  expect(Status).toBe('Enabled');
});

test('A name that somebody else has is refused where I typed it', async ({ page, alt, bucket }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn(alt.keys);
  // Without any bucket the page offers to make one a second time.
  await page.getByRole('button', { name: 'New bucket' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New bucket' });
  await dialog.getByLabel('Name').fill(bucket);
  await dialog.getByRole('button', { name: 'Create bucket' }).click();
  await expect(dialog.getByRole('alert')).toContainText('A bucket of that name exists already.');
});

test('I delete an empty bucket', async ({ signedIn: page, s3, bucket, newBucketName, expectAccessible }) => {
  const buckets = new BucketsPage(page);
  await buckets.open();
  const creation = await buckets.startCreate();
  await creation.getByLabel('Name').fill(newBucketName);
  await creation.getByRole('button', { name: 'Create bucket' }).click();
  await expect(creation).toBeHidden();

  const dialog = await buckets.askToDelete(newBucketName);
  await expect(dialog.getByText('It is empty.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete bucket' }).click();
  await expect(dialog).toBeHidden();
  await expect(buckets.row(newBucketName)).toBeHidden();
  await expect(s3.send(new HeadBucketCommand({ Bucket: newBucketName }))).rejects.toMatchObject({ name: 'NotFound' });
  await s3.send(new HeadBucketCommand({ Bucket: bucket }));
});

test('A bucket that is not empty says what is inside instead of going', async ({
  signedIn: page,
  s3,
  bucket,
  expectAccessible,
}) => {
  await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a.txt', Body: 'old' }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a.txt', Body: 'new' }));
  await s3.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: 'unfinished' }));
  const buckets = new BucketsPage(page);
  await buckets.open();
  const dialog = await buckets.askToDelete(bucket);
  await expect(dialog.getByText('The bucket is not empty')).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveText([
    '1 object',
    '1 older version or delete marker',
    '1 unfinished upload',
  ]);
  await expect(dialog.getByRole('button', { name: 'Delete bucket' })).toBeDisabled();
  await expectAccessible(page);
  await dialog.getByRole('link', { name: 'Open it', exact: true }).click();
  await expect(new BucketPage(page, bucket).row('a.txt')).toBeVisible();
});

test('I open a bucket by its name', async ({ signedIn: page, s3, bucket, expectAccessible }) => {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'here.txt', Body: 'x' }));
  const buckets = new BucketsPage(page);
  await buckets.open();
  await page.getByRole('button', { name: 'Open by name' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a bucket by name' });
  await dialog.getByLabel('Bucket').fill('ftp://somewhere');
  await dialog.getByRole('button', { name: 'Open' }).click();
  await expect(dialog.getByText('Only s3://, https:// and http:// addresses lead to a bucket.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Bucket').fill(bucket);
  await dialog.getByRole('button', { name: 'Open' }).click();
  await expect(new BucketPage(page, bucket).row('here.txt')).toBeVisible();
});

test('A bucket that does not exist says so', async ({ signedIn: page, newBucketName, expectAccessible }) => {
  await page.goto(`/c/keys/b/${newBucketName}`);
  await expect(page.getByText('There is no such bucket')).toBeVisible();
  await expectAccessible(page);
});
