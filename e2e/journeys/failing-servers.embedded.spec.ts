import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Page } from '@playwright/test';
import type { FaultAction, FaultRule } from '../../lib/embedded-s3/faults/plan.ts';
import { connections } from '../console-configuration.ts';
import { expect, test } from '../fixtures.ts';
import { BucketPage } from '../pages/bucket-page.ts';

const { signIn: withKeys } = connections;

/** The listing of this bucket goes wrong, from a call on. */
function failListing(bucket: string, action: FaultAction, nth = 1): FaultRule[] {
  return [{ match: { bucket, operation: 'ListObjectsV2' }, nth, times: 1000, action }];
}

async function putOne(s3: S3Client, bucket: string): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'there.txt', Body: 'x' }));
}

/** Opens a bucket whose listing fails, without waiting for rows. */
async function openFailing(page: Page, bucket: string): Promise<BucketPage> {
  await page.goto(`/c/${withKeys.id}/b/${bucket}`);
  return new BucketPage(page, bucket);
}

const listBody = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inside}</ListBucketResult>`;

const failures: { name: string; action: FaultAction; says: string[] }[] = [
  {
    name: 'broken XML with status 200',
    action: { kind: 'body', body: '<?xml version="1.0"?><ListBucketResult><Contents><Key>a</Ke' },
    says: ['The server answered, but not with a listing', 'a document that is cut off or is not XML'],
  },
  {
    name: 'somebody else’s XML with status 200',
    action: { kind: 'body', body: '<?xml version="1.0"?><feed><entry/></feed>' },
    says: ['The server answered, but not with a listing', 'a <feed> document'],
  },
  {
    name: 'a web page with status 200',
    action: { kind: 'body', body: '<!doctype html><html><body>Log in</body></html>', contentType: 'text/html' },
    says: ['The server answered, but not with a listing', 'a web page'],
  },
  {
    name: 'nothing with status 200',
    action: { kind: 'body', body: '' },
    says: ['The server answered, but not with a listing', 'sent nothing'],
  },
  {
    name: 'a page that goes on without saying where',
    action: { kind: 'body', body: listBody('<IsTruncated>true</IsTruncated><KeyCount>0</KeyCount>') },
    says: ['The server answered, but not with a listing', 'says there is more, but not where it goes on'],
  },
  {
    name: '503 SlowDown',
    action: { kind: 'status', status: 503, code: 'SlowDown' },
    says: ['The objects could not be listed', 'The server asks to slow down.'],
  },
  {
    name: '500 InternalError',
    action: { kind: 'status', status: 500, code: 'InternalError' },
    says: ['The objects could not be listed', 'The server met an error of its own.'],
  },
  { name: 'a reset connection', action: { kind: 'reset' }, says: ['The server cannot be reached'] },
  {
    name: 'an answer cut off in its middle',
    action: { kind: 'truncate', bytes: 120 },
    says: ['closed the connection in the middle of the answer'],
  },
];

for (const { name, action, says } of failures) {
  test(`A listing answered with ${name} is told honestly, and Try again works`, async ({
    signedIn: page,
    s3,
    bucket,
    faults,
    expectAccessible,
  }) => {
    await putOne(s3, bucket);
    await faults.set(failListing(bucket, action));
    const objects = await openFailing(page, bucket);
    for (const text of says) await expect(page.getByRole('main').getByText(text).first()).toBeVisible();
    await expect(objects.status).toContainText('nothing listed');
    await expect(objects.grid).toHaveAttribute('aria-busy', 'false');
    await expectAccessible(page);
    await faults.clear();
    await page.getByRole('main').getByRole('button', { name: 'Try again' }).click();
    await expect(objects.row('there.txt')).toBeVisible();
    await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  });
}

/** Every listing of this bucket comes late. */
function delayListing(bucket: string, ms: number): FaultRule[] {
  return [{ match: { bucket, operation: 'ListObjectsV2' }, action: { kind: 'delay', ms } }];
}

test('A server that stalls for ten seconds is waited for, and I am told', async ({
  signedIn: page,
  s3,
  bucket,
  faults,
}) => {
  await putOne(s3, bucket);
  await faults.set(delayListing(bucket, 10_000));
  const objects = await openFailing(page, bucket);
  await expect(page.getByText('The server has not answered yet.')).toBeVisible();
  await expect(objects.row('there.txt')).toBeVisible();
});

test('I stop waiting for a server, and list when I like', async ({
  signedIn: page,
  s3,
  bucket,
  faults,
  expectAccessible,
}) => {
  await putOne(s3, bucket);
  await faults.set(delayListing(bucket, 25_000));
  const objects = await openFailing(page, bucket);
  await page.getByRole('status').getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped before the first row')).toBeVisible();
  await expectAccessible(page);
  await faults.clear();
  await page.getByRole('main').getByRole('button', { name: 'List', exact: true }).click();
  await expect(objects.row('there.txt')).toBeVisible();
});

test('An object whose details fail says so, and Try again works', async ({ signedIn: page, s3, bucket, faults }) => {
  await putOne(s3, bucket);
  await faults.set([
    { match: { bucket, operation: 'HeadObject' }, action: { kind: 'status', status: 503, code: 'SlowDown' } },
  ]);
  const objects = new BucketPage(page, bucket);
  await objects.open({ key: 'there.txt' });
  const alert = objects.details.getByRole('alert');
  await expect(alert).toContainText('The details could not be read');
  await faults.clear();
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(objects.details.getByRole('heading', { name: 'Object', exact: true })).toBeVisible();
});

test('Buckets that cannot be listed say so, and Try again works', async ({ signedIn: page, bucket, faults }) => {
  await faults.set([
    { match: { operation: 'ListBuckets' }, action: { kind: 'status', status: 503, code: 'SlowDown' } },
  ]);
  await page.goto(`/c/${withKeys.id}`);
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText('The buckets could not be listed');
  await faults.clear();
  await alert.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('searchbox', { name: 'Filter buckets by name' }).fill(bucket);
  await expect(page.getByRole('main').getByRole('link', { name: bucket })).toBeVisible();
});

test('Keys that may not list buckets still open one by its name', async ({
  signedIn: page,
  s3,
  bucket,
  faults,
  expectAccessible,
}) => {
  await putOne(s3, bucket);
  await faults.set([
    { match: { operation: 'ListBuckets' }, action: { kind: 'status', status: 403, code: 'AccessDenied' } },
  ]);
  await page.goto(`/c/${withKeys.id}`);
  await expect(page.getByRole('main').getByText('These keys may not list buckets')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Bucket', { exact: true }).fill(bucket);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(new BucketPage(page, bucket).row('there.txt')).toBeVisible();
  await page.goto('/');
  const card = page.getByRole('article', { name: withKeys.name });
  await expect(card.getByText('These keys lack a permission')).toBeVisible();
  await expect(card.getByText('s3:ListAllMyBuckets')).toBeVisible();
  await expectAccessible(page);
});

/** Puts so many objects of one byte under `many/`, named by seven digits. */
async function seedMany(endpoint: string, bucket: string, count: number): Promise<void> {
  const order = { bucket, owner: 'main', prefix: 'many/', count, sizeBytes: 1 };
  const { status } = await fetch(`${endpoint}/.cooper/seed`, { method: 'POST', body: JSON.stringify(order) });
  expect(status).toBe(200);
}

/** Loads by itself some 20,000 rows, in whole answers, and then waits to be asked. */
async function expectPaused({ status }: BucketPage): Promise<void> {
  await expect(status.getByRole('button', { name: 'Load all' })).toBeVisible({ timeout: 30_000 });
  await expect(status).toContainText(/first 2\d,000 of more/u);
}

test('Of 100,000 objects I see the first rows after one list call, load all, and scroll to the last', async ({
  signedIn: page,
  server,
  bucket,
  faults,
}) => {
  await seedMany(server.endpoint, bucket, 100_000);
  // The second call comes late: what is shown then came with the first.
  await faults.set([
    { match: { bucket, operation: 'ListObjectsV2' }, nth: 2, times: 1, action: { kind: 'delay', ms: 20_000 } },
  ]);
  await page.goto(`/c/${withKeys.id}/b/${bucket}?prefix=many%2F`);
  const objects = new BucketPage(page, bucket);
  await expect(objects.row('0000000')).toBeVisible();
  await expect(objects.status).toContainText('first 1,000 of more');
  await objects.status.getByRole('button', { name: 'Stop' }).click();
  await faults.clear();
  await objects.status.getByRole('button', { name: 'Load all' }).click();
  await expect(objects.status).toContainText('100,000 objects', { timeout: 60_000 });
  await objects.grid.focus();
  await page.keyboard.press('End');
  await expect(objects.row('0099999')).toBeVisible();
  await page.keyboard.press('Home');
  await expect(objects.row('0000000')).toBeVisible();
});

test('Sorting and filtering say that they saw the loaded rows only, and a prefix asks the server', async ({
  signedIn: page,
  server,
  bucket,
  expectAccessible,
}) => {
  await seedMany(server.endpoint, bucket, 30_000);
  const objects = new BucketPage(page, bucket);
  await page.goto(`/c/${withKeys.id}/b/${bucket}?prefix=many%2F`);
  await expectPaused(objects);
  await objects.grid.getByRole('button', { name: 'Size' }).click();
  await expect(objects.status).toContainText('sorted by size: loaded rows only');
  const filter = page.getByRole('textbox', { name: 'Filter by name' });
  await filter.fill('0000299');
  await expect(objects.status).toContainText(/1 of the first 2\d,000 match/u);
  await filter.fill('0029999');
  await expect(page.getByText(/^Only the first 2\d,000 names were looked at; there are more\.$/u)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ask the server for names that begin so' }).click();
  await expect(objects.status).toContainText('1 object · 1 B');
  await expect(objects.row('0029999')).toBeVisible();
});

test('A listing that breaks in its middle keeps its rows and goes on where it was', async ({
  signedIn: page,
  server,
  bucket,
  faults,
  expectAccessible,
}) => {
  await seedMany(server.endpoint, bucket, 30_000);
  await faults.set(failListing(bucket, { kind: 'body', body: '<oops>' }, 5));
  await page.goto(`/c/${withKeys.id}/b/${bucket}?prefix=many%2F`);
  const objects = new BucketPage(page, bucket);
  await expect(page.getByText('The listing stopped after 4,000 rows')).toBeVisible();
  await expect(objects.row('0000000')).toBeVisible();
  await expectAccessible(page);
  await faults.clear();
  await page.getByRole('main').getByRole('button', { name: 'Try again' }).click();
  await expectPaused(objects);
  await objects.grid.focus();
  await page.keyboard.press('End');
  await expect(objects.activeRow).toBeVisible();
});
