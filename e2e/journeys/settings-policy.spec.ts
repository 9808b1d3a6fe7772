import {
  GetBucketPolicyCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import { expect, test } from '../fixtures.ts';
import { SettingPage } from '../pages/setting-page.ts';

/** The policy of the bucket by the plain SDK; `null` where there is none. */
async function readPolicy(s3: S3Client, bucket: string): Promise<unknown> {
  try {
    const { Policy = '' } = await s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    return JSON.parse(Policy) as unknown;
  } catch (error) {
    if (error instanceof S3ServiceException && error.name === 'NoSuchBucketPolicy') return null;
    throw error;
  }
}

const toPolicy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

/** Lets the other test user list the bucket: the form of a principal that embedded endpoint and Ceph share. */
const toListing = (bucket: string, Action: string) =>
  toPolicy({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam:::user/alt' },
    Action,
    Resource: `arn:aws:s3:::${bucket}`,
  });

test('a person opens objects by a policy made in the form, narrows it, gives another user a right as JSON, and ends it', async ({
  signedIn,
  server,
  s3,
  alt,
  bucket,
  expectAccessible,
}) => {
  for (const Key of ['a.txt', 'open/b.txt']) await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Key }));
  const getWithoutKeys = async (key: string) => (await fetch(`${server.endpoint}/${bucket}/${key}`)).status;
  const listAsOther = () => alt.s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  const policy = new SettingPage(signedIn, bucket, 'policy');
  await policy.open();
  expect(await getWithoutKeys('a.txt')).toBe(403);

  await policy.form.getByRole('button', { name: 'Add statement' }).click();
  await policy.form.getByRole('combobox', { name: 'Who', exact: true }).click();
  const choice = signedIn.getByRole('option', { name: /^Everyone/u });
  await choice.click();
  await expect(choice).toHaveCount(0);
  const remarks = signedIn.getByRole('region', { name: 'Remarks' });
  await expect(remarks.getByText('It lets everyone in, without keys: s3:GetObject.')).toBeVisible();
  await expectAccessible(signedIn);
  await policy.saveForGood();
  await expect(remarks.getByText('The server calls the saved policy public.')).toBeVisible();
  const readable = { Effect: 'Allow', Principal: '*', Action: ['s3:GetObject'] };
  expect(await readPolicy(s3, bucket)).toEqual(toPolicy({ ...readable, Resource: [`arn:aws:s3:::${bucket}/*`] }));
  expect(await getWithoutKeys('a.txt')).toBe(200);

  await policy.form.getByRole('combobox', { name: 'Resources 1' }).fill(`arn:aws:s3:::${bucket}/open/*`);
  await policy.saveForGood();
  expect(await getWithoutKeys('a.txt')).toBe(403);
  expect(await getWithoutKeys('open/b.txt')).toBe(200);

  await expect(listAsOther()).rejects.toMatchObject({ name: 'AccessDenied' });
  await policy.typeJson(toListing(bucket, 's3:ListBucket'));
  await policy.saveForGood();
  expect(await readPolicy(s3, bucket)).toEqual(toListing(bucket, 's3:ListBucket'));
  expect((await listAsOther()).KeyCount).toBe(2);
  expect(await getWithoutKeys('open/b.txt')).toBe(403);

  await policy.remove('Bucket policy');
  expect(await readPolicy(s3, bucket)).toBeNull();
  await expect(listAsOther()).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('two tabs that change the policy at once both keep what they wrote', async ({ signedIn, s3, bucket }) => {
  const [first, second] = [toListing(bucket, 's3:ListBucket'), toListing(bucket, 's3:ListBucketVersions')];
  const mine = new SettingPage(signedIn, bucket, 'policy');
  await mine.open();
  const theirs = new SettingPage(await signedIn.context().newPage(), bucket, 'policy');
  await theirs.open();
  await theirs.typeJson(first);
  await theirs.saveForGood();
  await mine.typeJson(second);
  await mine.save();
  await expect(mine.conflict).toBeVisible();
  expect(await readPolicy(s3, bucket)).toEqual(first);
  await mine.conflict.getByRole('button', { name: 'Go on with mine' }).click();
  await expect(mine.conflict).toHaveCount(0);
  await mine.saveForGood();
  expect(await readPolicy(s3, bucket)).toEqual(second);
});

test('a policy that takes away the right to undo it is saved only after the name of the bucket was typed', async ({
  signedIn,
  s3,
  bucket,
}) => {
  const shut = toPolicy({
    Sid: 'Shut',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:DeleteBucketPolicy',
    Resource: `arn:aws:s3:::${bucket}`,
  });
  const policy = new SettingPage(signedIn, bucket, 'policy');
  await policy.open();
  await policy.typeJson(shut);
  await policy.reviewButton.click();
  await expect(policy.dialog.getByText('By statement 1 (Shut) these keys lose s3:DeleteBucketPolicy.')).toBeVisible();
  const save = policy.dialog.getByRole('button', { name: 'Save', exact: true });
  const name = policy.dialog.getByRole('textbox', { name: 'Name of the bucket' });
  await expect(save).toBeDisabled();
  await name.fill(bucket.slice(1));
  await expect(save).toBeDisabled();
  expect(await readPolicy(s3, bucket)).toBeNull();
  await name.fill(bucket);
  await expect(save).toBeEnabled();
  await save.click();
  await expect(policy.dialog).toHaveCount(0);
  await expect(signedIn.getByText('set', { exact: true })).toBeVisible();
  expect(await readPolicy(s3, bucket)).toEqual(shut);
});

test('a person asks who may do what, and is told which statement decides', async ({ signedIn, bucket }) => {
  const policy = new SettingPage(signedIn, bucket, 'policy');
  await policy.open();
  const of = (parts: object) => ({ Principal: '*', Action: 's3:GetObject', ...parts });
  await policy.typeJson(
    toPolicy(
      of({ Sid: 'Open', Effect: 'Allow', Resource: `arn:aws:s3:::${bucket}/*` }),
      of({ Sid: 'Sealed', Effect: 'Deny', Resource: `arn:aws:s3:::${bucket}/sealed/*` }),
    ),
  );
  const asking = signedIn.getByRole('region', { name: 'Who may do what?' });
  await expect(asking.getByText('By the policy in the editor, not saved yet: yes')).toBeVisible();
  await expect(asking.getByText('Allowed by statement 1 (Open).')).toBeVisible();
  await asking.getByRole('textbox', { name: 'To which key' }).fill('sealed/a.txt');
  await expect(asking.getByText('By the policy in the editor, not saved yet: no')).toBeVisible();
  await expect(asking.getByText('Denied by statement 2 (Sealed).')).toBeVisible();
});

test('a statement about nobody is not sent, and its field says why', async ({ signedIn, s3, bucket }) => {
  const policy = new SettingPage(signedIn, bucket, 'policy');
  await policy.open();
  await policy.form.getByRole('button', { name: 'Add statement' }).click();
  await policy.reviewButton.click();
  await expect(policy.form.getByText('Give a name, or remove the line.')).toBeVisible();
  await expect(signedIn.getByText('1 thing to put right first')).toBeVisible();
  await expect(policy.dialog).toHaveCount(0);
  expect(await readPolicy(s3, bucket)).toBeNull();
});

test('the JSON of a policy completes actions and this bucket, and remarks stand where they belong', async ({
  signedIn,
  bucket,
}) => {
  const policy = new SettingPage(signedIn, bucket, 'policy');
  await policy.open();
  await policy.json.fill('{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:GetBucketPol');
  await policy.json.press('End');
  await policy.json.press('i');
  const action = signedIn.getByRole('option', { name: /^s3:GetBucketPolicyStatus/u });
  await expect(action).toBeVisible();
  await action.click();
  await expect(policy.json).toContainText('"s3:GetBucketPolicyStatus');
  await policy.typeJson(
    toPolicy({ Effect: 'Allow', Principal: '*', Action: 's3:Nonsense', Resource: `arn:aws:s3:::${bucket}/*` }),
  );
  await expect(
    policy.json
      .getByText('"s3:Nonsense"')
      .locator('xpath=ancestor-or-self::*[contains(@class,"cm-lintRange")]')
      .first(),
  ).toBeVisible();
});
