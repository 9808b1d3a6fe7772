import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alt, startTestEndpoint, type TestEndpoint } from '../test-endpoint';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startTestEndpoint();
  for (const path of ['/box-one', '/box-two', '/copies']) await endpoint.call({ method: 'PUT', path });
});
afterAll(() => endpoint.stop());

const put = (path: string, body: string, headers: Record<string, string> = {}) =>
  endpoint.call({ method: 'PUT', path, body, headers });
const get = (path: string) => endpoint.call({ path });
const remove = (path: string, headers: Record<string, string> = {}) =>
  endpoint.call({ method: 'DELETE', path, headers });

const metrics = (id: string) => `<MetricsConfiguration><Id>${id}</Id></MetricsConfiguration>`;
const documents: Record<string, (id: string) => string> = {
  metrics,
  analytics: (id) => `<AnalyticsConfiguration><Id>${id}</Id><StorageClassAnalysis/></AnalyticsConfiguration>`,
  inventory: (id) =>
    `<InventoryConfiguration><Id>${id}</Id><IsEnabled>true</IsEnabled><Destination><S3BucketDestination>` +
    '<Bucket>arn:aws:s3:::copies</Bucket><Format>CSV</Format></S3BucketDestination></Destination>' +
    '<IncludedObjectVersions>All</IncludedObjectVersions><Schedule><Frequency>Daily</Frequency></Schedule>' +
    '</InventoryConfiguration>',
  'intelligent-tiering': (id) =>
    `<IntelligentTieringConfiguration><Id>${id}</Id><Status>Enabled</Status><Tiering><AccessTier>ARCHIVE_ACCESS</AccessTier>` +
    '<Days>90</Days></Tiering></IntelligentTieringConfiguration>',
};

describe.each(Object.entries(documents))('configurations of %s', (name, document) => {
  const one = (id: string) => `/box-one?${name}&id=${id}`;

  it('are put, read, listed and deleted one by one', async () => {
    expect(await get(one('a'))).toMatchObject({ status: 404, code: 'NoSuchConfiguration' });
    expect(await remove(one('a'))).toMatchObject({ status: 404, code: 'NoSuchConfiguration' });
    expect(await put(one('b'), document('b'))).toMatchObject({ status: 200, body: '' });
    expect(await put(one('a'), document('a'))).toMatchObject({ status: 200 });
    expect((await get(one('a'))).body).toContain('<Id>a</Id>');
    const page = (await get(`/box-one?${name}`)).body;
    expect([...page.matchAll(/<Id>(\w)<\/Id>/g)].map((match) => match[1])).toEqual(['a', 'b']);
    expect(page).toContain('<IsTruncated>false</IsTruncated>');
    expect((await get(`/box-two?${name}`)).body).not.toContain('<Id>');
    expect(await endpoint.call({ path: one('a'), as: alt })).toMatchObject({ status: 403 });
    expect(await remove(one('a'))).toMatchObject({ status: 204 });
    expect(await get(one('a'))).toMatchObject({ status: 404 });
    expect(await get(one('b'))).toMatchObject({ status: 200 });
  });

  it('are refused without a true id', async () => {
    expect(await put(one('c'), document('d'))).toMatchObject({ status: 400, code: 'IdMismatch' });
    expect(await put(one('%20'), document(' '))).toMatchObject({ status: 400, code: 'InvalidArgument' });
    expect(await put(one('x'.repeat(65)), document('x'.repeat(65)))).toMatchObject({ code: 'InvalidArgument' });
    expect(await put(`/box-one?${name}`, document('e'))).toMatchObject({ status: 501 });
  });
});

describe('many configurations', () => {
  it('come a hundred a page, and end at a thousand', async () => {
    for (let index = 0; index < 1000; index += 1) {
      const id = `m${String(index).padStart(4, '0')}`;
      expect(await put(`/box-two?metrics&id=${id}`, metrics(id))).toMatchObject({ status: 200 });
    }
    expect(await put('/box-two?metrics&id=more', metrics('more'))).toMatchObject({
      status: 400,
      code: 'TooManyConfigurations',
    });
    expect(await put('/box-two?metrics&id=m0000', metrics('m0000'))).toMatchObject({ status: 200 });
    const sizes: number[] = [];
    let token: string | undefined;
    do {
      const { body } = await get(`/box-two?metrics${token === undefined ? '' : `&continuation-token=${token}`}`);
      sizes.push([...body.matchAll(/<Id>/g)].length);
      expect(body).toContain(`<IsTruncated>${String(body.includes('NextContinuationToken'))}</IsTruncated>`);
      token = /<NextContinuationToken>(.*)<\/NextContinuationToken>/.exec(body)?.[1];
    } while (token !== undefined);
    expect(sizes).toEqual(Array.from({ length: 10 }, () => 100));
    expect(await get('/box-two?metrics&continuation-token=!')).toMatchObject({ status: 400, code: 'InvalidArgument' });
  }, 60_000);
});

const version = (status: string, mfa = '') =>
  `<VersioningConfiguration>${mfa}<Status>${status}</Status></VersioningConfiguration>`;
const mfa = (state: string) => `<MfaDelete>${state}</MfaDelete>`;

describe('replication', () => {
  const replication =
    '<ReplicationConfiguration><Role>arn:aws:iam::1:role/r</Role><Rule><ID>r</ID><Prefix></Prefix><Status>Enabled</Status>' +
    '<Destination><Bucket>arn:aws:s3:::copies</Bucket></Destination></Rule></ReplicationConfiguration>';

  it('takes versions on both sides, and holds on to them', async () => {
    const path = '/box-one?replication';
    expect(await get(path)).toMatchObject({ status: 404, code: 'ReplicationConfigurationNotFoundError' });
    const refused = async (body: string, message: string) => {
      const reply = await put(path, body);
      expect(reply).toMatchObject({ status: 400, code: 'InvalidRequest' });
      expect(reply.body).toContain(message);
    };
    await refused(replication, 'Versioning must be');
    await put('/box-one?versioning', version('Enabled'));
    await refused(replication, 'Destination bucket must have versioning enabled');
    await refused(replication.replace(':::copies', ':::nowhere'), 'Destination bucket must exist');
    await refused(replication.replace(':::copies', ':::box-one'), 'cannot be the same');
    await put('/copies?versioning', version('Enabled'));
    expect(await put(path, replication)).toMatchObject({ status: 200 });
    expect((await get(path)).body).toContain('<Bucket>arn:aws:s3:::copies</Bucket>');
    expect(await put('/box-one?versioning', version('Suspended'))).toMatchObject({
      status: 409,
      code: 'InvalidBucketState',
    });
    expect(await remove(path)).toMatchObject({ status: 204 });
    expect(await put('/box-one?versioning', version('Suspended'))).toMatchObject({ status: 200 });
  });
});

describe('notifications', () => {
  it('are none until they are put, and none again once nothing is put', async () => {
    const path = '/box-one?notification';
    const empty = '<NotificationConfiguration/>';
    const bridge = '<NotificationConfiguration><EventBridgeConfiguration/></NotificationConfiguration>';
    expect((await get(path)).body).toMatch(/<NotificationConfiguration [^>]*><\/NotificationConfiguration>$/);
    expect(await put(path, bridge)).toMatchObject({ status: 200 });
    expect((await get(path)).body).toContain('<EventBridgeConfiguration>');
    expect(await remove(path)).toMatchObject({ status: 501 });
    expect(await put(path, empty)).toMatchObject({ status: 200 });
    expect((await get(path)).body).not.toContain('EventBridge');
  });
});

describe('MFA delete', () => {
  const factor = { 'x-amz-mfa': 'arn:aws:iam::1:mfa/device 123456' };
  const path = '/careful?versioning';

  it('is turned on, and kept to, with a second factor', async () => {
    await put('/careful', '');
    expect((await get(path)).body).not.toContain('MfaDelete');
    const on = version('Enabled', mfa('Enabled'));
    expect(await put(path, on)).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await put(path, on, { 'x-amz-mfa': '123456' })).toMatchObject({ status: 403 });
    expect(await put(path, on, factor)).toMatchObject({ status: 200 });
    expect((await get(path)).body).toContain('<Status>Enabled</Status><MfaDelete>Enabled</MfaDelete>');

    const id = String((await put('/careful/k', 'k')).headers['x-amz-version-id']);
    expect(await remove('/careful/k')).toMatchObject({ status: 204 });
    expect(await remove(`/careful/k?versionId=${id}`)).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await remove(`/careful/k?versionId=${id}`, factor)).toMatchObject({ status: 204 });
    expect(await put(path, version('Suspended'))).toMatchObject({ status: 403 });
    const lifecycle =
      '<LifecycleConfiguration><Rule><Filter/><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>' +
      '</LifecycleConfiguration>';
    expect(await put('/careful?lifecycle', lifecycle)).toMatchObject({ status: 409, code: 'InvalidBucketState' });

    expect(await put(path, version('Enabled', mfa('Disabled')), factor)).toMatchObject({ status: 200 });
    expect((await get(path)).body).toContain('<MfaDelete>Disabled</MfaDelete>');
    expect(await put('/careful?lifecycle', lifecycle)).toMatchObject({ status: 200 });
    expect(await put(path, on, factor)).toMatchObject({ status: 409, code: 'InvalidBucketState' });
  });

  it('is refused with anything else', async () => {
    expect(await put('/box-two?versioning', '<VersioningConfiguration/>')).toMatchObject({
      status: 400,
      code: 'IllegalVersioningConfigurationException',
    });
    expect(await put('/box-two?versioning', version('On'))).toMatchObject({ status: 400, code: 'MalformedXML' });
    expect(await put('/box-two?versioning', version('Enabled', mfa('Perhaps')))).toMatchObject({
      code: 'MalformedXML',
    });
  });
});
