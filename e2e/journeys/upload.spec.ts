import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GetBucketCorsCommand, HeadObjectCommand, PutBucketCorsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { nastyKeys } from '../../lib/testing/nasty-keys.ts';
import { readTestEnvironment } from '../environment.ts';
import { expect, test } from '../fixtures.ts';
import { listAllKeys, makeFile, readFileSha256, readObjectSha256 } from '../local-files.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { UploadTray } from '../pages/upload-tray.ts';
import { countUploads, fourPartBytes, recordPuts, toPartNumber } from '../upload-requests.ts';

test('A person picks small files and sees them in the list', async ({
  signedIn,
  s3,
  browserBucket,
  folder,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, browserBucket);
  const tray = new UploadTray(signedIn);
  const names = ['one.txt', 'two.bin', 'empty.txt'];
  const paths = await Promise.all(names.map((name) => makeFile(folder, name, name === 'empty.txt' ? 0 : 100_000)));
  await page.open();
  await page.uploadFiles(paths);
  await tray.expectDone(...names);
  await expectAccessible(signedIn);
  for (const [index, name] of names.entries()) {
    await expect(page.row(name)).toBeVisible();
    expect(await readObjectSha256(s3, browserBucket, name)).toBe(await readFileSha256(paths[index]!));
  }
  const { ContentType } = await s3.send(new HeadObjectCommand({ Bucket: browserBucket, Key: 'one.txt' }));
  expect(ContentType).toBe('text/plain');

  await tray.button('Fold the list').click();
  await expect(tray.file('one.txt')).toBeHidden();
  await tray.button('Clear the list').click();
  await expect(tray.region).toBeHidden();
});

test('A person drops files and a folder with subfolders and an empty one', async ({
  signedIn,
  s3,
  browserBucket,
  folder,
}) => {
  const page = new BucketPage(signedIn, browserBucket);
  const tray = new UploadTray(signedIn);
  const file = await makeFile(folder, 'alone.txt');
  const names = ['album/cover.jpg', 'album/2025/may/one.raw', 'album/2025/two.raw'];
  for (const name of names) await makeFile(folder, name);
  await mkdir(join(folder, 'album/empty'));
  await s3.send(new PutObjectCommand({ Bucket: browserBucket, Key: 'photos/', Body: '', ContentLength: 0 }));
  await page.open({ prefix: 'photos/' });
  await page.drop([file, join(folder, 'album')]);
  await tray.expectAllDone(5);
  await expect(page.row('alone.txt')).toBeVisible();
  await expect(page.row('album/')).toBeVisible();
  expect(await listAllKeys(s3, browserBucket)).toEqual(
    ['', 'album/2025/may/one.raw', 'album/2025/two.raw', 'album/cover.jpg', 'album/empty/', 'alone.txt'].map(
      (name) => `photos/${name}`,
    ),
  );
  for (const name of names) {
    expect(await readObjectSha256(s3, browserBucket, `photos/${name}`)).toBe(await readFileSha256(join(folder, name)));
  }
});

test('A person picks a whole folder', async ({ signedIn, s3, browserBucket, folder }) => {
  const page = new BucketPage(signedIn, browserBucket);
  for (const name of ['site/index.html', 'site/css/a.css', 'site/css/b.css']) await makeFile(folder, name);
  await page.open();
  await page.uploadFolder(join(folder, 'site'));
  await new UploadTray(signedIn).expectAllDone(3);
  await expect(page.row('site/')).toBeVisible();
  expect(await listAllKeys(s3, browserBucket)).toEqual(['site/css/a.css', 'site/css/b.css', 'site/index.html']);
});

test('A large file goes to the endpoint in parts, byte by byte, and none through the console', async ({
  signedIn,
  s3,
  server,
  browserBucket,
  folder,
}) => {
  const page = new BucketPage(signedIn, browserBucket);
  const tray = new UploadTray(signedIn);
  const path = await makeFile(folder, 'large.bin', fourPartBytes);
  await page.open();
  const puts = recordPuts(signedIn);
  let toConsole = 0;
  signedIn.on('request', (request) => {
    if (request.url().startsWith(readTestEnvironment().consoleUrl)) toConsole += request.postDataBuffer()?.length ?? 0;
  });
  await page.uploadFiles([path]);
  await tray.expectDone('large.bin');
  await expect(tray.file('large.bin')).toContainText('MD5 and size confirmed');
  expect(await readObjectSha256(s3, browserBucket, 'large.bin')).toBe(await readFileSha256(path));
  const { ETag, ContentLength } = await s3.send(new HeadObjectCommand({ Bucket: browserBucket, Key: 'large.bin' }));
  expect(ETag).toMatch(/^"[0-9a-f]{32}-4"$/u);
  expect(ContentLength).toBe(fourPartBytes);
  expect(new Set(puts.map((request) => new URL(request.url()).origin))).toEqual(
    new Set([new URL(server.endpoint).origin]),
  );
  expect(puts.map(toPartNumber).toSorted()).toEqual([1, 2, 3, 4]);
  expect(toConsole).toBeGreaterThan(0);
  expect(toConsole).toBeLessThan(50_000);
  expect(await countUploads(s3, browserBucket)).toBe(0);
});

test('Files keep their names, whatever stands in them', async ({ signedIn, s3, browserBucket, folder }) => {
  const page = new BucketPage(signedIn, browserBucket);
  const names = nastyKeys
    .map(({ key }) => key)
    .filter((key) => !key.includes('/') && !['.', '..'].includes(key) && Buffer.byteLength(key) <= 255);
  expect(names.length).toBeGreaterThan(20);
  const paths = await Promise.all([...names, '..hidden', '...'].map((name) => makeFile(folder, name, 64)));
  await page.open();
  await page.drop(paths);
  await new UploadTray(signedIn).expectAllDone(paths.length);
  expect((await listAllKeys(s3, browserBucket)).toSorted()).toEqual([...names, '..hidden', '...'].toSorted());
  for (const [index, name] of names.entries()) {
    expect(await readObjectSha256(s3, browserBucket, name)).toBe(await readFileSha256(paths[index]!));
  }
});

test('A person is asked before anything is replaced: skip, replace or keep both', async ({
  signedIn,
  s3,
  browserBucket,
  folder,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, browserBucket);
  const tray = new UploadTray(signedIn);
  const names = ['both.txt', 'fresh.txt', 'replaced.txt', 'skipped.txt'];
  const paths = await Promise.all(names.map((name) => makeFile(folder, name)));
  for (const Key of ['both.txt', 'replaced.txt', 'skipped.txt']) {
    await s3.send(new PutObjectCommand({ Bucket: browserBucket, Key, Body: 'old' }));
  }
  await page.open();
  const puts = recordPuts(signedIn);
  await page.uploadFiles(paths);
  const dialog = signedIn.getByRole('dialog', { name: '3 objects exist already' });
  await expect(dialog).toBeVisible();
  await expectAccessible(signedIn);
  expect(puts).toEqual([]);
  const choose = async (key: string, choice: string) => {
    await dialog.getByRole('combobox', { name: `Choice for ${key}` }).click();
    await signedIn.getByRole('option', { name: choice }).click();
    // The list closes with a short fade, and the next one must not be taken for it.
    await expect(signedIn.getByRole('option')).toHaveCount(0);
  };
  await choose('replaced.txt', 'Replace');
  await choose('both.txt', 'Keep both');
  await expect(dialog.getByText('1 object replaced, 1 kept beside, 1 file skipped')).toBeVisible();
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await tray.expectAllDone(3);
  expect(await listAllKeys(s3, browserBucket)).toEqual([
    'both (2).txt',
    'both.txt',
    'fresh.txt',
    'replaced.txt',
    'skipped.txt',
  ]);
  const isFile = async (key: string, path: string) =>
    (await readObjectSha256(s3, browserBucket, key)) === (await readFileSha256(path));
  expect(await isFile('both (2).txt', paths[0]!)).toBe(true);
  expect(await isFile('both.txt', paths[0]!)).toBe(false);
  expect(await isFile('replaced.txt', paths[2]!)).toBe(true);
  expect(await isFile('skipped.txt', paths[3]!)).toBe(false);

  await page.uploadFiles(paths.slice(0, 1));
  await signedIn.getByRole('button', { name: 'Cancel the upload' }).click();
  await expect(signedIn.getByRole('dialog')).toBeHidden();
  expect(puts).toHaveLength(3);
});

test('A bucket without CORS rules says what is missing, and one click adds it and uploads', async ({
  signedIn,
  s3,
  bucket,
  folder,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, bucket);
  const path = await makeFile(folder, 'first.txt');
  const other = {
    AllowedOrigins: ['https://app.example'],
    AllowedMethods: ['GET', 'HEAD'],
    AllowedHeaders: ['x-custom'],
    ExposeHeaders: ['x-amz-version-id'],
    MaxAgeSeconds: 77,
  };
  await s3.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules: [other] } }));
  await signedIn.emulateMedia({ colorScheme: 'dark' });
  await page.open();
  await page.uploadFiles([path]);
  const dialog = signedIn.getByRole('dialog', { name: 'This bucket does not take files from the browser yet' });
  const { origin } = new URL(readTestEnvironment().consoleUrl);
  await expect(dialog).toContainText(`its CORS rules do not allow the origin ${origin}.`);
  await expectAccessible(signedIn);
  await dialog.getByRole('button', { name: 'Add the rule and upload' }).click();
  await new UploadTray(signedIn).expectDone('first.txt');
  await expect(page.row('first.txt')).toBeVisible();
  expect(await readObjectSha256(s3, bucket, 'first.txt')).toBe(await readFileSha256(path));
  const { CORSRules = [] } = await s3.send(new GetBucketCorsCommand({ Bucket: bucket }));
  expect(CORSRules).toHaveLength(2);
  expect(CORSRules).toContainEqual(expect.objectContaining(other));
  const added = CORSRules.find(({ AllowedOrigins }) => AllowedOrigins?.includes(origin));
  expect(added).toMatchObject({ AllowedOrigins: [origin], AllowedMethods: ['PUT'], ExposeHeaders: ['ETag'] });
  expect(added?.AllowedHeaders?.toSorted()).toEqual(['content-md5', 'content-type', 'if-none-match']);

  // The second time nothing is asked.
  await page.uploadFiles([await makeFile(folder, 'second.txt')]);
  await new UploadTray(signedIn).expectDone('second.txt');
});

test('A person who does not want a CORS rule uploads nothing', async ({ signedIn, s3, bucket, folder }) => {
  const page = new BucketPage(signedIn, bucket);
  await page.open();
  await page.uploadFiles([await makeFile(folder, 'first.txt')]);
  await signedIn.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(signedIn.getByRole('dialog')).toBeHidden();
  expect(await listAllKeys(s3, bucket)).toEqual([]);
  await expect(s3.send(new GetBucketCorsCommand({ Bucket: bucket }))).rejects.toMatchObject({
    name: expect.stringMatching(/^NoSuchCORSConfiguration/u),
  });
});
