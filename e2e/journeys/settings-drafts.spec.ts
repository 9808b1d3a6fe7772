import { readTestEnvironment } from '../environment.ts';
import { expect, test } from '../fixtures.ts';
import { SettingPage } from '../pages/setting-page.ts';
import { endSession, signInAgain } from '../sessions.ts';
import { choose, inBucket, readPlainly, withBucket, type SettingCase } from '../setting-case.ts';
import { settingCases } from '../settings-cases.ts';

const findCase = (id: string): SettingCase => settingCases.find((one) => one.id === id)!;

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

test('what was there before a change is found in the history, and brought back', async ({
  signedIn,
  s3,
  bucket,
  expectAccessible,
}) => {
  const cors = new SettingPage(signedIn, bucket, 'cors');
  await cors.open();
  await findCase('cors').create(cors.form);
  await cors.saveForGood();
  await cors.remove('CORS');
  await cors.typeJson({ CORSRules: [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }] });
  await cors.saveForGood();

  await signedIn.getByRole('button', { name: 'History' }).click();
  const changes = cors.dialog.getByRole('listitem');
  await expect(changes).toHaveCount(3);
  const newest = changes.nth(0);
  await expect(newest.getByLabel('What was changed')).toContainText('+       "*"');
  // What is there now, and nothing before it: neither is worth going back to.
  await expect(newest.getByRole('button', { name: /^Edit what was/u })).toHaveCount(0);
  const deletion = changes.nth(1);
  await deletion.getByRole('button', { name: 'deleted' }).click();
  await expect(deletion.getByLabel('What was changed')).toContainText('-       "https://a.example.net"');
  await expectAccessible(signedIn);
  await deletion.getByRole('button', { name: 'Edit what was before' }).click();
  await expect(cors.dialog).toHaveCount(0);
  await expect(cors.form.getByRole('textbox', { name: 'Allowed origins 1' })).toHaveValue('https://a.example.net');
  await cors.saveForGood();
  expect(await readPlainly(findCase('cors'), s3, bucket)).toEqual(findCase('cors').created);
});
