import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestEndpoint, type TestEndpoint } from '../test-endpoint';
import { FaultPlan } from './plan';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startTestEndpoint({ faultControl: true });
  await endpoint.call({ method: 'PUT', path: '/faulty' });
  await endpoint.call({ method: 'PUT', path: '/faulty/k', body: 'hello' });
});
afterEach(() => endpoint.server.faults.clear());
afterAll(() => endpoint.stop());

const get = { path: '/faulty/k' };

describe('a rule', () => {
  const subject = { method: 'GET', operation: 'GetObject', bucket: 'b', key: 'dir/k' };
  const action = { kind: 'reset' } as const;

  it.each([
    [{}, true],
    [{ method: 'GET' }, true],
    [{ method: 'PUT' }, false],
    [{ operation: 'GetObject' }, true],
    [{ operation: 'HeadObject' }, false],
    [{ bucket: 'b', keyPrefix: 'dir/' }, true],
    [{ bucket: 'b', keyPrefix: 'other/' }, false],
  ])('that matches %j acts on a GET: %s', (match, acts) => {
    const plan = new FaultPlan();
    plan.set([{ match, action }]);
    expect(plan.take(subject) !== null).toBe(acts);
  });

  it('acts from the n-th request on, as often as it says', () => {
    const run = (rule: { nth?: number; times?: number }) => {
      const plan = new FaultPlan();
      plan.set([{ match: {}, action, ...rule }]);
      return Array.from({ length: 5 }, () => (plan.take(subject) ? 'x' : '-')).join('');
    };
    expect(run({})).toBe('xxxxx');
    expect(run({ nth: 3 })).toBe('--x--');
    expect(run({ times: 2 })).toBe('xx---');
    expect(run({ nth: 2, times: 3 })).toBe('-xxx-');
  });

  it('leaves preflights alone unless it names them', () => {
    const plan = new FaultPlan();
    const preflight = { ...subject, method: 'OPTIONS', operation: 'Preflight' };
    plan.set([{ match: {}, action }]);
    expect(plan.take(preflight)).toBeNull();
    plan.set([{ match: { operation: 'Preflight' }, action }]);
    expect(plan.take(preflight)).toEqual(action);
  });
});

describe('a fault', () => {
  it('can be a status with an S3 code', async () => {
    endpoint.server.faults.set([{ match: {}, nth: 1, action: { kind: 'status', status: 503, code: 'SlowDown' } }]);
    expect(await endpoint.call(get)).toMatchObject({ status: 503, code: 'SlowDown' });
    expect(await endpoint.call(get)).toMatchObject({ status: 200, body: 'hello' });
  });

  it('can reset the connection', async () => {
    endpoint.server.faults.set([{ match: { operation: 'GetObject' }, action: { kind: 'reset' } }]);
    await expect(endpoint.call(get)).rejects.toThrow(/ECONNRESET|socket hang up/);
  });

  it('can cut the body, of an object or a document', async () => {
    endpoint.server.faults.set([{ match: {}, action: { kind: 'truncate', bytes: 2 } }]);
    await expect(endpoint.call(get)).rejects.toThrow(/aborted/);
    await expect(endpoint.call({ path: '/faulty?list-type=2' })).rejects.toThrow(/aborted/);
  });

  it('can be any body with a 200', async () => {
    endpoint.server.faults.set([{ match: {}, action: { kind: 'body', body: '<ListBucketResult><Con' } }]);
    expect(await endpoint.call({ path: '/faulty?list-type=2' })).toMatchObject({
      status: 200,
      body: '<ListBucketResult><Con',
    });
  });

  it('can be a delay before the true answer, while others are answered', async () => {
    endpoint.server.faults.set([{ match: {}, nth: 1, action: { kind: 'delay', ms: 300 } }]);
    const order: string[] = [];
    const slow = endpoint.call(get).then((reply) => order.push(`slow ${reply.body}`));
    await expect.poll(() => endpoint.server.faults.spent).toBe(1);
    await endpoint.call(get).then((reply) => order.push(`quick ${reply.body}`));
    await slow;
    expect(order).toEqual(['quick hello', 'slow hello']);
  });
});

describe('steering over HTTP', () => {
  const steer = async (method: string, path: string, body?: unknown) => {
    const reply = await endpoint.call({
      method,
      path: `/.cooper/${path}`,
      as: null,
      body: body === undefined ? '' : JSON.stringify(body),
    });
    return { status: reply.status, json: JSON.parse(reply.body) as unknown };
  };

  it('sets and clears faults', async () => {
    await steer('PUT', 'faults', [{ match: {}, action: { kind: 'status', status: 500, code: 'InternalError' } }]);
    expect(await endpoint.call(get)).toMatchObject({ status: 500 });
    await steer('DELETE', 'faults');
    expect(await endpoint.call(get)).toMatchObject({ status: 200 });
    expect(await steer('PUT', 'nothing')).toMatchObject({ status: 404 });
  });

  it('lists what was asked since the last clear', async () => {
    await steer('DELETE', 'requests');
    await endpoint.call(get);
    await endpoint.call({ path: '/faulty/none', as: null });
    expect(await steer('GET', 'requests')).toEqual({
      status: 200,
      json: [
        { operation: 'GetObject', method: 'GET', bucket: 'faulty', key: 'k', status: 200, accessKeyId: 'AKMAIN' },
        { operation: 'GetObject', method: 'GET', bucket: 'faulty', key: 'none', status: 403, accessKeyId: null },
      ],
    });
  });

  it('makes many objects that can be listed, read and deleted', async () => {
    const order = { bucket: 'seeded', owner: 'main', prefix: 'many/', count: 2500, sizeBytes: 3 };
    expect((await steer('POST', 'seed', order)).status).toBe(200);
    const page = await endpoint.call({ path: '/seeded?list-type=2&prefix=many/' });
    expect(page.body.match(/<Key>/g)).toHaveLength(1000);
    expect(page.body).toContain('<Key>many/0000999</Key>');
    expect(await endpoint.call({ path: '/seeded/many/0002499' })).toMatchObject({ status: 200, body: '\0\0\0' });
    expect(await endpoint.call({ method: 'DELETE', path: '/seeded/many/0000000' })).toMatchObject({ status: 204 });
    expect(await endpoint.call({ path: '/seeded/many/0000001' })).toMatchObject({ status: 200, body: '\0\0\0' });
    expect((await steer('POST', 'seed', order)).status).toBe(400);
  });

  it('is not there unless it was asked for', async () => {
    const plain = await startTestEndpoint();
    expect(await plain.call({ path: '/.cooper/requests', as: null })).toMatchObject({
      status: 404,
      code: 'NoSuchBucket',
    });
    await plain.stop();
  });
});
