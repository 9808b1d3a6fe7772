import { request as sendRequest, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEndpoint, type Call, type TestEndpoint } from '../test-endpoint';
import { bucketOfHost, redirectOf, withIndex } from './routing';

let endpoint: TestEndpoint;
const put = (path: string, body = '', more: Partial<Call> = {}) =>
  endpoint.call({ method: 'PUT', path, body, ...more });
const publicRead = { 'x-amz-acl': 'public-read' };

interface Page {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Asks a website as a browser would, under the host of its bucket. */
function visit(bucket: string, path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Page> {
  const { port } = new URL(endpoint.server.websiteUrl ?? '');
  return new Promise((resolve, reject) => {
    const host = `${bucket}.s3-website.localhost:${port}`;
    const options = { host: '127.0.0.1', port, method, path, headers: { host, ...headers }, agent: false };
    const sent = sendRequest(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

const configure = async (bucket: string, inner: string) => {
  const reply = await put(`/${bucket}?website`, `<WebsiteConfiguration>${inner}</WebsiteConfiguration>`);
  expect(reply.status).toBe(200);
};
const index = '<IndexDocument><Suffix>index.html</Suffix></IndexDocument>';
const error = '<ErrorDocument><Key>error.html</Key></ErrorDocument>';

beforeAll(async () => {
  endpoint = await startTestEndpoint({ websitePort: 0 });
  await put('/site');
  await configure('site', index + error);
  const page = (key: string, body: string, headers = {}) => {
    return put(`/site/${key}`, body, { headers: { 'content-type': 'text/html', ...publicRead, ...headers } });
  };
  await page('index.html', 'home');
  await page('docs/index.html', 'docs');
  await page('caf%C3%A9/index.html', 'coffee');
  await page('error.html', 'lost');
  await page('moved', '', { 'x-amz-website-redirect-location': 'https://elsewhere.example/new' });
  await put('/site/private.html', 'secret');
});
afterAll(() => endpoint.stop());

describe('a website', () => {
  it('shows its index for folders', async () => {
    expect(await visit('site', '/')).toMatchObject({
      status: 200,
      body: 'home',
      headers: { 'content-type': 'text/html' },
    });
    expect(await visit('site', '/docs/')).toMatchObject({ status: 200, body: 'docs' });
    expect(await visit('site', '/index.html?versionId=x&acl')).toMatchObject({ status: 200, body: 'home' });
    expect(await visit('site', '/', 'HEAD')).toMatchObject({ status: 200, body: '' });
  });

  it('sends requests for a folder without its slash to the folder', async () => {
    expect(await visit('site', '/docs')).toMatchObject({ status: 302, headers: { location: '/docs/' } });
    expect(await visit('site', '/caf%C3%A9')).toMatchObject({ status: 302, headers: { location: '/caf%C3%A9/' } });
  });

  it('shows its error document with the status of the error', async () => {
    expect(await visit('site', '/missing')).toMatchObject({ status: 403, body: 'lost' });
    expect(await visit('site', '/private.html')).toMatchObject({ status: 403, body: 'lost' });
    await put('/site?acl', '', { headers: publicRead });
    expect(await visit('site', '/missing')).toMatchObject({ status: 404, body: 'lost' });
  });

  it('answers conditions and ranges', async () => {
    const { headers } = await visit('site', '/');
    const etag = String(headers.etag);
    expect(await visit('site', '/', 'GET', { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
    expect(await visit('site', '/', 'GET', { range: 'bytes=1-2' })).toMatchObject({ status: 206, body: 'om' });
  });

  it('may be read by pages from where its CORS rules say', async () => {
    const rule = '<AllowedOrigin>https://app.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod>';
    await put('/site?cors', `<CORSConfiguration><CORSRule>${rule}</CORSRule></CORSConfiguration>`);
    const from = async (origin: string) => (await visit('site', '/', 'GET', { origin })).headers;
    expect((await from('https://app.example'))['access-control-allow-origin']).toBe('https://app.example');
    expect(await from('https://other.example')).not.toHaveProperty('access-control-allow-origin');
  });

  it('redirects to where an object says', async () => {
    const moved = await visit('site', '/moved');
    expect(moved).toMatchObject({ status: 301, headers: { location: 'https://elsewhere.example/new' } });
  });

  it('takes nothing but GET and HEAD', async () => {
    expect(await visit('site', '/', 'PUT')).toMatchObject({ status: 405 });
  });

  it('that is none says so in a page', async () => {
    await put('/plain');
    const none = await visit('plain', '/');
    expect(none).toMatchObject({ status: 404, headers: { 'x-amz-error-code': 'NoSuchWebsiteConfiguration' } });
    expect(none.body).toContain('<li>Code: NoSuchWebsiteConfiguration</li>');
    expect(await visit('not-there', '/')).toMatchObject({ headers: { 'x-amz-error-code': 'NoSuchBucket' } });
    expect((await visit('site', '/%zz')).status).toBe(400);
  });

  it('without an error document shows why, marked up safely', async () => {
    await put('/bare');
    await configure('bare', index + error);
    await put('/bare?acl', '', { headers: publicRead });
    const { status, body } = await visit('bare', '/%3Cscript%3E');
    expect(status).toBe(404);
    expect(body).toContain('<li>Key: &lt;script&gt;</li>');
    expect(body).toContain('An Error Occurred While Attempting to Retrieve a Custom Error Document');
  });

  it('may send everything elsewhere', async () => {
    await put('/gone');
    const target = '<HostName>new.example</HostName><Protocol>https</Protocol>';
    await configure('gone', `<RedirectAllRequestsTo>${target}</RedirectAllRequestsTo>`);
    const { status, headers } = await visit('gone', '/a%20b/c');
    expect([status, headers.location]).toEqual([301, 'https://new.example/a%20b/c']);
  });

  it('follows its routing rules', async () => {
    await put('/routed');
    const rule = (condition: string, redirect: string) => {
      return `<RoutingRule><Condition>${condition}</Condition><Redirect>${redirect}</Redirect></RoutingRule>`;
    };
    const rules =
      rule('<KeyPrefixEquals>old/</KeyPrefixEquals>', '<ReplaceKeyPrefixWith>new/</ReplaceKeyPrefixWith>') +
      rule(
        '<HttpErrorCodeReturnedEquals>403</HttpErrorCodeReturnedEquals>',
        '<HostName>fallback.example</HostName><HttpRedirectCode>302</HttpRedirectCode><ReplaceKeyWith>x</ReplaceKeyWith>',
      );
    await configure('routed', `${index}<RoutingRules>${rules}</RoutingRules>`);
    await put('/routed/old/a', 'never shown', { headers: publicRead });
    const first = await visit('routed', '/old/a');
    expect(first.status).toBe(301);
    expect(first.headers.location).toMatch(/^http:\/\/routed\.s3-website\.localhost:\d+\/new\/a$/);
    const second = await visit('routed', '/missing');
    expect([second.status, second.headers.location]).toEqual([302, 'http://fallback.example/x']);
  });
});

describe('routing', () => {
  it.each([
    ['site.s3-website-eu-west-1.amazonaws.com', 'site'],
    ['site.s3-website.eu-west-1.amazonaws.com:80', 'site'],
    ['my.site.s3-website.localhost:9001', 'my.site'],
    ['site.website.localhost', 'site'],
    ['Site.localhost:9001', 'site'],
    ['www.example.com', 'www.example.com'],
  ])('takes %s for the bucket %s', (host, bucket) => {
    expect(bucketOfHost(host)).toBe(bucket);
  });

  const redirect = {
    hostName: null,
    protocol: null,
    httpRedirectCode: null,
    replaceKeyPrefixWith: null,
    replaceKeyWith: null,
  };
  const configuration = { redirectAllTo: null, indexSuffix: 'index.html', errorKey: null };
  const asked = { host: 'h', key: 'a/b' };

  it('takes the first rule that fits, and one without a condition always', () => {
    const routingRules = [
      { condition: { keyPrefix: 'z', httpErrorCode: null }, redirect },
      { condition: null, redirect: { ...redirect, replaceKeyPrefixWith: 'p/' } },
    ];
    expect(redirectOf({ ...configuration, routingRules }, asked, null)).toEqual({
      status: 301,
      location: 'http://h/p/a/b',
    });
    expect(redirectOf({ ...configuration, routingRules }, asked, 404)).toBeNull();
  });

  it('appends the index to folders alone', () => {
    const site = { ...configuration, routingRules: [] };
    expect(['', 'a/', 'a'].map((key) => withIndex(site, key))).toEqual(['index.html', 'a/index.html', 'a']);
  });
});
