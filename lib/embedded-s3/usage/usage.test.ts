import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alt, startTestEndpoint, type Call, type TestEndpoint } from '../test-endpoint';

interface Metrics {
  timeRange: [number, number];
  storageUtilized: [number, number];
  numberOfObjects: [number, number];
  incomingBytes: number;
  outgoingBytes: number;
  operations: Record<string, number>;
  bucketName?: string;
  accountId?: string;
  serviceName?: string;
}

const quarter = 15 * 60 * 1000;
/** The clock is moved, so that nothing happens at the edge of an interval. */
const noon = Date.UTC(2031, 4, 5, 12);

let endpoint: TestEndpoint;
const control = (method: string, path: string, body?: object) =>
  endpoint.call({ method, path: `/.cooper/${path}`, as: null, ...(body && { body: JSON.stringify(body) }) });
const moveTo = (time: number) => control('PUT', 'clock', { now: new Date(time).toISOString() });
const ask = (path: string, body: object, as?: Call['as']) =>
  endpoint.call({ method: 'POST', path, body: JSON.stringify(body), ...(as && { as }) });
const metricsOf = async (path: string, body: object) => JSON.parse((await ask(path, body)).body) as Metrics[];
const put = (path: string, body: string, as?: Call['as']) =>
  endpoint.call({ method: 'PUT', path, body, ...(as && { as }) });

beforeAll(async () => {
  endpoint = await startTestEndpoint({ faultControl: true });
  await moveTo(noon + 60_000);
  await put('/box-one', '');
  await put('/box-alt', '', alt);
  await put('/box-alt/theirs', '1234567', alt);
  await put('/box-one/a', 'x'.repeat(100));
  await put('/box-one/a', 'x'.repeat(60));
  await put('/box-one/b', 'x'.repeat(40));
  await endpoint.call({ path: '/box-one/a' });
  await endpoint.call({ path: '/box-one/a', headers: { range: 'bytes=0-9' } });
  await endpoint.call({ path: '/box-one/missing' });
  await moveTo(noon + quarter + 60_000);
  await put('/box-one?versioning', '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>');
  await put('/box-one/a', 'x'.repeat(5));
  await endpoint.call({ method: 'DELETE', path: '/box-one/b' });
  const begun = await endpoint.call({ method: 'POST', path: '/box-one/parts?uploads' });
  const id = /<UploadId>([^<]+)/.exec(begun.body)?.[1] ?? '';
  await put(`/box-one/parts?partNumber=1&uploadId=${id}`, 'x'.repeat(30));
  await put(`/box-one/parts?partNumber=1&uploadId=${id}`, 'x'.repeat(20));
});
afterAll(() => endpoint.stop());

const first = [noon, noon + quarter - 1] as const;
const both = [noon, noon + 2 * quarter - 1] as const;

describe('usage', () => {
  it('of a bucket tells what lay there before and after, and what was asked meanwhile', async () => {
    const [metrics] = await metricsOf('/buckets?Action=ListMetrics', { buckets: ['box-one'], timeRange: first });
    expect(metrics).toMatchObject({
      bucketName: 'box-one',
      timeRange: first,
      storageUtilized: [0, 100],
      numberOfObjects: [0, 2],
      incomingBytes: 200,
      outgoingBytes: 70,
    });
    const { operations = {} } = metrics ?? {};
    const done = Object.fromEntries(Object.entries(operations).filter(([, count]) => count > 0));
    expect(done).toEqual({ 's3:CreateBucket': 1, 's3:PutObject': 3, 's3:GetObject': 2 });
    expect(operations).toMatchObject({ 's3:DeleteBucket': 0, 's3:ReplicateTags': 0 });
  });

  it('counts older versions, delete markers and parts that lie there', async () => {
    const timeRange = [noon + quarter, noon + 2 * quarter - 1];
    const [metrics] = await metricsOf('/?Action=ListMetrics&Version=20160815', { buckets: ['box-one'], timeRange });
    expect(metrics).toMatchObject({
      storageUtilized: [100, 125],
      numberOfObjects: [2, 4],
      incomingBytes: 55,
      operations: {
        's3:InitiateMultipartUpload': 1,
        's3:UploadPart': 2,
        's3:DeleteObject': 1,
        's3:PutBucketVersioning': 1,
      },
    });
  });

  it('of an account and of the service are sums', async () => {
    const [account] = await metricsOf('/accounts?Action=ListMetrics', { accounts: ['alt'], timeRange: both });
    expect(account).toMatchObject({
      accountId: 'alt',
      storageUtilized: [0, 7],
      numberOfObjects: [0, 1],
      incomingBytes: 7,
    });
    const [service] = await metricsOf('/service?Action=ListMetrics', { service: ['s3'], timeRange: both });
    expect(service).toMatchObject({
      serviceName: 's3',
      storageUtilized: [0, 132],
      numberOfObjects: [0, 5],
      incomingBytes: 262,
      operations: { 's3:CreateBucket': 2 },
    });
  });

  it('goes up to now, or begins with the interval before', async () => {
    await moveTo(noon + 2 * quarter + 60_000);
    const [open] = await metricsOf('/buckets?Action=ListMetrics', { buckets: ['box-one'], timeRange: [noon] });
    expect(open).toMatchObject({ timeRange: [noon, expect.any(Number)], storageUtilized: [0, 125] });
    const [recent] = await metricsOf('/buckets?Action=ListRecentMetrics', { buckets: ['box-one'] });
    expect(recent).toMatchObject({ storageUtilized: [100, 125], incomingBytes: 55 });
  });

  it('is told to the owner, and to the account that was named first', async () => {
    const asked = { buckets: ['box-one', 'box-alt', 'nowhere'], timeRange: first };
    const theirs = JSON.parse((await ask('/buckets?Action=ListMetrics', asked, alt)).body) as Metrics[];
    expect(theirs.map(({ bucketName }) => bucketName)).toEqual(['box-alt']);
    const denied = { status: 403, body: expect.stringContaining('"code":"AccessDenied"') as string };
    expect(await ask('/buckets?Action=ListMetrics', { buckets: ['box-one'], timeRange: first }, alt)).toMatchObject(
      denied,
    );
    expect(await ask('/accounts?Action=ListMetrics', { accounts: ['main'], timeRange: first }, alt)).toMatchObject(
      denied,
    );
    expect(await ask('/service?Action=ListMetrics', { service: ['s3'], timeRange: first }, alt)).toMatchObject(denied);
    const anonymous = { method: 'POST', path: '/?Action=ListMetrics', body: JSON.stringify(asked), as: null };
    expect(await endpoint.call(anonymous)).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  it.each([
    ['/buckets', { buckets: ['box-one'], timeRange: [noon + 1] }, 400, 'InvalidParameterValue'],
    ['/buckets', { buckets: ['box-one'], timeRange: [noon, noon + quarter] }, 400, 'InvalidParameterValue'],
    ['/buckets', { buckets: ['box-one'], timeRange: [noon + quarter, noon - 1] }, 400, 'InvalidParameterValue'],
    ['/buckets', { buckets: ['box-one'] }, 400, 'InvalidParameterValue'],
    ['/buckets', { buckets: [], timeRange: first }, 400, 'InvalidParameterValue'],
    ['/service', { service: ['else'], timeRange: first }, 400, 'InvalidParameterValue'],
    ['/', { timeRange: first }, 400, 'WrongFormat'],
    ['/users', { users: ['u'], timeRange: first }, 501, 'NotImplemented'],
  ])('is refused to %s with %j', async (path, body, status, code) => {
    const answer = await ask(`${path}?Action=ListMetrics`, body);
    expect([answer.status, (JSON.parse(answer.body) as { code: string }).code]).toEqual([status, code]);
  });

  it('outlives a bucket, of which nothing is left', async () => {
    await put('/box-gone', '');
    await put('/box-gone/a', 'abc');
    await metricsOf('/buckets?Action=ListMetrics', { buckets: ['box-gone'], timeRange: [noon] });
    await endpoint.call({ method: 'DELETE', path: '/box-gone/a' });
    await endpoint.call({ method: 'DELETE', path: '/box-gone' });
    const [metrics] = await metricsOf('/buckets?Action=ListMetrics', { buckets: ['box-gone'], timeRange: [noon] });
    expect(metrics).toMatchObject({ storageUtilized: [0, 0], numberOfObjects: [0, 0], incomingBytes: 3 });
    expect(metrics?.operations).toMatchObject({ 's3:DeleteBucket': 1, 's3:DeleteObject': 1 });
  });
});
