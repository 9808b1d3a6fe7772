import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEndpoint, type Call, type TestEndpoint } from '../test-endpoint';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startTestEndpoint();
  await endpoint.call({ method: 'PUT', path: '/box-one' });
  await endpoint.call({
    method: 'PUT',
    path: '/box-one/hello.txt',
    body: 'hello',
    headers: { 'content-type': 'text/plain' },
  });
});
afterAll(() => endpoint.stop());

describe('headers', () => {
  it.each([
    ['x-amz-server-side-encryption', 'aws:kms'],
    ['x-amz-server-side-encryption-bucket-key-enabled', 'true'],
    ['x-amz-write-offset-bytes', '5'],
    ['x-amz-if-match-size', '5'],
  ])('%s would change what is done, so it is refused', async (name, value) => {
    const call = { method: 'PUT', path: '/box-one/header', body: 'x', headers: { [name]: value } };
    expect(await endpoint.call(call)).toMatchObject({ status: 501, code: 'NotImplemented' });
    expect(await endpoint.call({ path: '/box-one/header' })).toMatchObject({ status: 404 });
  });

  it('name the owner that is expected', async () => {
    const expecting = (owner: string) => ({
      path: '/box-one/hello.txt',
      headers: { 'x-amz-expected-bucket-owner': owner },
    });
    expect(await endpoint.call(expecting('main'))).toMatchObject({ status: 200 });
    expect(await endpoint.call(expecting('somebody'))).toMatchObject({ status: 403 });
  });
});

describe('a deletion', () => {
  it('holds to the ETag it names, alone or among many', async () => {
    const etag = `"${createHash('md5').update('x').digest('hex')}"`;
    await endpoint.call({ method: 'PUT', path: '/box-one/x', body: 'x' });
    const remove = { method: 'DELETE', path: '/box-one/x' };
    expect(await endpoint.call({ ...remove, headers: { 'if-match': '"other"' } })).toMatchObject({ status: 412 });
    const body = `<Delete><Object><Key>x</Key><ETag>other</ETag></Object><Object><Key>y</Key></Object></Delete>`;
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
    const many = await endpoint.call({ method: 'POST', path: '/box-one?delete', body, headers });
    expect(many.body).toContain('<Error><Key>x</Key><Code>PreconditionFailed</Code>');
    expect(many.body).toContain('<Deleted><Key>y</Key></Deleted>');
    expect(await endpoint.call({ path: '/box-one/x' })).toMatchObject({ status: 200 });
    expect(await endpoint.call({ ...remove, headers: { 'if-match': etag } })).toMatchObject({ status: 204 });
    expect(await endpoint.call({ path: '/box-one/x' })).toMatchObject({ status: 404 });
  });

  it('of many must come with a checksum', async () => {
    const body = '<Delete><Object><Key>hello.txt</Key></Object></Delete>';
    expect(await endpoint.call({ method: 'POST', path: '/box-one?delete', body })).toMatchObject({
      code: 'InvalidRequest',
    });
    expect(await endpoint.call({ path: '/box-one/hello.txt' })).toMatchObject({ status: 200 });
  });
});

describe('sub-resources', () => {
  const unknown =
    'abac annotation attributes legal-hold metadataConfiguration metadataInventoryTable metadataJournalTable ' +
    'metadataTable renameObject restore retention select torrent whatever';

  it.each(unknown.split(' '))('%s is 501 for every method on a bucket, and nothing happens', async (name) => {
    for (const method of ['GET', 'PUT', 'DELETE', 'POST']) {
      expect(await endpoint.call({ method, path: `/box-one?${name}` })).toMatchObject({
        status: 501,
        code: 'NotImplemented',
      });
    }
    expect(await endpoint.call({ path: '/box-one/hello.txt' })).toMatchObject({ status: 200, body: 'hello' });
  });

  const ofBuckets =
    'abac accelerate analytics encryption intelligent-tiering inventory lifecycle location logging metrics ' +
    'notification object-lock ownershipControls policy policyStatus publicAccessBlock replication requestPayment ' +
    'versioning website whatever';

  it.each(ofBuckets.split(' '))('%s is 501 for every method on an object, and nothing happens', async (name) => {
    for (const method of ['GET', 'PUT', 'DELETE', 'POST']) {
      expect(await endpoint.call({ method, path: `/box-one/hello.txt?${name}` })).toMatchObject({ status: 501 });
    }
    expect(await endpoint.call({ path: '/box-one/hello.txt' })).toMatchObject({ status: 200, body: 'hello' });
  });

  it.each(ofBuckets.split(' '))('%s is never deleted with its bucket, empty as that is', async (name) => {
    await endpoint.call({ method: 'PUT', path: '/box-empty' });
    for (const query of [name, `${name}=`, `${name}&id=a`, `${name}&x-id=DeleteBucket`]) {
      const { status } = await endpoint.call({ method: 'DELETE', path: `/box-empty?${query}` });
      expect([204, 404, 501]).toContain(status);
      expect(await endpoint.call({ path: '/box-empty' })).toMatchObject({ status: 200 });
    }
  });

  it('that belong to another operation do not turn into this one', async () => {
    for (const [method, path] of [
      ['DELETE', '/box-one?location'],
      ['DELETE', '/box-one?versioning'],
      ['DELETE', '/box-one?acl'],
      ['PUT', '/box-one?versions'],
      ['DELETE', '/box-one/hello.txt?acl'],
      ['PUT', '/box-one/hello.txt?versionId=null'],
      ['PUT', '/box-one/hello.txt?uploadId=x'],
      ['PUT', '/box-one/hello.txt?renameObject'],
    ] as const) {
      expect(await endpoint.call({ method, path })).toMatchObject({ status: 501 });
    }
    expect(await endpoint.call({ path: '/box-one/hello.txt' })).toMatchObject({ body: 'hello' });
  });

  it('are told from parameters nobody knows, which S3 ignores', async () => {
    expect(await endpoint.call({ path: '/box-one/hello.txt?cache-buster=1&x-id=GetObject' })).toMatchObject({
      status: 200,
    });
  });
});

describe('canned access', () => {
  it('opens an object or a bucket to everybody, and no more than that', async () => {
    const call = (sent: Call) => endpoint.call(sent);
    await call({ method: 'PUT', path: '/box-open', headers: { 'x-amz-acl': 'public-read' } });
    await call({ method: 'PUT', path: '/box-open/private', body: 'p' });
    await call({ method: 'PUT', path: '/box-open/public', body: 'o', headers: { 'x-amz-acl': 'public-read' } });
    expect(await call({ path: '/box-open?list-type=2', as: null })).toMatchObject({ status: 200 });
    expect(await call({ path: '/box-open/public', as: null })).toMatchObject({ status: 200, body: 'o' });
    expect(await call({ path: '/box-open/private', as: null })).toMatchObject({ status: 403 });
    expect(await call({ path: '/box-open/missing', as: null })).toMatchObject({ status: 404 });
    expect(await call({ path: '/box-one/missing', as: null })).toMatchObject({ status: 403 });
    expect(await call({ method: 'PUT', path: '/box-open/new', body: 'x', as: null })).toMatchObject({ status: 403 });
    expect(await call({ path: '/box-open?acl', as: null })).toMatchObject({ status: 403 });
    expect(await call({ path: '/', as: null })).toMatchObject({ status: 403 });
    const named = { path: '/box-open/public?response-content-type=text/html', as: null };
    expect(await call(named)).toMatchObject({ status: 400, code: 'InvalidRequest' });
  });
});

describe('an archived object', () => {
  it('is listed and described, but read only once it was restored', async () => {
    const archived = '/box-one/archived';
    const list = {
      path: '/box-one?list-type=2&prefix=archived',
      headers: { 'x-amz-optional-object-attributes': 'RestoreStatus' },
    };
    await endpoint.call({ method: 'PUT', path: archived, body: 'old', headers: { 'x-amz-storage-class': 'GLACIER' } });
    expect(await endpoint.call({ path: archived })).toMatchObject({ status: 403, code: 'InvalidObjectState' });
    expect((await endpoint.call(list)).body).toContain(
      '<RestoreStatus><IsRestoreInProgress>false</IsRestoreInProgress></RestoreStatus>',
    );
    const restore = {
      method: 'POST',
      path: `${archived}?restore`,
      body: '<RestoreRequest><Days>2</Days></RestoreRequest>',
    };
    expect(await endpoint.call(restore)).toMatchObject({ status: 202 });
    expect(await endpoint.call(restore)).toMatchObject({ status: 200 });
    const read = await endpoint.call({ path: archived });
    expect(read).toMatchObject({ status: 200, body: 'old' });
    expect(read.headers['x-amz-restore']).toMatch(/^ongoing-request="false", expiry-date="/);
    expect((await endpoint.call(list)).body).toContain('<RestoreExpiryDate>');
    expect(await endpoint.call({ ...restore, path: '/box-one/hello.txt?restore' })).toMatchObject({
      code: 'InvalidObjectState',
    });
  });
});
