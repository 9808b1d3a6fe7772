import {
  DeleteBucketPolicyCommand,
  GetObjectAclCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutBucketPolicyCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { toNastyKeysBelow } from '../../lib/testing/nasty-keys.ts';
import { expect, test } from '../fixtures.ts';
import { putAll } from '../objects.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { watchJob } from '../pages/job-page.ts';

async function readTags(s3: S3Client, bucket: string, key: string): Promise<Record<string, string>> {
  const { TagSet = [] } = await s3.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: key }));
  return Object.fromEntries(TagSet.map(({ Key = '', Value = '' }) => [Key, Value]));
}

test('A person changes tags, metadata and access of whole folders by jobs, and mends what one of them was refused', async ({
  signedIn: page,
  s3,
  bucket,
  expectAccessible,
}) => {
  // The first job opens the console’s database.
  test.setTimeout(240_000);
  const odd = toNastyKeysBelow('odd/');
  const plain = ['plain/a.txt', 'plain/deep/b.txt', 'plain/refused.txt'];
  const changed = [...odd, ...plain];
  await putAll(s3, bucket, [...changed, 'other.txt']);
  const statement = {
    ...{ Effect: 'Deny', Principal: '*', Action: 's3:PutObjectTagging' },
    Resource: `arn:aws:s3:::${bucket}/plain/refused.txt`,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
  const objects = new BucketPage(page, bucket);
  const { dialog } = objects;
  const main = page.getByRole('main');

  await objects.open();
  await objects.select('odd/', 'plain/');
  await objects.choose('Change tags …');
  await expect(dialog).toContainText('2 folders');
  const goOn = dialog.getByRole('button', { name: 'Go on' });
  await expect(goOn).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Name of tag 1' }).fill('team');
  await dialog.getByRole('textbox', { name: 'Value of tag 1' }).fill('red');
  await expectAccessible(page);
  await goOn.click();
  const tagging = `Change tags of 2 folders in ${bucket}`;
  await expect(dialog).toContainText(`${tagging}: ${changed.length} objects`);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Back' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Value of tag 1' })).toHaveValue('red');
  await dialog.getByRole('textbox', { name: 'Value of tag 1' }).fill('blue');
  await goOn.click();
  await expect(dialog).toContainText(`${tagging}: ${changed.length} objects`);
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(dialog).toBeHidden({ timeout: 90_000 });
  await watchJob(page, tagging, 'finished, 1 failed');
  await expect(main.getByRole('list', { name: 'Failures' })).toContainText('plain/refused.txt');
  for (const key of [...odd, 'plain/a.txt', 'plain/deep/b.txt']) {
    expect(await readTags(s3, bucket, key)).toEqual({ team: 'blue' });
  }
  expect(await readTags(s3, bucket, 'plain/refused.txt')).toEqual({});
  expect(await readTags(s3, bucket, 'other.txt')).toEqual({});

  await s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
  await main.getByRole('button', { name: 'Try them again' }).click();
  await expect(page.getByRole('heading', { name: `${tagging}, what had failed` })).toBeVisible();
  await expect(main.getByText('finished', { exact: true })).toBeVisible({ timeout: 30_000 });
  expect(await readTags(s3, bucket, 'plain/refused.txt')).toEqual({ team: 'blue' });

  await objects.open();
  await objects.select('odd/');
  await objects.choose('Change metadata …');
  await dialog.getByLabel('Cache-Control').fill('no-store');
  await expectAccessible(page);
  await goOn.click();
  await expect(dialog).toContainText('Each object is written anew, with everything else that belongs to it.');
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
  await watchJob(page, `Change metadata of odd/ in ${bucket}`);
  for (const [index, key] of odd.entries()) {
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    expect(head).toMatchObject({ CacheControl: 'no-store', ContentLength: index + 1 });
    expect(await readTags(s3, bucket, key)).toEqual({ team: 'blue' });
  }
  const other = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'plain/a.txt' }));
  expect(other.CacheControl).toBeUndefined();

  await objects.open();
  await objects.select('plain/');
  await objects.choose('Change access …');
  await dialog.getByRole('combobox', { name: 'Access list' }).click();
  await page.getByRole('option', { name: 'Public Everybody may read' }).click();
  await expect(page.getByRole('option', { name: 'Public Everybody may read' })).toBeHidden();
  await goOn.click();
  await expect(dialog).toContainText('Others may get at these objects after that.');
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
  // Whoever stays on the page is told what came of it.
  await expect(page.getByText(`Finished: ${plain.length} done.`).first()).toBeVisible({ timeout: 90_000 });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show the report' }).click();
  await expect(page.getByRole('heading', { name: `Change access of plain/ in ${bucket}` })).toBeVisible();
  for (const Key of plain) {
    const { Grants = [] } = await s3.send(new GetObjectAclCommand({ Bucket: bucket, Key }));
    const toAll = Grants.filter(({ Grantee }) => Grantee?.URI?.endsWith('/AllUsers'));
    expect(toAll.map(({ Permission }) => Permission)).toEqual(['READ']);
  }
});
