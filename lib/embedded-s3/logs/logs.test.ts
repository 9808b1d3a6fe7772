import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alt, startTestEndpoint, type Call, type TestEndpoint } from '../test-endpoint';
import { logKey } from './access-log';
import { logLine, logOperation } from './line';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startTestEndpoint({ faultControl: true });
  await endpoint.call({ method: 'PUT', path: '/logs', headers: { 'x-amz-acl': 'log-delivery-write' } });
});
afterAll(() => endpoint.stop());

const call = (sent: Call) => endpoint.call(sent);
const put = (path: string, body = '', headers: Record<string, string> = {}) =>
  call({ method: 'PUT', path, body, headers });

async function keepLog(bucket: string, prefix: string, targetBucket = 'logs'): Promise<void> {
  await put(`/${bucket}`);
  const target = `<TargetBucket>${targetBucket}</TargetBucket><TargetPrefix>${prefix}</TargetPrefix>`;
  const document = `<BucketLoggingStatus><LoggingEnabled>${target}</LoggingEnabled></BucketLoggingStatus>`;
  expect((await put(`/${bucket}?logging`, document)).status).toBe(200);
}

/** All lines under a prefix, after everything gathered so far has been delivered. */
async function readLog(prefix: string, bucket = 'logs'): Promise<string[]> {
  expect((await call({ method: 'POST', path: '/.cooper/logs', as: null })).status).toBe(200);
  const { body } = await call({ path: `/${bucket}?list-type=2&prefix=${prefix}` });
  const keys = [...body.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key ?? '');
  const texts = await Promise.all(keys.map(async (key) => (await call({ path: `/${bucket}/${key}` })).body));
  return texts.flatMap((text) => text.split('\n')).filter((line) => line !== '');
}

let targets = -1;
const fromBucket = (name: string) => ({ ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${name}` } });

describe('an access log', () => {
  it('tells each request in a line', async () => {
    await keepLog('watched', 'one/');
    await put('/watched/a%20b', 'hello', { 'user-agent': 'tester "1"' });
    await call({ path: '/watched/a%20b', headers: { range: 'bytes=1-2', referer: 'https://x.example/' } });
    await call({ path: '/watched/missing' });
    await call({ path: '/watched/a%20b', as: alt });
    await call({ path: '/watched?list-type=2' });
    const lines = await readLog('one/');
    const fields = (line = '') => line.match(/\[[^\]]*\]|"[^"]*"|\S+/g) ?? [];
    expect(lines.every((line) => fields(line).length === 26)).toBe(true);
    const told = lines.map((line) => [6, 7, 9, 10, 11, 12].map((index) => fields(line)[index]).join(' '));
    expect(told).toEqual([
      'REST.PUT.OBJECT a%20b 200 - - 5',
      'REST.GET.OBJECT a%20b 206 - 2 5',
      expect.stringMatching(/^REST\.GET\.OBJECT missing 404 NoSuchKey \d+ -$/) as string,
      expect.stringMatching(/^REST\.GET\.OBJECT a%20b 403 AccessDenied \d+ -$/) as string,
      expect.stringMatching(/^REST\.GET\.BUCKET - 200 - \d+ -$/) as string,
    ]);
    const first = fields(lines[0]);
    expect(first.slice(0, 2)).toEqual(['main', 'watched']);
    expect(first[2]).toMatch(/^\[\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000\]$/);
    expect(first.slice(3, 5)).toEqual(['127.0.0.1', 'main']);
    expect(first[8]).toBe('"PUT /watched/a%20b HTTP/1.1"');
    expect(first[16]).toBe('"tester %221%22"');
    expect(fields(lines[3])[4]).toBe('alt');
  });

  it.each([
    ['nothing', null, [], 0],
    ['the ACL', 'log-delivery-write', [], 1],
    ['the policy', null, [{ Effect: 'Allow' }], 1],
    ['the policy, for this very bucket', null, [{ Effect: 'Allow', Condition: fromBucket('source-3') }], 1],
    ['the policy, for another bucket', null, [{ Effect: 'Allow', Condition: fromBucket('source-0') }], 0],
    ['the ACL against the policy', 'log-delivery-write', [{ Effect: 'Deny' }], 0],
  ])('is delivered where the target lets it: %s', async (_, acl, statements, expected) => {
    targets += 1;
    const [source, target] = [`source-${targets}`, `target-${targets}`];
    await put(`/${target}`, '', acl === null ? {} : { 'x-amz-acl': acl });
    const Principal = { Service: 'logging.s3.amazonaws.com' };
    const about = { Principal, Action: 's3:PutObject', Resource: `arn:aws:s3:::${target}/log/*` };
    const Statement = statements.map((statement) => ({ ...about, ...statement }));
    if (Statement.length > 0) {
      const policy = JSON.stringify({ Version: '2012-10-17', Statement });
      expect((await put(`/${target}?policy`, policy)).status).toBe(204);
    }
    await keepLog(source, 'log/', target);
    await call({ path: `/${source}?list-type=2` });
    expect(await readLog('log/', target)).toHaveLength(expected);
  });

  it('is written when the server ends', async () => {
    const own = await startTestEndpoint();
    await own.call({ method: 'PUT', path: '/source', headers: { 'x-amz-acl': 'log-delivery-write' } });
    const target = '<TargetBucket>source</TargetBucket><TargetPrefix>log/</TargetPrefix>';
    const body = `<BucketLoggingStatus><LoggingEnabled>${target}</LoggingEnabled></BucketLoggingStatus>`;
    await own.call({ method: 'PUT', path: '/source?logging', body });
    await own.call({ path: '/source' });
    await own.server.close();
    const again = await startTestEndpoint({ dataDir: own.dataDir });
    expect((await again.call({ path: '/source?list-type=2' })).body).toContain('<Key>log/');
    await again.stop();
  });
});

describe('the key of a log', () => {
  const source = { name: 'box', owner: 'main', region: 'us-east-1' };
  const key = (keyFormat: 'SimplePrefix' | 'EventTime' | 'DeliveryTime' | null) => {
    const target = { bucket: 'logs', prefix: 'p/', grants: [], keyFormat };
    const batch = { source, target, since: Date.UTC(2026, 0, 31, 23, 59) } as unknown as Parameters<typeof logKey>[0];
    return logKey(batch, Date.UTC(2026, 1, 1, 0, 1, 2), 'AB12');
  };

  it.each([
    [null, 'p/2026-02-01-00-01-02-AB12'],
    ['SimplePrefix', 'p/2026-02-01-00-01-02-AB12'],
    ['EventTime', 'p/main/us-east-1/box/2026/01/31/2026-01-31-00-00-00-AB12'],
    ['DeliveryTime', 'p/main/us-east-1/box/2026/02/01/2026-02-01-00-01-02-AB12'],
  ] as const)('by %s is %s', (format, expected) => {
    expect(key(format)).toBe(expected);
  });
});

describe('an operation', () => {
  it.each([
    ['PutObject', 'PUT', 'REST.PUT.OBJECT'],
    ['CopyObject', 'PUT', 'REST.COPY.OBJECT'],
    ['GetBucketVersioning', 'GET', 'REST.GET.VERSIONING'],
    ['PutBucketLifecycleConfiguration', 'PUT', 'REST.PUT.LIFECYCLE'],
    ['DeleteObjects', 'POST', 'REST.POST.MULTI_OBJECT_DELETE'],
    ['UploadPart', 'PUT', 'REST.PUT.PART'],
  ])('%s is told as %3$s', (operation, method, expected) => {
    expect(logOperation(operation, method)).toBe(expected);
  });
});

describe('a line', () => {
  it('cannot be broken by what a client sends', () => {
    const line = logLine({
      bucketOwner: 'main',
      bucket: 'box',
      time: 0,
      remoteIp: null,
      requester: null,
      requestId: 'R',
      operation: 'REST.GET.OBJECT',
      key: 'a b\n"c',
      requestLine: 'GET /"\n HTTP/1.1',
      status: 200,
      errorCode: null,
      bytesSent: 0,
      objectBytes: null,
      totalMs: 0,
      referer: '"\r\n',
      userAgent: '',
      versionId: null,
      authType: null,
      host: 'h h"',
    });
    expect(line).toBe(
      'main box [01/Jan/1970:00:00:00 +0000] - - R REST.GET.OBJECT a%20b%0A%22c "GET /%22%0A HTTP/1.1" 200 - - - 0 - ' +
        '"%22%0D%0A" "-" - cooper - - - hh - - -',
    );
  });
});
