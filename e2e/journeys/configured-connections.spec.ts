import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { removeTestBucket } from '../../lib/testing/buckets.ts';
import { connections, namedBucket } from '../console-configuration.ts';
import { expect, test } from '../fixtures.ts';
import { SignInPage } from '../pages/sign-in-page.ts';

const { bare, named } = connections;
const providerNames: Record<string, string> = { embedded: 'Cooper’s own endpoint', ceph: 'Ceph Object Gateway' };

test('Cooper finds out what stands behind an address, and how it wants to be addressed', async ({
  page,
  main,
  bucket,
  server,
}) => {
  const signIn = new SignInPage(page);
  await signIn.open(bare.id);
  await signIn.signIn(main.keys);
  await expect(page.getByRole('main')).toContainText(bucket);
  await page.goto('/');
  const card = page.getByRole('article', { name: bare.name, exact: true });
  await expect(card).toContainText('Reachable in');
  await expect(card).toContainText(providerNames[server.provider]!);
  await expect(card).toContainText('path style');
});

test('I find the bucket that my operator named', async ({ page, main, s3 }) => {
  await s3.send(new CreateBucketCommand({ Bucket: namedBucket }));
  try {
    const signIn = new SignInPage(page);
    await signIn.open(named.id);
    await signIn.signIn(main.keys);
    await expect(page.getByRole('main').getByRole('link', { name: namedBucket })).toBeVisible();
  } finally {
    await removeTestBucket(s3, namedBucket);
  }
});
