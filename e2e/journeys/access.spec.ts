import { PutBucketPolicyCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { accessRoute } from '../../lib/client/routes.ts';
import { connections } from '../console-configuration.ts';
import { expect, test } from '../fixtures.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

test('a person sees who gets in and by which statement, and what the world really gets', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  for (const Key of ['a.txt', 'open/b.txt']) await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Key }));
  await signedIn.goto(accessRoute(connections.signIn.id, bucket));
  const anyone = signedIn.getByRole('listitem', { name: 'Anyone, without keys' });
  await expect(anyone).toContainText('Nothing allows it.');
  await expect(signedIn.getByRole('listitem', { name: /^The owner/u })).toContainText('The bucket is theirs.');
  const probe = signedIn.getByRole('region', { name: 'What the world gets' });
  await probe.getByRole('button', { name: 'Ask without keys' }).click();
  await expect(probe.getByText('The world is kept out')).toBeVisible();
  await expect(probe.getByText('no (HTTP 403, AccessDenied)')).toHaveCount(2);

  const statement = (parts: object) => ({ Effect: 'Allow', Action: 's3:GetObject', ...parts });
  const Statement = [
    statement({ Sid: 'Open', Principal: '*', Resource: `arn:aws:s3:::${bucket}/open/*` }),
    statement({ Principal: { AWS: 'arn:aws:iam:::user/alt' }, Resource: `arn:aws:s3:::${bucket}/*` }),
  ];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
  await signedIn.getByRole('button', { name: 'Read again' }).click();
  await expect(anyone).toContainText('Keys open/*: yes. Policy, statement 1 (Open): allows it.');
  await expect(signedIn.getByRole('listitem', { name: 'An account alt' })).toContainText('statement 2: allows it.');
  await expectAccessible(signedIn);

  await signedIn.getByRole('textbox', { name: 'Key of an object' }).fill('open/b.txt');
  await signedIn.getByRole('button', { name: 'Ask about it' }).click();
  await expect(signedIn.getByText('Listing is about the bucket, the rest about this object.')).toBeVisible();
  await probe.getByRole('button', { name: 'Ask without keys' }).click();
  await expect(probe.getByText('The world gets in')).toBeVisible();
  await expect(probe.getByText('yes (HTTP 206)')).toBeVisible();

  await signedIn
    .getByRole('region', { name: 'What decides' })
    .getByRole('link', { name: /^Bucket policy/u })
    .click();
  await expect(signedIn.getByRole('heading', { name: 'Bucket policy' })).toBeVisible();
  await signedIn.getByRole('link', { name: 'Who gets in' }).click();
  await expect(anyone).toBeVisible();
});

test('somebody who may not look is told what is not known, not that nobody gets in', async ({ page, alt, bucket }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn(alt.keys);
  await page.goto(accessRoute(connections.signIn.id, bucket));
  await expect(page.getByRole('listitem', { name: 'Anyone, without keys' })).toContainText(
    'Not seen here: the policy and the ACL.',
  );
  await expect(page.getByRole('link', { name: /^Bucket policy/u })).toContainText('needs s3:GetBucketPolicy');
});
