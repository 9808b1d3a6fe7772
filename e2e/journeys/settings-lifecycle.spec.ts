import {
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  S3ServiceException,
  type LifecycleRule,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { SettingPage } from '../pages/setting-page.ts';

/** The rules of the bucket, by the plain SDK; `null` where there are none. */
async function readRules(s3: S3Client, bucket: string): Promise<LifecycleRule[] | null> {
  try {
    const { Rules = [] } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    return Rules;
  } catch (error) {
    if (error instanceof S3ServiceException && error.name === 'NoSuchLifecycleConfiguration') return null;
    throw error;
  }
}

async function choose(form: Locator, label: string, option: string): Promise<void> {
  const box = form.getByRole('combobox', { name: label });
  const item = form.page().getByRole('option', { name: option });
  // A list that has just opened may still move to its place; who hits its neighbour opens it again.
  await expect(async () => {
    await box.click();
    await item.click();
    await item.waitFor({ state: 'hidden' });
    await expect(box).toContainText(option, { timeout: 2_000 });
  }).toPass();
}

const logs: LifecycleRule = { ID: 'logs', Status: 'Enabled', Filter: { Prefix: 'logs/' }, Expiration: { Days: 30 } };

test('a person makes a lifecycle rule, has objects archived first, types another as JSON, and ends it all', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  const page = new SettingPage(signedIn, bucket, 'lifecycle');
  await page.open();
  await page.form.getByRole('button', { name: 'Add rule' }).click();
  await page.form.getByRole('textbox', { name: 'Name' }).fill('logs');
  await page.form.getByRole('textbox', { name: 'Prefix' }).fill('logs/');
  await choose(page.form, 'Delete', 'After days');
  await page.form.getByRole('textbox', { name: 'Days of expiration' }).fill('30');
  await page.saveForGood();
  expect(await readRules(s3, bucket)).toEqual([logs]);

  await page.form.getByRole('textbox', { name: 'Days of expiration' }).fill('365');
  await page.form.getByRole('button', { name: 'Add transition' }).click();
  await page.form.getByRole('textbox', { name: 'Days of transition 1' }).fill('60');
  await page.form.getByRole('switch', { name: 'Give up uploads that are not completed' }).click();
  await page.form.getByRole('textbox', { name: 'Days of unfinished uploads' }).fill('7');
  const life = signedIn.getByRole('region', { name: 'Life of an object' });
  const steps = life.getByRole('list', { name: 'The object', exact: true }).getByRole('listitem');
  await expect(steps).toHaveText([
    /day 0 to 60.*as it was put/u,
    /day 60 to 365.*STANDARD_IA.*Rule 1/u,
    /from day 365 on.*deleted/u,
  ]);
  await page.saveForGood();
  expect(await readRules(s3, bucket)).toEqual([
    {
      ...logs,
      Expiration: { Days: 365 },
      Transitions: [{ Days: 60, StorageClass: 'STANDARD_IA' }],
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    },
  ]);
  await expectAccessible(signedIn);

  const late: LifecycleRule = {
    ID: 'late',
    Status: 'Enabled',
    Filter: { Prefix: 'logs/old/' },
    Expiration: { Days: 90 },
  };
  await page.typeJson({ Rules: [logs, late] });
  await expect(signedIn.getByRole('region', { name: 'Remarks on the rules' })).toContainText(
    'Rule 2 (late) never deletes anything: Rule 1 (logs) deletes the same objects after 30 days already.',
  );
  await page.saveForGood();
  const typed = await readRules(s3, bucket);
  expect(typed?.toSorted((a, b) => (a.ID ?? '').localeCompare(b.ID ?? ''))).toEqual([late, logs]);

  await page.remove('Lifecycle');
  expect(await readRules(s3, bucket)).toBeNull();
});

test('somebody who changes the lifecycle while another does loses neither', async ({ signedIn, s3, bucket }) => {
  const mine = new SettingPage(signedIn, bucket, 'lifecycle');
  await mine.open();
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({ Bucket: bucket, LifecycleConfiguration: { Rules: [logs] } }),
  );
  const rule = { ...logs, Expiration: { Days: 5 } };
  await mine.typeJson({ Rules: [rule] });
  await mine.save();
  await expect(mine.conflict).toBeVisible();
  expect(await readRules(s3, bucket)).toEqual([logs]);

  await mine.conflict.getByRole('button', { name: 'Go on with mine' }).click();
  await expect(mine.conflict).toHaveCount(0);
  await mine.saveForGood();
  expect(await readRules(s3, bucket)).toEqual([rule]);
});

test('a lifecycle rule that contradicts itself is refused next to its field, before anything is sent', async ({
  signedIn,
  s3,
  bucket,
}) => {
  const page = new SettingPage(signedIn, bucket, 'lifecycle');
  await page.open();
  await page.form.getByRole('button', { name: 'Add rule' }).click();
  await page.reviewButton.click();
  await expect(page.form.getByText('This rule does nothing: add an action.')).toBeVisible();
  await choose(page.form, 'Delete', 'After days');
  await page.form.getByRole('textbox', { name: 'Days of expiration' }).fill('0');
  await expect(page.form.getByText('Give at least 1 day.')).toBeVisible();
  expect(await readRules(s3, bucket)).toBeNull();
});

test('a person counts what a rule would touch now, before it is saved', async ({ signedIn, s3, bucket }) => {
  for (const Key of ['logs/a', 'logs/b', 'other']) {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: '12345' }));
  }
  const page = new SettingPage(signedIn, bucket, 'lifecycle');
  await page.open();
  const past = {
    ID: 'past',
    Status: 'Enabled',
    Filter: { Prefix: 'logs/' },
    Expiration: { Date: '2020-01-01T00:00:00Z' },
  };
  await page.typeJson({ Rules: [past, { ...past, ID: 'none', Filter: { Prefix: 'nowhere/' } }] });
  const counter = signedIn.getByRole('region', { name: 'What a rule would touch now' });
  await counter.getByRole('button', { name: 'Count' }).click();
  await expect(counter.getByText('Counted: all 2')).toBeVisible();
  await expect(counter.getByRole('listitem')).toHaveText('2 current objects, 10 B would expire');
  await choose(counter, 'Rule', 'Rule 2 (none)');
  await counter.getByRole('button', { name: 'Count' }).click();
  await expect(counter.getByText('Nothing would be touched now.')).toBeVisible();
  expect(await readRules(s3, bucket)).toBeNull();
});
