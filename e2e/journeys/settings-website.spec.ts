import {
  GetBucketWebsiteCommand,
  PutBucketPolicyCommand,
  PutBucketWebsiteCommand,
  PutObjectCommand,
  S3ServiceException,
  type S3Client,
  type WebsiteConfiguration,
} from '@aws-sdk/client-s3';
import { expect, test } from '../fixtures.ts';
import { SettingPage } from '../pages/setting-page.ts';

/** The website of the bucket, by the plain SDK; `null` where there is none. */
async function readWebsite(s3: S3Client, bucket: string): Promise<WebsiteConfiguration | null> {
  try {
    const { $metadata: _, ...website } = await s3.send(new GetBucketWebsiteCommand({ Bucket: bucket }));
    return website;
  } catch (error) {
    if (error instanceof S3ServiceException && error.name === 'NoSuchWebsiteConfiguration') return null;
    throw error;
  }
}

const pages: WebsiteConfiguration = { IndexDocument: { Suffix: 'index.html' }, ErrorDocument: { Key: '404.html' } };

test('a person makes a bucket a website, moves a folder of it, sends everything elsewhere, and ends it', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  const Resource = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
  const Statement = [{ Effect: 'Allow', Principal: '*', Action: ['s3:GetObject', 's3:ListBucket'], Resource }];
  await s3.send(
    new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }),
  );
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'index.html', Body: 'home' }));
  const page = new SettingPage(signedIn, bucket, 'website');
  await page.open();
  await page.form.getByRole('textbox', { name: 'Error document' }).fill('404.html');
  await page.saveForGood();
  expect(await readWebsite(s3, bucket)).toEqual(pages);

  await page.form.getByRole('button', { name: 'Add routing rule' }).click();
  await page.form.getByRole('textbox', { name: 'If the key begins with' }).fill('docs/');
  await page.form.getByRole('textbox', { name: 'Replace the prefix with' }).fill('documents/');
  await page.saveForGood();
  expect(await readWebsite(s3, bucket)).toEqual({
    ...pages,
    RoutingRules: [{ Condition: { KeyPrefixEquals: 'docs/' }, Redirect: { ReplaceKeyPrefixWith: 'documents/' } }],
  });
  await expect(signedIn.getByRole('region', { name: 'Address' })).toContainText(`http://${bucket}.`);
  const check = signedIn.getByRole('region', { name: 'Live check' });
  await check.getByRole('button', { name: 'Ask the website' }).click();
  await expect(check.getByRole('status')).toHaveText('2 of 3 answers are as set.');
  await expect(check.getByRole('listitem', { name: 'Index document' })).toContainText('200, 4 B');
  await expect(check.getByRole('listitem', { name: 'Error document' })).toContainText(
    'The bucket has no object “404.html”.',
  );
  await expect(check.getByRole('listitem', { name: 'Routing rule 1' })).toContainText(/301 to \S+\/documents\//u);
  await expectAccessible(signedIn);

  const elsewhere = { RedirectAllRequestsTo: { HostName: 'www.example.com', Protocol: 'https' } };
  await page.typeJson(elsewhere);
  await expect(page.form.getByRole('textbox', { name: 'Host' })).toHaveValue('www.example.com');
  await page.saveForGood();
  expect(await readWebsite(s3, bucket)).toEqual(elsewhere);

  await page.remove('Static website');
  expect(await readWebsite(s3, bucket)).toBeNull();
});

test('somebody who changes the website while another does loses neither', async ({ signedIn, s3, bucket }) => {
  const mine = new SettingPage(signedIn, bucket, 'website');
  await mine.open();
  await s3.send(new PutBucketWebsiteCommand({ Bucket: bucket, WebsiteConfiguration: pages }));
  const changed = { IndexDocument: { Suffix: 'home.html' } };
  await mine.typeJson(changed);
  await mine.save();
  await expect(mine.conflict).toBeVisible();
  expect(await readWebsite(s3, bucket)).toEqual(pages);

  await mine.conflict.getByRole('button', { name: 'Go on with mine' }).click();
  await expect(mine.conflict).toHaveCount(0);
  await mine.saveForGood();
  expect(await readWebsite(s3, bucket)).toEqual(changed);
});
