import { readFile } from 'node:fs/promises';
import { DeleteBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { connections } from '../console-configuration.ts';
import { expect, test } from '../fixtures.ts';
import { listAllKeys } from '../local-files.ts';
import { BucketPage } from '../pages/bucket-page.ts';

test('A person deletes a large folder as a job, closes the page, and later reads what came of it', async ({
  signedIn: page,
  server,
  s3,
  bucket,
  faults,
  expectAccessible,
}) => {
  // The first job opens the console’s database.
  test.slow();
  const order = { bucket, owner: 'main', prefix: 'many/', count: 6_000, sizeBytes: 1 };
  const seeded = await fetch(`${server.endpoint}/.cooper/seed`, { method: 'POST', body: JSON.stringify(order) });
  expect(seeded.status).toBe(200);
  const locked = 'many/0004321';
  const statement = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:DeleteObject',
    Resource: `arn:aws:s3:::${bucket}/${locked}`,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
  await faults.set([{ match: { bucket, operation: 'DeleteObjects' }, action: { kind: 'delay', ms: 700 } }]);

  const objects = new BucketPage(page, bucket);
  await objects.open();
  await objects.askToDelete('many/');
  await expect(objects.dialog).toContainText('6,000 objects, 5.9 KiB will be deleted.');
  await expect(objects.dialog).toContainText('It runs as a job');
  await objects.dialog.getByLabel('Type “6000” to confirm').fill('6000');
  await expectAccessible(page);
  await objects.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(objects.dialog).toBeHidden({ timeout: 90_000 });

  const tray = page.getByRole('region', { name: 'Jobs' });
  const title = `Delete many/ from ${bucket}`;
  await expect(tray.getByRole('progressbar', { name: title })).toBeVisible({ timeout: 30_000 });
  await tray.getByRole('button', { name: `Pause: ${title}` }).click();
  await expect(tray.getByRole('button', { name: `Resume: ${title}` })).toBeVisible();
  await expectAccessible(page);
  await tray.getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(page.getByRole('main').getByText('paused', { exact: true })).toBeVisible();

  await page.reload();
  const main = page.getByRole('main');
  await main.getByRole('button', { name: `Resume: ${title}` }).click();
  await expect(main.getByText('finished, 1 failed')).toBeVisible({ timeout: 60_000 });
  await expect(main.getByRole('region', { name: 'Progress' })).toContainText('6,000 of 6,000');
  expect(await listAllKeys(s3, bucket)).toEqual([locked]);
  await expect(main.getByRole('list', { name: 'Failures' })).toContainText(locked);
  await expect(main.getByRole('list', { name: 'Failures' })).toContainText('AccessDenied');
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await main.getByRole('button', { name: 'Download as CSV' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.split('\r\n')).toEqual([
    'key,version,code,message',
    expect.stringContaining(`${locked},,AccessDenied,`),
    '',
  ]);

  await s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
  await faults.clear();
  await main.getByRole('button', { name: 'Try them again' }).click();
  await expect(page.getByRole('heading', { name: `${title}, what had failed` })).toBeVisible();
  await expect(main.getByText('finished', { exact: true })).toBeVisible({ timeout: 30_000 });
  expect(await listAllKeys(s3, bucket)).toEqual([]);

  await page.goto(`/c/${connections.signIn.id}/jobs`);
  await expect(main.getByRole('list', { name: 'Jobs' }).getByRole('link', { name: title, exact: true })).toBeVisible();
  await expectAccessible(page);
});
