import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alt, startTestEndpoint, type TestEndpoint } from '../test-endpoint';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startTestEndpoint();
  for (const path of ['/box-one', '/box-two', '/box.dotted']) await endpoint.call({ method: 'PUT', path });
  await endpoint.call({ method: 'PUT', path: '/box-alt', as: alt });
});
afterAll(() => endpoint.stop());

const put = (path: string, body: string, headers: Record<string, string> = {}) =>
  endpoint.call({ method: 'PUT', path, body, headers });
const get = (path: string) => endpoint.call({ path });
const remove = (path: string) => endpoint.call({ method: 'DELETE', path });

const lifecycle =
  '<LifecycleConfiguration><Rule><ID>r</ID><Filter><Prefix>a</Prefix></Filter><Status>Enabled</Status>' +
  '<Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>';
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::box-one/*' }],
});
const website = '<WebsiteConfiguration><IndexDocument><Suffix>i.html</Suffix></IndexDocument></WebsiteConfiguration>';
const block =
  '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>';
const ownership = (value: string) =>
  `<OwnershipControls><Rule><ObjectOwnership>${value}</ObjectOwnership></Rule></OwnershipControls>`;
const encryption =
  '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm>' +
  '</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>';

describe('a setting that may be absent', () => {
  it.each([
    ['lifecycle', lifecycle, 'NoSuchLifecycleConfiguration', 200],
    ['policy', policy, 'NoSuchBucketPolicy', 204],
    ['website', website, 'NoSuchWebsiteConfiguration', 200],
    ['publicAccessBlock', block, 'NoSuchPublicAccessBlockConfiguration', 200],
    ['encryption', encryption, 'ServerSideEncryptionConfigurationNotFoundError', 200],
    ['ownershipControls', ownership('BucketOwnerPreferred'), 'OwnershipControlsNotFoundError', 200],
  ])('%s is put, read and deleted', async (name, document, absent, status) => {
    const path = `/box-one?${name}`;
    expect(await get(path)).toMatchObject({ status: 404, code: absent });
    expect(await put(path, document)).toMatchObject({ status, body: '' });
    expect(await get(path)).toMatchObject({ status: 200 });
    expect(await endpoint.call({ path, as: alt })).toMatchObject({ status: 403 });
    expect(await endpoint.call({ method: 'PUT', path, body: document, as: alt })).toMatchObject({ status: 403 });
    expect(await get(`/box-two?${name}`)).toMatchObject({ status: 404, code: absent });
    expect(await remove(path)).toMatchObject({ status: 204 });
    expect(await remove(path)).toMatchObject({ status: 204 });
    expect(await get(path)).toMatchObject({ status: 404, code: absent });
    expect(await put(path, '')).toMatchObject({ status: 400 });
  });
});

describe('a setting that every bucket has', () => {
  it.each([
    [
      'requestPayment',
      '<Payer>BucketOwner</Payer>',
      '<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>',
      '<Payer>Requester</Payer>',
    ],
    [
      'accelerate',
      '></AccelerateConfiguration>',
      '<AccelerateConfiguration><Status>Suspended</Status></AccelerateConfiguration>',
      '<Status>Suspended</Status>',
    ],
    [
      'logging',
      '></BucketLoggingStatus>',
      '<BucketLoggingStatus><LoggingEnabled><TargetBucket>box-two</TargetBucket><TargetPrefix>l/</TargetPrefix>' +
        '</LoggingEnabled></BucketLoggingStatus>',
      '<TargetPrefix>l/</TargetPrefix>',
    ],
  ])('%s has a value before it is put', async (name, before, document, after) => {
    const path = `/box-one?${name}`;
    expect((await get(path)).body).toContain(before);
    expect(await put(path, document)).toMatchObject({ status: 200 });
    expect((await get(path)).body).toContain(after);
  });

  it('is not deleted', async () => {
    for (const name of ['requestPayment', 'accelerate', 'logging']) {
      expect(await remove(`/box-one?${name}`)).toMatchObject({ status: 501 });
    }
  });
});

describe('a bucket', () => {
  it('says with its lifecycle from which size on objects move', async () => {
    const header = 'x-amz-transition-default-minimum-object-size';
    const path = '/box-one?lifecycle';
    expect((await put(path, lifecycle)).headers[header]).toBe('all_storage_classes_128K');
    expect(await put(path, lifecycle, { [header]: 'some' })).toMatchObject({ status: 400, code: 'InvalidRequest' });
    await put(path, lifecycle, { [header]: 'varies_by_storage_class' });
    expect((await get(path)).headers[header]).toBe('varies_by_storage_class');
    await remove(path);
  });

  it('keeps its policy as it was written, and says whether that is public', async () => {
    const path = '/box-one?policy';
    expect(await get('/box-one?policyStatus')).toMatchObject({ status: 404, code: 'NoSuchBucketPolicy' });
    await put(path, ` ${policy}\n`.trimStart());
    const read = await get(path);
    expect(read).toMatchObject({ body: `${policy}\n`, headers: { 'content-type': 'application/json' } });
    expect((await get('/box-one?policyStatus')).body).toContain('<IsPublic>true</IsPublic>');
    await put(path, policy.replace('"*"', '{"AWS":"alt"}'));
    expect((await get('/box-one?policyStatus')).body).toContain('<IsPublic>false</IsPublic>');
    expect(await put(path, '{"Version":"2012-10-17"}')).toMatchObject({ status: 400, code: 'MalformedPolicy' });
    expect(await put(path, policy + ' '.repeat(20 * 1024))).toMatchObject({ status: 400, code: 'PolicyTooLarge' });
    await remove(path);
  });

  it('cannot be accelerated when its name has dots', async () => {
    const document = '<AccelerateConfiguration><Status>Enabled</Status></AccelerateConfiguration>';
    expect(await put('/box.dotted?accelerate', document)).toMatchObject({ status: 400, code: 'InvalidRequest' });
  });

  it('logs only into a bucket of its own owner', async () => {
    const to = (target: string, grants = '') =>
      '<BucketLoggingStatus><LoggingEnabled>' +
      `<TargetBucket>${target}</TargetBucket><TargetPrefix/>${grants}</LoggingEnabled></BucketLoggingStatus>`;
    const refused = { status: 400, code: 'InvalidTargetBucketForLogging' };
    expect(await put('/box-one?logging', to('nowhere'))).toMatchObject(refused);
    expect(await put('/box-one?logging', to('box-alt'))).toMatchObject(refused);
    const grants =
      '<TargetGrants><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser">' +
      '<ID>alt</ID></Grantee><Permission>READ</Permission></Grant></TargetGrants>';
    expect(await put('/box-one?logging', to('box-two', grants))).toMatchObject({ status: 200 });
    await put('/box-two?ownershipControls', ownership('BucketOwnerEnforced'));
    expect(await put('/box-one?logging', to('box-two', grants))).toMatchObject({ code: 'InvalidArgument' });
    expect(await put('/box-one?logging', '<BucketLoggingStatus/>')).toMatchObject({ status: 200 });
    expect((await get('/box-one?logging')).body).not.toContain('LoggingEnabled');
  });

  it('is made with the ownership it is asked for, which excludes ACLs that open it', async () => {
    const header = 'x-amz-object-ownership';
    const make = (path: string, headers: Record<string, string>) => put(path, '', headers);
    expect(await make('/box-owned', { [header]: 'BucketOwnerEnforced' })).toMatchObject({ status: 200 });
    expect((await get('/box-owned?ownershipControls')).body).toContain('BucketOwnerEnforced');
    const open = { 'x-amz-acl': 'public-read' };
    expect(await make('/box-open', { [header]: 'BucketOwnerEnforced', ...open })).toMatchObject({
      status: 400,
      code: 'InvalidBucketAclWithObjectOwnership',
    });
    expect(await make('/box-open', { [header]: 'Nobody' })).toMatchObject({ status: 400, code: 'InvalidArgument' });
    expect(await get('/box-open')).toMatchObject({ status: 404 });
    expect(await make('/box-open', { [header]: 'ObjectWriter', ...open })).toMatchObject({ status: 200 });
    expect(await put('/box-open?ownershipControls', ownership('BucketOwnerEnforced'))).toMatchObject({
      code: 'InvalidBucketAclWithObjectOwnership',
    });
  });
});

describe('settings', () => {
  it('outlive a restart of the server, and not their bucket', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'cooper-settings-'));
    const first = await startTestEndpoint({ dataDir });
    await first.call({ method: 'PUT', path: '/box' });
    await first.call({ method: 'PUT', path: '/box?website', body: website });
    await first.server.close();
    const second = await startTestEndpoint({ dataDir });
    expect((await second.call({ path: '/box?website' })).body).toContain('<Suffix>i.html</Suffix>');
    expect(await second.call({ method: 'DELETE', path: '/box' })).toMatchObject({ status: 204 });
    await second.call({ method: 'PUT', path: '/box' });
    expect(await second.call({ path: '/box?website' })).toMatchObject({ code: 'NoSuchWebsiteConfiguration' });
    await second.stop();
  });
});
