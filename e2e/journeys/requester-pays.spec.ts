import { readFile } from 'node:fs/promises';
import {
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutBucketRequestPaymentCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { expect, test } from '../fixtures.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

/** Opens a bucket to everybody who pays for the requests. */
async function letOthersPay(s3: S3Client, bucket: string): Promise<void> {
  const Statement = [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: ['s3:GetObject', 's3:GetObjectTorrent', 's3:ListBucket'],
      Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    },
  ];
  await s3.send(
    new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
  );
  const RequestPaymentConfiguration = { Payer: 'Requester' as const };
  await s3.send(new PutBucketRequestPaymentCommand({ Bucket: bucket, RequestPaymentConfiguration }));
}

test('A person agrees to pay for requests to a bucket of somebody else, reads in it, and stops paying', async ({
  page: browser,
  server,
  s3,
  alt,
  bucket,
  expectAccessible,
}) => {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'weather.csv', Body: 'day,rain\n1,2\n' }));
  await letOthersPay(s3, bucket);
  const get = { Bucket: bucket, Key: 'weather.csv' };
  await expect(alt.s3.send(new GetObjectCommand(get))).rejects.toMatchObject({ name: 'AccessDenied' });

  const signIn = new SignInPage(browser);
  await signIn.open();
  await signIn.signIn(alt.keys);
  const page = new BucketPage(browser, bucket);
  await browser.goto(page.path);
  await expect(browser.getByText('These keys may not list this bucket')).toBeVisible();
  await expectAccessible(browser);
  await browser.getByRole('button', { name: 'Agree to pay and ask again' }).click();
  await expect(page.row('weather.csv')).toBeVisible();
  const stop = browser.getByRole('button', { name: 'Remove: Requests to this bucket' });
  await expect(stop).toBeVisible();
  await expectAccessible(browser);

  await browser.reload();
  await page.waitForList();
  await page.select('weather.csv');
  const coming = browser.waitForEvent('download');
  await page.press('Download');
  expect(await readFile(await (await coming).path(), 'utf8')).toBe('day,rain\n1,2\n');

  await page.open({ key: 'weather.csv' });
  await expect(page.details.getByText('13 B').first()).toBeVisible();
  const torrent = page.details.getByRole('region', { name: 'Torrent' });
  if (server.provider === 'ceph') {
    // It makes torrents only where a tracker has been configured.
    await torrent.getByRole('button', { name: 'Torrent file' }).click();
    await expect(torrent.getByText('This server made no torrent of it')).toBeVisible();
  } else {
    const saving = browser.waitForEvent('download');
    await torrent.getByRole('button', { name: 'Torrent file' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('weather.csv.torrent');
    expect(await readFile(await saved.path(), 'latin1')).toContain('6:lengthi13e4:name11:weather.csv');
  }

  await stop.click();
  await expect(browser.getByText('These keys may not list this bucket')).toBeVisible();
  await expect(stop).toBeHidden();
});
