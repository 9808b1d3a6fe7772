import {
  GetBucketCorsCommand,
  GetBucketTaggingCommand,
  PutBucketCorsCommand,
  PutBucketTaggingCommand,
} from '@aws-sdk/client-s3';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { settingsRoute } from '../../lib/client/routes.ts';
import { createTestBucket, removeTestBucket } from '../../lib/testing/buckets.ts';
import { connections } from '../console-configuration.ts';
import { expect, test } from '../fixtures.ts';

const CORSRules = [{ AllowedOrigins: ['https://a.example.net'], AllowedMethods: ['GET'] }];
const TagSet = [{ Key: 'project', Value: 'atlas' }];

test('a person compares two buckets, takes over what differs, and is told what came of each setting', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  const other = await createTestBucket(s3, 'e2e-other');
  await s3.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules } }));
  await s3.send(new PutBucketTaggingCommand({ Bucket: other, Tagging: { TagSet } }));
  await signedIn.goto(settingsRoute(connections.signIn.id, bucket));
  await signedIn.getByRole('link', { name: 'Compare, import and apply' }).click();
  await expect(signedIn.getByRole('heading', { name: `Compare settings of ${bucket}` })).toBeVisible();

  await signedIn.getByRole('searchbox', { name: 'Filter buckets by name' }).fill(other);
  await signedIn.getByRole('checkbox', { name: other }).click();
  const section = signedIn.getByRole('region', { name: `Compared with ${other}` });
  await expect(section.getByRole('status')).toContainText('not the same');
  await expect(section.getByRole('listitem').filter({ hasText: /^CORS/u })).toContainText('differs');
  await expect(section.getByRole('listitem').filter({ hasText: /^Tags/u })).toContainText('only there');
  await expect(section.getByLabel('What would change: CORS')).toContainText('https://a.example.net');
  await section.getByRole('checkbox', { name: 'CORS' }).click();
  await section.getByRole('checkbox', { name: 'Tags (delete)' }).click();
  await expect(signedIn.getByText('2 changes in 1 bucket')).toBeVisible();
  await expectAccessible(signedIn);

  // Somebody else changes the tags meanwhile: they must be left alone.
  const changed = [{ Key: 'project', Value: 'changed' }];
  await s3.send(new PutBucketTaggingCommand({ Bucket: other, Tagging: { TagSet: changed } }));
  await signedIn.getByRole('button', { name: 'Review and apply' }).click();
  const dialog = signedIn.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: /^CORS/u })).toContainText('saved');
  await expect(dialog.getByRole('listitem').filter({ hasText: /^Tags/u })).toContainText(
    'changed meanwhile, left alone',
  );
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(dialog).toHaveCount(0);
  await expect(section.getByText(/The same: .*CORS/u)).toBeVisible();
  expect((await s3.send(new GetBucketCorsCommand({ Bucket: other }))).CORSRules).toEqual(CORSRules);
  expect((await s3.send(new GetBucketTaggingCommand({ Bucket: other }))).TagSet).toEqual(changed);
  await removeTestBucket(s3, other);
});

test('an exported document is imported into a bucket, by choice', async ({ signedIn, s3, bucket, folder }) => {
  const file = join(folder, 'settings.json');
  const settings = { cors: { CORSRules }, tagging: { TagSet }, nonsense: {} };
  await writeFile(file, JSON.stringify({ bucket: 'elsewhere', settings }));
  await signedIn.goto(settingsRoute(connections.signIn.id, bucket, 'compare'));
  await signedIn.getByLabel('Exported settings').setInputFiles(file);
  const section = signedIn.getByRole('region', { name: `Compared with ${bucket}` });
  await expect(section.getByRole('listitem').filter({ hasText: /^nonsense/u })).toContainText(
    'There is no such setting.',
  );
  await section.getByRole('button', { name: 'All but deletions' }).click();
  await expect(section.getByRole('checkbox', { name: 'Tags' })).toBeChecked();
  await section.getByRole('checkbox', { name: 'CORS' }).click();
  await expect(signedIn.getByText('1 change in 1 bucket')).toBeVisible();
  await signedIn.getByRole('button', { name: 'Review and apply' }).click();
  const dialog = signedIn.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(dialog.getByRole('listitem')).toHaveText(/^Tags.*saved$/u);
  expect((await s3.send(new GetBucketTaggingCommand({ Bucket: bucket }))).TagSet).toEqual(TagSet);
  await expect(s3.send(new GetBucketCorsCommand({ Bucket: bucket }))).rejects.toThrow();

  await signedIn.goto(settingsRoute(connections.signIn.id, bucket, 'compare'));
  await writeFile(file, '{"CORSRules":[]}');
  await signedIn.getByLabel('Exported settings').setInputFiles(file);
  await expect(signedIn.getByRole('alert').filter({ hasText: 'not an export of bucket settings' })).toBeVisible();
});
