import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GetObjectCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { connections } from '../console-configuration.ts';
import { expect, test } from '../fixtures.ts';
import { BucketPage } from '../pages/bucket-page.ts';
import { ShareDialog } from '../pages/share-dialog.ts';

const run = promisify(execFile);

/** What curl gets, headers included. */
async function curl(url: URL, ...options: string[]): Promise<{ head: string; body: string }> {
  const { stdout } = await run('curl', ['--silent', '--show-error', '--include', ...options, url.href]);
  const [head = '', ...body] = stdout.split('\r\n\r\n');
  return { head: head.toLowerCase(), body: body.join('\r\n\r\n') };
}

test('A person shares an object, and whoever has the link gets its bytes until the moment shown', async ({
  signedIn,
  s3,
  server,
  bucket,
  folder,
  expectAccessible,
}) => {
  const page = new BucketPage(signedIn, bucket);
  const share = new ShareDialog(signedIn);
  const key = `it's a "name".txt`;
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: 'shared bytes' }));
  await page.open();
  await page.select(key);
  await page.press('Share');
  await expect(share.dialog).toBeVisible();
  await expectAccessible(signedIn);
  await share.setLifetime('2', 'days');
  const { url, curl: command } = await share.make();
  await expectAccessible(signedIn);
  expect(url.origin).toBe(new URL(server.endpoint).origin);
  expect((await curl(url)).body).toBe('shared bytes');

  const { stdout } = await run('sh', ['-c', command], { cwd: folder });
  expect(stdout).toBe('');
  expect(await readFile(join(folder, key), 'utf8')).toBe('shared bytes');

  const [, year, month, day, hour, minute, second] = /^(....)(..)(..)T(..)(..)(..)Z$/u.exec(
    url.searchParams.get('X-Amz-Date')!,
  )!;
  const signed = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  expect(url.searchParams.get('X-Amz-Expires')).toBe('172800');
  const end = new Date(signed + 172_800_000).toISOString();
  await expect(share.result.getByRole('time')).toHaveAttribute('datetime', end);
  await expect(share.result).toContainText('it cannot be taken back without changing the keys');
  await expect(share.result).toContainText(`${end.slice(11, 19)} UTC`);
});

test('A link is for its object and its method only', async ({ signedIn, s3, bucket }) => {
  const page = new BucketPage(signedIn, bucket);
  for (const Key of ['a.txt', 'b.txt']) await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Key }));
  await page.open({ key: 'a.txt' });
  await page.details.getByRole('button', { name: 'Share' }).click();
  const { url } = await new ShareDialog(signedIn).make();
  expect((await curl(url)).body).toBe('a.txt');
  expect((await curl(new URL(url.href.replace('a.txt', 'b.txt')))).head).toContain(' 403');
  expect((await curl(url, '--request', 'DELETE')).head).toContain(' 403');
});

test('A link answers with the headers a person chose', async ({ signedIn, s3, bucket, expectAccessible }) => {
  const page = new BucketPage(signedIn, bucket);
  const share = new ShareDialog(signedIn);
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'page.txt', Body: '<p>' }));
  await signedIn.emulateMedia({ colorScheme: 'dark' });
  await page.open({ key: 'page.txt' });
  await page.details.getByRole('button', { name: 'Share' }).click();
  await share.fillMore({
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Disposition': 'inline',
    'Cache-Control': 'no-store',
    'Content-Language': 'en',
    Expires: '2040-01-01T00:00',
  });
  await expectAccessible(signedIn);
  const { head } = await curl((await share.make()).url);
  expect(head).toContain('content-type: text/html; charset=utf-8');
  expect(head).toContain('content-disposition: inline');
  expect(head).toContain('cache-control: no-store');
  expect(head).toContain('content-language: en');
  expect(head).toContain('expires: sun, 01 jan 2040 00:00:00 gmt');

  await share.dialog.getByLabel('Content-Disposition').fill('');
  await share.dialog.getByRole('switch', { name: /^Save as a file/u }).click();
  await expect(share.result).toBeHidden();
  expect((await curl((await share.make()).url)).head).toContain('content-disposition: attachment; filename="page.txt"');
});

test('A link can be to an older version', async ({ signedIn, s3, bucket }) => {
  const page = new BucketPage(signedIn, bucket);
  const share = new ShareDialog(signedIn);
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
  const { VersionId } = await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a.txt', Body: 'first' }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a.txt', Body: 'second' }));
  await page.open({ key: 'a.txt' });
  await page.details.getByRole('button', { name: 'Share' }).click();
  expect((await curl((await share.make()).url)).body).toBe('second');
  await share.fillMore({ 'Version id': VersionId! });
  expect((await curl((await share.make()).url)).body).toBe('first');
});

test('A person gives somebody a link to upload by', async ({ signedIn, s3, bucket, folder, expectAccessible }) => {
  const page = new BucketPage(signedIn, bucket);
  const share = new ShareDialog(signedIn);
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'in/old.txt', Body: 'x' }));
  await page.open({ prefix: 'in/' });
  await signedIn.keyboard.press('ControlOrMeta+k');
  await signedIn.getByRole('combobox').fill('upload link');
  await signedIn.getByRole('option', { name: 'Make an upload link' }).click();
  const key = share.dialog.getByLabel('Key', { exact: true });
  await expect(key).toHaveValue('in/');
  await key.fill('in/new file.txt');
  await expectAccessible(signedIn);
  const { url, curl: command } = await share.make();
  await writeFile(join(folder, 'new file.txt'), 'from outside');
  await run('sh', ['-c', command], { cwd: folder });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'in/new file.txt' }));
  expect(await Body!.transformToString()).toBe('from outside');
  expect((await curl(url)).head).toContain(' 403');
});

test('Nobody gets a link that lives longer than seven days', async ({ signedIn, s3, bucket }) => {
  const page = new BucketPage(signedIn, bucket);
  const share = new ShareDialog(signedIn);
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a.txt', Body: 'x' }));
  await page.open({ key: 'a.txt' });
  await page.details.getByRole('button', { name: 'Share' }).click();
  await share.setLifetime('7.01', 'days');
  await expect(share.dialog).toContainText('At most seven days; the signature allows no longer.');
  await expect(share.submit).toBeDisabled();
  await share.setLifetime('0', 'days');
  await expect(share.submit).toBeDisabled();
  await share.setLifetime('7', 'days');
  const { url } = await share.make();
  expect(url.searchParams.get('X-Amz-Expires')).toBe('604800');
  expect((await curl(url)).body).toBe('x');
});

test('Links point to the address that the outside knows', async ({ page: tab, s3, server, bucket }) => {
  const page = new BucketPage(tab, bucket, connections.publicAddress.id);
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a.txt', Body: 'public' }));
  await page.open({ key: 'a.txt' });
  await page.details.getByRole('button', { name: 'Share' }).click();
  const { url } = await new ShareDialog(tab).make();
  expect(url.host).toBe(`localhost:${new URL(server.endpoint).port}`);
  expect((await curl(url, '--ipv4')).body).toBe('public');
});

test('A person is told why a key with dot segments cannot be shared', async ({ signedIn, s3, bucket }) => {
  const page = new BucketPage(signedIn, bucket);
  const share = new ShareDialog(signedIn);
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a/../b.txt', Body: 'x' }));
  await page.open({ key: 'a/../b.txt' });
  await page.details.getByRole('button', { name: 'Share' }).click();
  await share.submit.click();
  await expect(share.dialog).toContainText('This key has a “.” or “..” segment');
});
