import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEndpoint, type TestEndpoint } from '../test-endpoint';

let endpoint: TestEndpoint;
const origin = 'https://console.example';
const rules = `<CORSConfiguration><CORSRule>
  <AllowedOrigin>https://*.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>
  <AllowedHeader>content-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>600</MaxAgeSeconds>
</CORSRule></CORSConfiguration>`;

beforeAll(async () => {
  endpoint = await startTestEndpoint();
  await endpoint.call({ method: 'PUT', path: '/with-cors' });
  await endpoint.call({ method: 'PUT', path: '/without-cors' });
  await endpoint.call({ method: 'PUT', path: '/with-cors?cors', body: rules });
  await endpoint.call({ method: 'PUT', path: '/with-cors/k', body: 'k' });
});
afterAll(() => endpoint.stop());

const preflight = (path: string, method: string, headers = '') =>
  endpoint.call({
    method: 'OPTIONS',
    path,
    as: null,
    headers: {
      origin,
      'access-control-request-method': method,
      ...(headers !== '' && { 'access-control-request-headers': headers }),
    },
  });

describe('a preflight', () => {
  it('that a rule allows is told all it asks', async () => {
    const reply = await preflight('/with-cors/k', 'PUT', 'Content-MD5, content-type');
    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, PUT',
      'access-control-allow-headers': 'content-md5, content-type',
      'access-control-max-age': '600',
      'access-control-expose-headers': 'ETag',
    });
    expect(reply.headers.vary).toContain('Origin');
  });

  it.each([
    ['a method', '/with-cors/k', 'DELETE', '', 403],
    ['a header', '/with-cors/k', 'PUT', 'x-amz-acl', 403],
    ['a bucket without rules', '/without-cors/k', 'GET', '', 403],
    ['a bucket that is not there', '/no-such-bucket/k', 'GET', '', 404],
  ])('for %s that no rule allows is refused', async (_what, path, method, headers, status) => {
    const reply = await preflight(path, method, headers);
    expect(reply.status).toBe(status);
    expect(reply.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('without an origin is no preflight', async () => {
    expect(await endpoint.call({ method: 'OPTIONS', path: '/with-cors/k', as: null })).toMatchObject({ status: 400 });
  });
});

describe('an actual answer', () => {
  it('may be read where a rule says so, success or error', async () => {
    const read = await endpoint.call({ path: '/with-cors/k', headers: { origin } });
    expect(read).toMatchObject({
      status: 200,
      headers: { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'ETag' },
    });
    const denied = await endpoint.call({ path: '/with-cors/k', headers: { origin }, as: null });
    expect(denied).toMatchObject({ status: 403, headers: { 'access-control-allow-origin': origin } });
  });

  it('may not be read otherwise', async () => {
    for (const call of [
      { path: '/with-cors/k', headers: { origin: 'https://elsewhere.test' } },
      { path: '/without-cors', headers: { origin } },
      { method: 'DELETE', path: '/with-cors/missing', headers: { origin } },
      { path: '/with-cors/k' },
    ]) {
      expect((await endpoint.call(call)).headers).not.toHaveProperty('access-control-allow-origin');
    }
  });
});
