import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alt, main, startTestEndpoint, type TestEndpoint } from '../test-endpoint';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startTestEndpoint();
  await endpoint.call({ method: 'PUT', path: '/box-one' });
  await endpoint.call({ method: 'PUT', path: '/box-open', headers: { 'x-amz-acl': 'public-read-write' } });
});
afterAll(() => endpoint.stop());

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** Fields that sign a policy of these conditions. */
function sign(conditions: unknown[], options: { user?: typeof main; expires?: number } = {}): Record<string, string> {
  const { user = main, expires = Date.now() + 60_000 } = options;
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const date = time.slice(0, 8);
  const signer = {
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': `${user.accessKeyId}/${date}/us-east-1/s3/aws4_request`,
    'x-amz-date': time,
  };
  const all = [...conditions, ...Object.entries(signer).map(([name, value]) => ({ [name]: value }))];
  const document = { expiration: new Date(expires).toISOString(), conditions: all };
  const policy = Buffer.from(JSON.stringify(document)).toString('base64');
  const key = hmac(hmac(hmac(hmac(`AWS4${user.secretAccessKey}`, date), 'us-east-1'), 's3'), 'aws4_request');
  return { ...signer, policy, 'x-amz-signature': hmac(key, policy).toString('hex') };
}

function post(path: string, fields: Record<string, string>, file: string | null = 'content', fileName = 'a b.txt') {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  if (file !== null) {
    parts.push(`--edge\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\n\r\n${file}\r\n`);
  }
  const headers = { 'content-type': 'multipart/form-data; boundary=edge' };
  return endpoint.call({ method: 'POST', path, body: `${parts.join('')}--edge--\r\n`, headers, as: null });
}

const anything = [{ bucket: 'box-one' }, ['starts-with', '$key', '']];

describe('a form', () => {
  it('uploads a file under the key it names', async () => {
    const fields = { key: 'in/${filename}', 'Content-Type': 'text/plain', 'x-amz-meta-who': 'me', tagging: '' };
    const tagging = '<Tagging><TagSet><Tag><Key>k</Key><Value>v w</Value></Tag></TagSet></Tagging>';
    const signed = sign([
      ...anything,
      { 'Content-Type': 'text/plain' },
      ['starts-with', '$x-amz-meta-who', ''],
      ['starts-with', '$tagging', '<Tagging>'],
    ]);
    const reply = await post('/box-one', { ...fields, ...signed, tagging }, 'hello', 'C:\\docs\\a b.txt');
    expect(reply).toMatchObject({ status: 204, headers: { etag: '"5d41402abc4b2a76b9719d911017c592"' } });
    expect(reply.headers.location).toBe(`${endpoint.server.url}/box-one/in/a%20b.txt`);
    const stored = await endpoint.call({ path: '/box-one/in/a%20b.txt' });
    expect(stored).toMatchObject({
      body: 'hello',
      headers: { 'content-type': 'text/plain', 'x-amz-meta-who': 'me', 'x-amz-tagging-count': '1' },
    });
  });

  it('is answered as it asks', async () => {
    const ask = async (field: string, value: string) => {
      return post('/box-one', { key: 'k', [field]: value, ...sign([...anything, ['starts-with', `$${field}`, '']]) });
    };
    expect(await ask('success_action_status', '200')).toMatchObject({ status: 200, body: '' });
    expect(await ask('success_action_status', '302')).toMatchObject({ status: 204 });
    const created = await ask('success_action_status', '201');
    expect(created.status).toBe(201);
    expect(created.body).toContain('<Bucket>box-one</Bucket><Key>k</Key><ETag>&quot;');
    const sent = await ask('success_action_redirect', 'https://example.com/done?a=1');
    expect(sent.status).toBe(303);
    const target = new URL(sent.headers.location ?? '');
    expect(Object.fromEntries(target.searchParams)).toEqual({
      a: '1',
      bucket: 'box-one',
      key: 'k',
      etag: sent.headers.etag,
    });
    expect(await ask('success_action_redirect', 'javascript:alert(1)')).toMatchObject({ status: 204 });
  });

  it('without a signature writes where everybody may', async () => {
    expect(await post('/box-open', { key: 'k' })).toMatchObject({ status: 204 });
    expect(await post('/box-one', { key: 'k' })).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  it('is refused by its policy, its signature or the rights of who signed it', async () => {
    const refused = async (fields: Record<string, string>, status: number, code: string) => {
      expect(await post('/box-one', { key: 'not-written', ...fields })).toMatchObject({ status, code });
    };
    await refused(sign(anything, { user: alt }), 403, 'AccessDenied');
    await refused(sign(anything, { user: { ...main, secretAccessKey: 'guess' } }), 403, 'SignatureDoesNotMatch');
    await refused(sign(anything, { user: { ...main, accessKeyId: 'AKNOBODY' } }), 403, 'InvalidAccessKeyId');
    await refused(sign(anything, { expires: Date.now() - 1000 }), 403, 'AccessDenied');
    await refused(sign([{ bucket: 'box-two' }, ['starts-with', '$key', '']]), 403, 'AccessDenied');
    await refused(sign([{ bucket: 'box-one' }, { key: 'other' }]), 403, 'AccessDenied');
    await refused({ acl: 'public-read', ...sign(anything) }, 403, 'AccessDenied');
    await refused({ ...sign(anything), policy: 'e30=' }, 403, 'SignatureDoesNotMatch');
    await refused({ ...sign(anything), 'x-amz-signature': '' }, 400, 'InvalidArgument');
    await refused({ ...sign(anything), 'x-amz-algorithm': 'AWS4-HMAC-SHA1' }, 400, 'InvalidArgument');
    await refused({ AWSAccessKeyId: 'AKMAIN', signature: 'x' }, 400, 'InvalidRequest');
    await refused(sign([...anything, ['content-length-range', 0, 6]]), 400, 'EntityTooLarge');
    await refused(sign([...anything, ['content-length-range', 8, 9]]), 400, 'EntityTooSmall');
    const encrypted = { 'x-amz-server-side-encryption': 'aws:kms' };
    await refused({ ...encrypted, ...sign([...anything, encrypted]) }, 501, 'NotImplemented');
    expect(await endpoint.call({ path: '/box-one/not-written' })).toMatchObject({ status: 404 });
  });

  it('is refused without key, file or boundary', async () => {
    expect(await post('/box-open', {})).toMatchObject({ status: 400, code: 'InvalidArgument' });
    expect(await post('/box-open', { key: 'k'.repeat(1025) })).toMatchObject({ status: 400, code: 'KeyTooLongError' });
    expect(await post('/box-open', { key: 'k' }, null)).toMatchObject({ status: 400, code: 'InvalidArgument' });
    expect(await post('/no-such-box', { key: 'k' })).toMatchObject({ status: 404, code: 'NoSuchBucket' });
    const plain = { method: 'POST', path: '/box-open', body: 'key=k', as: null };
    expect(await endpoint.call(plain)).toMatchObject({ status: 412, code: 'PreconditionFailed' });
    const broken = { ...plain, headers: { 'content-type': 'multipart/form-data; boundary=b' } };
    expect(await endpoint.call(broken)).toMatchObject({ status: 400, code: 'MalformedPOSTRequest' });
  });
});
