import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import { expect, test } from '../fixtures.ts';
import { BucketPage } from '../pages/bucket-page.ts';

const named = (bucket: string, key: string) => ({ Bucket: bucket, Key: key });

test('A person copies a large object, which goes by parts and comes out whole', async ({ signedIn, s3, bucket }) => {
  // The console under test copies what is larger than 5 MiB by UploadPartCopy.
  const body = randomBytes(12 * 1024 ** 2 + 1);
  const Metadata = { camera: 'one' };
  await s3.send(
    new PutObjectCommand({ ...named(bucket, 'large.bin'), Body: body, ContentType: 'image/raw', Metadata }),
  );
  const page = new BucketPage(signedIn, bucket);
  await page.open({ key: 'large.bin' });
  await page.details.getByRole('button', { name: 'Copy to …' }).click();
  await page.dialog.getByLabel('Key').fill('copy.bin');
  await page.dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.dialog).toBeHidden();
  const head = await s3.send(new HeadObjectCommand(named(bucket, 'copy.bin')));
  expect(head).toMatchObject({ ContentType: 'image/raw', Metadata });
  expect(head.ETag).toMatch(/-3"$/u);
  const copy = await (await s3.send(new GetObjectCommand(named(bucket, 'copy.bin')))).Body?.transformToByteArray();
  expect(Buffer.compare(Buffer.from(copy ?? []), body)).toBe(0);
});
