import {
  CreateBucketCommand,
  PutBucketCorsCommand,
  PutBucketVersioningCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import { readFile } from 'node:fs/promises';
import { settingsRoute } from '../../lib/client/routes.ts';
import { createTestBucket, removeTestBucket } from '../../lib/testing/buckets.ts';
import { allowClipboard, readClipboard } from '../clipboard.ts';
import { connections } from '../console-configuration.ts';
import { readTestEnvironment } from '../environment.ts';
import { expect, test } from '../fixtures.ts';
import { SettingPage } from '../pages/setting-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { endSession, signInAgain } from '../sessions.ts';
import { choose, type SettingCase } from '../setting-case.ts';
import { settingCases } from '../settings-cases.ts';

/** What the bucket has, by the plain SDK; `null` where there is nothing. */
async function readPlainly({ read, absentCodes = [] }: SettingCase, s3: S3Client, bucket: string): Promise<unknown> {
  try {
    return await read(s3, bucket);
  } catch (error) {
    if (error instanceof S3ServiceException && absentCodes.includes(error.name)) return null;
    throw error;
  }
}

const findCase = (id: string): SettingCase => settingCases.find((one) => one.id === id)!;

/** With a bucket that can have the setting. */
async function withBucket(
  { needsObjectLock, needsCopies }: SettingCase,
  s3: S3Client,
  bucket: string,
  go: (bucket: string) => Promise<void>,
): Promise<void> {
  if (needsCopies) {
    const copies = `${bucket}-copies`;
    await s3.send(new CreateBucketCommand({ Bucket: copies }));
    for (const Bucket of [bucket, copies]) {
      const VersioningConfiguration = { Status: 'Enabled' as const };
      await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    }
    await go(bucket);
    await removeTestBucket(s3, copies);
    return;
  }
  if (!needsObjectLock) return go(bucket);
  const locked = await createTestBucket(s3, 'e2e-lock', { ObjectLockEnabledForBucket: true });
  await go(locked);
  await removeTestBucket(s3, locked);
}

const inBucket = (document: unknown, bucket: string): unknown =>
  JSON.parse(JSON.stringify(document).replaceAll('BUCKET', bucket));

for (const setting of settingCases) {
  const { id, title } = setting;
  test(`a person sets ${title} in the form, edits it there and as JSON, and ends it`, async ({
    signedIn,
    s3,
    server,
    bucket,
    expectAccessible,
  }) => {
    await withBucket(setting, s3, bucket, async (own) => {
      const page = new SettingPage(signedIn, own, id);
      if (setting.lackedBy?.includes(server.provider)) {
        await page.goTo();
        await expect(signedIn.getByRole('heading', { name: 'Not offered here' })).toBeVisible();
        return;
      }
      await page.open();
      await setting.create(page.form);
      if (setting.refusedBy?.includes(server.provider)) {
        await page.trySave();
        await expect(page.dialog.getByText('Nothing was saved')).toBeVisible();
        return;
      }
      await page.saveForGood();
      expect(await readPlainly(setting, s3, own)).toEqual(setting.created);

      await setting.edit(page.form);
      await page.saveForGood();
      expect(await readPlainly(setting, s3, own)).toEqual(setting.edited);
      await expectAccessible(signedIn);

      await page.typeJson(inBucket(setting.typed, own));
      await page.saveForGood();
      expect(await readPlainly(setting, s3, own)).toEqual(setting.typed);

      if (setting.canRemove) {
        await page.remove(title);
        expect(await readPlainly(setting, s3, own)).toBeNull();
      } else {
        await expect(signedIn.getByRole('button', { name: 'Delete', exact: true })).toHaveCount(0);
      }
    });
  });
}

const { provider } = readTestEnvironment().server;
const changeable = settingCases.filter(
  ({ lackedBy = [], refusedBy = [], typedMeanwhile }) =>
    typedMeanwhile !== null && ![...lackedBy, ...refusedBy].includes(provider),
);

for (const setting of changeable) {
  const { id, title } = setting;
  test(`two tabs that change ${title} at once both keep what they wrote`, async ({ signedIn, s3, bucket }) => {
    await withBucket(setting, s3, bucket, async (own) => {
      const mine = new SettingPage(signedIn, own, id);
      await mine.open();
      const theirs = new SettingPage(await signedIn.context().newPage(), own, id);
      await theirs.open();

      await setting.create(theirs.form);
      await theirs.saveForGood();
      const meanwhile = setting.typedMeanwhile ?? setting.typed;
      await mine.typeJson(inBucket(meanwhile, own));
      await mine.save();
      await expect(mine.conflict).toBeVisible();
      expect(await readPlainly(setting, s3, own)).toEqual(setting.created);

      await mine.conflict.getByRole('button', { name: 'Go on with mine' }).click();
      await expect(mine.conflict).toHaveCount(0);
      await mine.saveForGood();
      expect(await readPlainly(setting, s3, own)).toEqual(meanwhile);
    });
  });
}

test('the overview shows every setting in a line, and leads to it and back', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  const CORSRules = [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }];
  await s3.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules } }));
  await signedIn.goto(`/c/${connections.signIn.id}/b/${bucket}`);
  await signedIn.getByRole('link', { name: 'Bucket settings' }).click();
  await expect(signedIn.getByRole('heading', { name: `Settings of ${bucket}` })).toBeVisible();
  await expect(signedIn.getByRole('status').filter({ hasText: /^\d+ settings$/u })).toBeVisible();
  const row = signedIn.getByRole('link', { name: /^CORS/u });
  await expect(row).toContainText('1 rule for any origin');
  await expect(signedIn.getByRole('link', { name: /^Tags/u })).toContainText('not set');
  await expectAccessible(signedIn);
  await row.click();
  await new SettingPage(signedIn, bucket, 'cors').ready();
  await signedIn.getByRole('link', { name: 'All settings' }).click();
  await expect(row).toBeVisible();
});

test('somebody who may not look is told which permission is missing, not that nothing is set', async ({
  page,
  alt,
  bucket,
}) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn(alt.keys);
  await page.goto(settingsRoute(connections.signIn.id, bucket));
  const row = page.getByRole('link', { name: /^CORS/u });
  await expect(row).toContainText('no access');
  await expect(row).toContainText('needs s3:GetBucketCORS');
});

test('a read-only connection shows settings and offers no change', async ({ page, s3, bucket }) => {
  const CORSRules = [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }];
  await s3.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules } }));
  const cors = new SettingPage(page, bucket, 'cors', connections.readOnly.id);
  await cors.open();
  await expect(cors.form.getByRole('textbox', { name: 'Allowed origins 1' })).toBeDisabled();
  await expect(cors.reviewButton).toHaveCount(0);
});

test('a draft survives a reload, and Revert ends it', async ({ signedIn, s3, bucket }) => {
  const cors = new SettingPage(signedIn, bucket, 'cors');
  await cors.open();
  await findCase('cors').create(cors.form);
  await signedIn.reload();
  await cors.ready();
  await expect(cors.form.getByRole('textbox', { name: 'Allowed origins 1' })).toHaveValue('https://a.example.net');
  await expect(cors.json).toContainText('https://a.example.net');
  await signedIn.getByRole('button', { name: 'Revert' }).click();
  await expect(cors.form.getByRole('listitem', { name: 'Rule 1' })).toHaveCount(0);
  expect(await readPlainly(findCase('cors'), s3, bucket)).toBeNull();
});

test('a draft survives the end of the session, and is saved after signing in again', async ({
  signedIn,
  s3,
  main,
  bucket,
}) => {
  const cors = new SettingPage(signedIn, bucket, 'cors');
  await cors.open();
  await findCase('cors').create(cors.form);
  await endSession(signedIn);
  await cors.trySave();
  await signInAgain(signedIn, main.keys.secretAccessKey);
  await expect(cors.dialog.getByText('Nothing was saved')).toBeVisible();
  expect(await readPlainly(findCase('cors'), s3, bucket)).toBeNull();
  await signedIn.reload();
  await cors.ready();
  await expect(cors.form.getByRole('textbox', { name: 'Allowed origins 1' })).toHaveValue('https://a.example.net');
  await cors.saveForGood();
  expect(await readPlainly(findCase('cors'), s3, bucket)).toEqual(findCase('cors').created);
});

test('two tabs that make the requester pay at once agree, and no tab is left with a draft', async ({
  signedIn,
  s3,
  bucket,
}) => {
  const payment = findCase('request-payment');
  const mine = new SettingPage(signedIn, bucket, 'request-payment');
  await mine.open();
  const theirs = new SettingPage(await signedIn.context().newPage(), bucket, 'request-payment');
  await theirs.open();
  await choose(theirs.form, 'Who pays', 'The requester');
  await theirs.saveForGood();
  await choose(mine.form, 'Who pays', 'The requester');
  await mine.save();
  await expect(mine.conflict).toHaveCount(0);
  await expect(mine.reviewButton).toBeDisabled();
  expect(await readPlainly(payment, s3, bucket)).toEqual({ Payer: 'Requester' });
});

test('what is wrong is said next to its field and in the list, and nothing is sent', async ({
  signedIn,
  s3,
  bucket,
}) => {
  const cors = new SettingPage(signedIn, bucket, 'cors');
  await cors.open();
  await findCase('cors').create(cors.form);
  await cors.form.getByRole('textbox', { name: 'Allowed origins 1' }).fill('https://*.*');
  await cors.reviewButton.click();
  await expect(cors.form.getByText('An origin may hold one * and no more.')).toBeVisible();
  await expect(signedIn.getByText('1 thing to put right first')).toBeVisible();
  await expect(cors.dialog).toHaveCount(0);
  expect(await readPlainly(findCase('cors'), s3, bucket)).toBeNull();
});

test('JSON that cannot be read is kept, and so is the form', async ({ signedIn, bucket }) => {
  const cors = new SettingPage(signedIn, bucket, 'cors');
  await cors.open();
  await findCase('cors').create(cors.form);
  await cors.json.fill('{ "CORSRules": [');
  await expect(signedIn.getByText('The form waits for the JSON')).toBeVisible();
  await expect(cors.form.getByRole('textbox', { name: 'Allowed origins 1' })).toBeDisabled();
  await expect(cors.reviewButton).toBeDisabled();
  await cors.json.fill('{ "CORSRules": [], "Extra": true }');
  await expect(signedIn.getByText('“Extra” has no place here')).toBeVisible();
});

test('the tester says which rule answers a browser, and what the endpoint says', async ({
  signedIn,
  browserBucket,
}) => {
  const cors = new SettingPage(signedIn, browserBucket, 'cors');
  await cors.open();
  const tester = signedIn.getByRole('region', { name: 'Tester' });
  await expect(tester.getByText('By the saved rules: yes, rule 1 answers')).toBeVisible();
  await tester.getByRole('button', { name: 'Ask the endpoint' }).click();
  await expect(tester.getByText('The endpoint answers: yes (HTTP 200)')).toBeVisible();
  await tester.getByRole('textbox', { name: 'Origin of the page' }).fill('https://elsewhere.example');
  await expect(tester.getByText('Rule 1: its origins do not cover https://elsewhere.example.')).toBeVisible();
  await tester.getByRole('button', { name: 'Ask the endpoint' }).click();
  await expect(tester.getByText('The endpoint answers: no (HTTP 403)')).toBeVisible();
});

test('all settings are saved as one JSON document, and one of them as a command', async ({ signedIn, s3, bucket }) => {
  const CORSRules = [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }];
  await s3.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules } }));
  await signedIn.goto(settingsRoute(connections.signIn.id, bucket));
  const saved = signedIn.waitForEvent('download');
  await signedIn.getByRole('button', { name: 'Export as JSON' }).click();
  const text = await readFile(await (await saved).path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ bucket, settings: { cors: { CORSRules }, tagging: null } });

  await allowClipboard(signedIn);
  const cors = new SettingPage(signedIn, bucket, 'cors');
  await cors.open();
  await signedIn.getByRole('button', { name: 'Copy as' }).click();
  await signedIn.getByRole('menuitem', { name: 'aws-cli' }).click();
  await expect(signedIn.getByText('Copied for aws-cli')).toBeVisible();
  expect(await readClipboard(signedIn)).toContain(`put-bucket-cors --endpoint-url`);

  // A change about to be made is copied from where it is reviewed.
  await cors.typeJson({ CORSRules: [{ ...CORSRules[0], MaxAgeSeconds: 7 }] });
  await cors.reviewButton.click();
  await cors.dialog.getByRole('button', { name: 'Copy as' }).click();
  await signedIn.getByRole('menuitem', { name: 'Terraform' }).click();
  await expect(signedIn.getByText('Copied for Terraform')).toBeVisible();
  expect(await readClipboard(signedIn)).toMatch(/aws_s3_bucket_cors_configuration[\s\S]*max_age_seconds = 7/u);
});
