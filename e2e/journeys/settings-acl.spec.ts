import { GetBucketAclCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { expect, test } from '../fixtures.ts';
import { SettingPage } from '../pages/setting-page.ts';

const everyone = 'http://acs.amazonaws.com/groups/global/AllUsers';

/** The grants of the bucket by the plain SDK, a line each. */
async function readGrants(s3: S3Client, bucket: string): Promise<string[]> {
  const { Grants = [], Owner } = await s3.send(new GetBucketAclCommand({ Bucket: bucket }));
  return Grants.map(({ Grantee, Permission }) => {
    const whom = Grantee?.ID === Owner?.ID ? 'owner' : (Grantee?.URI?.split('/').at(-1) ?? 'somebody');
    return `${whom} ${Permission ?? ''}`;
  }).toSorted();
}

async function choose(page: SettingPage, label: string, option: string): Promise<void> {
  await page.form
    .getByRole('listitem', { name: 'Grant 2' })
    .getByRole('combobox', { name: label, exact: true })
    .click();
  const item = page.page.getByRole('option', { name: option });
  await item.click();
  await expect(item).toHaveCount(0);
}

test('a person opens a bucket to everyone in the form of its ACL, is warned, and closes it as JSON', async ({
  signedIn,
  server,
  s3,
  bucket,
  expectAccessible,
}) => {
  const listWithoutKeys = async () => (await fetch(`${server.endpoint}/${bucket}`)).status;
  const acl = new SettingPage(signedIn, bucket, 'acl');
  await acl.open();
  await expect(acl.form.getByText('private', { exact: true })).toBeVisible();
  expect(await listWithoutKeys()).toBe(403);

  await acl.form.getByRole('button', { name: 'Add grant' }).click();
  await choose(acl, 'Who', 'A group');
  await choose(acl, 'Group', 'Everyone AllUsers');
  await expect(signedIn.getByText('All people, even without keys, get in')).toBeVisible();
  await expectAccessible(signedIn);
  await acl.saveForGood();
  expect(await readGrants(s3, bucket)).toEqual(['AllUsers READ', 'owner FULL_CONTROL']);
  expect(await listWithoutKeys()).toBe(200);

  const { Owner, Grants = [] } = await s3.send(new GetBucketAclCommand({ Bucket: bucket }));
  await acl.typeJson({ Owner, Grants: Grants.filter(({ Grantee }) => Grantee?.URI !== everyone) });
  await acl.saveForGood();
  expect(await readGrants(s3, bucket)).toEqual(['owner FULL_CONTROL']);
  expect(await listWithoutKeys()).toBe(403);
  await expect(signedIn.getByRole('button', { name: 'Delete', exact: true })).toHaveCount(0);
});

test('a canned ACL is shown as the grants it stands for, and lets another user in', async ({
  signedIn,
  s3,
  alt,
  bucket,
}) => {
  const listAsOther = () => alt.s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  await expect(listAsOther()).rejects.toMatchObject({ name: 'AccessDenied' });
  const acl = new SettingPage(signedIn, bucket, 'acl');
  await acl.open();
  await signedIn.getByRole('button', { name: 'Templates' }).click();
  await signedIn.getByRole('menuitem', { name: /^authenticated-read/u }).click();
  await expect(acl.form.getByRole('listitem', { name: 'Grant 2' })).toContainText('Everyone with an account: read');
  await acl.saveForGood();
  expect(await readGrants(s3, bucket)).toEqual(['AuthenticatedUsers READ', 'owner FULL_CONTROL']);
  expect((await listAsOther()).KeyCount).toBe(0);
});

test('two tabs that change the ACL at once both keep what they wrote', async ({ signedIn, s3, bucket }) => {
  const { Owner, Grants = [] } = await s3.send(new GetBucketAclCommand({ Bucket: bucket }));
  const withGrant = (Permission: string) => ({
    Owner,
    Grants: [...Grants, { Grantee: { Type: 'Group', URI: everyone }, Permission }],
  });
  const mine = new SettingPage(signedIn, bucket, 'acl');
  await mine.open();
  const theirs = new SettingPage(await signedIn.context().newPage(), bucket, 'acl');
  await theirs.open();
  await theirs.typeJson(withGrant('READ'));
  await theirs.saveForGood();
  await mine.typeJson(withGrant('READ_ACP'));
  await mine.save();
  await expect(mine.conflict).toBeVisible();
  expect(await readGrants(s3, bucket)).toEqual(['AllUsers READ', 'owner FULL_CONTROL']);
  await mine.conflict.getByRole('button', { name: 'Go on with mine' }).click();
  await expect(mine.conflict).toHaveCount(0);
  await mine.saveForGood();
  expect(await readGrants(s3, bucket)).toEqual(['AllUsers READ_ACP', 'owner FULL_CONTROL']);
});
