import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEndpoint, type TestEndpoint } from '../test-endpoint';
import { digestPieces } from './torrent';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startTestEndpoint();
  await endpoint.call({ method: 'PUT', path: '/box-one' });
  await endpoint.call({
    method: 'PUT',
    path: '/box-one/a/b%20c.txt',
    body: 'hello',
    headers: { 'x-amz-acl': 'public-read' },
  });
});
afterAll(() => endpoint.stop());

const sha1 = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex');

describe('a torrent', () => {
  it('has the digest of each piece, whatever pieces the bytes come in', async () => {
    const bytes = Buffer.from(Array.from({ length: 250 }, (_, index) => index));
    const expected = [bytes.subarray(0, 100), bytes.subarray(100, 200), bytes.subarray(200)].map(sha1).join('');
    for (const size of [1, 7, 100, 250]) {
      const chunks = (async function* () {
        for (let start = 0; start < bytes.length; start += size) {
          yield await Promise.resolve(bytes.subarray(start, start + size));
        }
      })();
      expect((await digestPieces(chunks, 100)).toString('hex')).toBe(expected);
    }
  });

  it('names the object as its own seed', async () => {
    const reply = await endpoint.call({ path: '/box-one/a/b%20c.txt?torrent' });
    expect(reply).toMatchObject({ status: 200, headers: { 'content-type': 'application/x-bittorrent' } });
    const url = `${endpoint.server.url}/box-one/a/b%20c.txt`;
    expect(reply.body).toMatch(/^d4:infod6:lengthi5e4:name7:b c\.txt12:piece lengthi262144e6:pieces20:/);
    expect(reply.body.endsWith(`8:url-list${url.length}:${url}e`)).toBe(true);
  });

  it('is only of what is there and may be read', async () => {
    expect(await endpoint.call({ path: '/box-one/none?torrent' })).toMatchObject({ status: 404, code: 'NoSuchKey' });
    expect(await endpoint.call({ path: '/box-one/a/b%20c.txt?torrent', as: null })).toMatchObject({ status: 200 });
    await endpoint.call({ method: 'PUT', path: '/box-one/closed', body: 'x' });
    expect(await endpoint.call({ path: '/box-one/closed?torrent', as: null })).toMatchObject({ status: 403 });
    expect(await endpoint.call({ method: 'DELETE', path: '/box-one/closed?torrent' })).toMatchObject({ status: 501 });
  });
});
