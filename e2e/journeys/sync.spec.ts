import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { toNastyKeysBelow } from '../../lib/testing/nasty-keys.ts';
import { expect, test } from '../fixtures.ts';
import { listAllKeys } from '../local-files.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { watchJob } from '../pages/job-page.ts';

test('A person compares two places, makes the one hold what the other holds, and sees that nothing is left to do', async ({
  signedIn: page,
  s3,
  bucket,
  newBucketName: other,
  expectAccessible,
}) => {
  // The first job opens the console’s database.
  test.setTimeout(240_000);
  await s3.send(new CreateBucketCommand({ Bucket: other }));
  const put = (Bucket: string, Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  // As far as they are not too long below either prefix.
  const names = toNastyKeysBelow('mirror/').map((key) => key.slice('mirror/'.length));
  const [changed = '', ...rest] = names;
  const fresh = rest.filter((_name, index) => index % 2 === 0);
  const same = rest.filter((_name, index) => index % 2 === 1);
  await Promise.all([
    ...[...fresh, ...same].map((name) => put(bucket, `site/${name}`, 'alike')),
    ...same.map((name) => put(other, `mirror/${name}`, 'alike')),
    put(bucket, `site/${changed}`, 'now this'),
    put(other, `mirror/${changed}`, 'was that'),
    ...['extra one', 'extra/two'].map((name) => put(other, `mirror/${name}`, 'only here')),
    put(other, 'outside', 'stays'),
    put(bucket, 'outside', 'is not meant'),
  ]);

  const objects = new BucketPage(page, bucket);
  const { dialog } = objects;
  const main = page.getByRole('main');
  const ask = async (): Promise<void> => {
    await objects.open({ prefix: 'site/' });
    await main.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Sync to …' }).click();
    await dialog.waitFor();
    await dialog.getByLabel('Bucket').fill(other);
    await dialog.getByLabel('Prefix').fill('mirror/');
  };
  const count = (name: string) =>
    dialog
      .locator('div')
      .filter({ has: page.getByText(name, { exact: true }) })
      .last();

  await ask();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await expect(dialog).toContainText(`Sync ${bucket}/site/ to ${other}/mirror/: ${fresh.length + 1} changes`);
  await expect(count('New')).toHaveText(`New${fresh.length}`);
  await expect(count('Changed')).toHaveText('Changed1');
  await expect(count('Only at the target, stays')).toHaveText('Only at the target, stays2');
  await expect(count('The same')).toHaveText(`The same${same.length}`);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Back' }).click();
  await dialog.getByRole('switch', { name: 'Delete what only the target has' }).click();
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await expect(count('To be deleted')).toHaveText('To be deleted2');
  const sync = dialog.getByRole('button', { name: 'Sync', exact: true });
  await expect(sync).toBeDisabled();
  await expectAccessible(page);
  // So far nothing has been written.
  expect((await listAllKeys(s3, other)).length).toBe(same.length + 4);
  await dialog.getByLabel('Type “2” to delete so many').fill('2');
  await sync.click();
  await expect(dialog).toBeHidden({ timeout: 90_000 });
  await watchJob(page, `Sync ${bucket}/site/ to ${other}/mirror/`);
  await expectAccessible(page);

  const expected = [...names.map((name) => `mirror/${name}`), 'outside'];
  expect((await listAllKeys(s3, other)).toSorted()).toEqual(expected.toSorted());
  for (const name of names) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: other, Key: `mirror/${name}` }));
    expect(await Body?.transformToString()).toBe(name === changed ? 'now this' : 'alike');
  }

  await ask();
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await expect(count('The same')).toHaveText(`The same${names.length}`);
  await expect(dialog).toContainText(': 0 changes');
  await expect(sync).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
});
