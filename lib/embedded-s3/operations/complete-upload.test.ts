import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alt, startTestEndpoint, type Call, type TestEndpoint } from '../test-endpoint';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startTestEndpoint();
  await endpoint.call({ method: 'PUT', path: '/box' });
});
afterAll(() => endpoint.stop());

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest();

/** An upload of one part, and the document that completes it. */
async function begin(key: string, headers: Call['headers'] = {}) {
  const begun = await endpoint.call({ method: 'POST', path: `/box/${key}?uploads`, headers });
  const id = /<UploadId>([^<]+)/.exec(begun.body)?.[1] ?? '';
  const part = await endpoint.call({ method: 'PUT', path: `/box/${key}?partNumber=1&uploadId=${id}`, body: 'part' });
  const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.headers.etag ?? ''}</ETag></Part></CompleteMultipartUpload>`;
  const complete = (more: Partial<Call> = {}) =>
    endpoint.call({ method: 'POST', path: `/box/${key}?uploadId=${id}`, body, ...more });
  return { id, complete };
}

describe('an upload that is completed', () => {
  it('again is told as the first time, until the object has gone', async () => {
    const { complete } = await begin('again');
    const first = await complete();
    expect(first.status).toBe(200);
    expect((await complete()).body).toBe(first.body);
    expect(await complete({ body: '<CompleteMultipartUpload/>' })).toMatchObject({ code: 'MalformedXML' });
    const other =
      '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"other"</ETag></Part></CompleteMultipartUpload>';
    expect(await complete({ body: other })).toMatchObject({ status: 404, code: 'NoSuchUpload' });
    await endpoint.call({ method: 'PUT', path: '/box/again', body: 'new' });
    expect(await complete()).toMatchObject({ status: 404, code: 'NoSuchUpload' });
    expect((await endpoint.call({ path: '/box/again' })).body).toBe('new');
  });

  it.each([
    ['with the number of parts', '-1'],
    ['without', ''],
  ])('is held to the composite checksum it is promised, %s', async (_how, count) => {
    const { complete } = await begin('composite', { 'x-amz-checksum-algorithm': 'SHA256' });
    const promise = (text: string) => ({
      headers: { 'x-amz-checksum-sha256': sha256(sha256(text)).toString('base64') + count },
    });
    expect(await complete(promise('other'))).toMatchObject({ status: 400, code: 'BadDigest' });
    expect(await complete(promise('part'))).toMatchObject({ status: 200 });
  });
});

it('parts that are read alone come with their own checksums', async () => {
  const headers = { 'x-amz-checksum-algorithm': 'SHA256' };
  const begun = await endpoint.call({ method: 'POST', path: '/box/parts?uploads', headers });
  const id = /<UploadId>([^<]+)/.exec(begun.body)?.[1] ?? '';
  const bodies = [Buffer.alloc(5 * 1024 * 1024, 'a'), Buffer.from('rest')];
  const digests = bodies.map((body) => sha256(body).toString('base64'));
  let parts = '';
  for (const [index, body] of bodies.entries()) {
    const path = `/box/parts?partNumber=${index + 1}&uploadId=${id}`;
    const sent = await endpoint.call({ method: 'PUT', path, body });
    parts += `<Part><PartNumber>${index + 1}</PartNumber><ETag>${sent.headers.etag ?? ''}</ETag><ChecksumSHA256>${digests[index]}</ChecksumSHA256></Part>`;
  }
  const body = `<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`;
  expect(await endpoint.call({ method: 'POST', path: `/box/parts?uploadId=${id}`, body })).toMatchObject({
    status: 200,
  });

  const read = async (query: string, range?: string) => {
    const asked = { 'x-amz-checksum-mode': 'ENABLED', ...(range !== undefined && { range }) };
    const answer = await endpoint.call({ method: 'HEAD', path: `/box/parts${query}`, headers: asked });
    return [answer.headers['x-amz-checksum-sha256'], answer.headers['x-amz-checksum-type']];
  };
  const size = bodies[0]?.length ?? 0;
  expect(await read('?partNumber=1')).toEqual([digests[0], 'COMPOSITE']);
  expect(await read('?partNumber=2')).toEqual([digests[1], 'COMPOSITE']);
  expect(await read('', `bytes=${size}-`)).toEqual([digests[1], 'COMPOSITE']);
  expect(await read('', `bytes=1-${size}`)).toEqual([undefined, undefined]);
  expect((await read(''))[0]).toMatch(/-2$/);
  expect(await endpoint.call({ path: '/box/parts?partNumber=3' })).toMatchObject({
    status: 416,
    code: 'InvalidPartNumber',
  });
});

it('parts belong to who will own the object', async () => {
  const rule =
    '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>';
  const policy = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::alt:root' },
    Action: 's3:*',
    Resource: 'arn:aws:s3:::shared/*',
  };
  await endpoint.call({ method: 'PUT', path: '/shared' });
  await endpoint.call({ method: 'PUT', path: '/shared?ownershipControls', body: rule });
  const body = JSON.stringify({ Version: '2012-10-17', Statement: [policy] });
  expect(await endpoint.call({ method: 'PUT', path: '/shared?policy', body })).toMatchObject({ status: 204 });
  const begun = await endpoint.call({ method: 'POST', path: '/shared/key?uploads', as: alt });
  const id = /<UploadId>([^<]+)/.exec(begun.body)?.[1] ?? '';
  const parts = await endpoint.call({ path: `/shared/key?uploadId=${id}`, as: alt });
  expect(parts.body).toMatch(/<Initiator><ID>alt<.*<Owner><ID>main</);
});
