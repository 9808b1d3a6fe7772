import { PutBucketCorsCommand } from '@aws-sdk/client-s3';
import { readFile } from 'node:fs/promises';
import { settingsRoute } from '../../lib/client/routes.ts';
import { allowClipboard, readClipboard } from '../clipboard.ts';
import { connections } from '../console-configuration.ts';
import { expect, test } from '../fixtures.ts';
import { SettingPage } from '../pages/setting-page.ts';
import { SignInPage } from '../pages/sign-in-page.ts';
import { inBucket, readPlainly, withBucket } from '../setting-case.ts';
import { settingCases } from '../settings-cases.ts';

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
  await row.click();
  await expect(page.getByText('These keys may not look at this setting')).toBeVisible();
  const tester = page.getByRole('region', { name: 'Tester' });
  await expect(tester.getByText('By the rules in the editor, not saved yet: no')).toBeVisible();
});

test('a read-only connection shows settings and offers no change', async ({ page, s3, bucket }) => {
  const CORSRules = [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }];
  await s3.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules } }));
  const cors = new SettingPage(page, bucket, 'cors', connections.readOnly.id);
  await cors.open();
  await expect(cors.form.getByRole('textbox', { name: 'Allowed origins 1' })).toBeDisabled();
  await expect(cors.reviewButton).toHaveCount(0);
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
