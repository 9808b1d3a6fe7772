import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestEndpoint, type Call, type TestEndpoint } from '../test-endpoint';

let endpoint: TestEndpoint;
beforeEach(async () => {
  endpoint = await startTestEndpoint({ faultControl: true });
});
afterEach(() => endpoint.stop());

const dayMs = 86_400_000;
const call = (sent: Call) => endpoint.call(sent);
const put = (path: string, body = '', headers: Record<string, string> = {}) => {
  return call({ method: 'PUT', path, body, headers });
};
const status = async (path: string) => (await call({ path })).status;

/** Makes it so many days from now; everything that is due has happened when it resolves. */
async function passDays(count: number): Promise<void> {
  const body = JSON.stringify({ now: new Date(Date.now() + count * dayMs).toISOString() });
  expect((await call({ method: 'PUT', path: '/.cooper/clock', body, as: null })).status).toBe(200);
}

async function makeBucket(name: string, versioned: boolean, ...rules: string[]): Promise<void> {
  await put(`/${name}`);
  if (versioned) {
    await put(`/${name}?versioning`, '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>');
  }
  const all = rules.map((rule) => `<Rule><Status>Enabled</Status>${rule}</Rule>`).join('');
  expect((await put(`/${name}?lifecycle`, `<LifecycleConfiguration>${all}</LifecycleConfiguration>`)).status).toBe(200);
}

const expire = (days: number, prefix = '') => {
  return `<ID>e</ID><Filter><Prefix>${prefix}</Prefix></Filter><Expiration><Days>${days}</Days></Expiration>`;
};

describe('objects', () => {
  it('are gone when their days are over, and only those', async () => {
    await makeBucket('plain', false, expire(3, 'old/'));
    await put('/plain/old/a', 'a');
    await put('/plain/new/a', 'a');
    await passDays(2);
    expect(await status('/plain/old/a')).toBe(200);
    await passDays(4);
    expect([await status('/plain/old/a'), await status('/plain/new/a')]).toEqual([404, 200]);
  });

  it('of a versioned bucket are hidden, and their versions go later', async () => {
    const noncurrent = `<NoncurrentVersionExpiration><NoncurrentDays>2</NoncurrentDays></NoncurrentVersionExpiration>`;
    await makeBucket('kept', true, expire(3) + noncurrent);
    await put('/kept/a', 'a');
    await passDays(4);
    expect(await status('/kept/a')).toBe(404);
    const hidden = await call({ path: '/kept?versions' });
    expect(hidden.body.match(/<DeleteMarker>|<Version>/g)).toEqual(['<DeleteMarker>', '<Version>']);
    await passDays(20);
    // With its version gone the marker hides nothing; it goes in the run after.
    await passDays(20);
    expect((await call({ path: '/kept?versions' })).body).not.toMatch(/<DeleteMarker>|<Version>/);
  });

  it('move to another class', async () => {
    const move = '<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>';
    await makeBucket('moved', false, `<Filter><ObjectSizeGreaterThan>0</ObjectSizeGreaterThan></Filter>${move}`);
    await put('/moved/a', 'a');
    await passDays(3);
    expect(await call({ path: '/moved/a' })).toMatchObject({ status: 403, code: 'InvalidObjectState' });
    const restore = '<RestoreRequest><Days>1</Days></RestoreRequest>';
    expect(await call({ method: 'POST', path: '/moved/a?restore', body: restore })).toMatchObject({ status: 202 });
    expect(await status('/moved/a')).toBe(200);
    await passDays(5);
    expect(await status('/moved/a')).toBe(403);
  });

  it('that are locked stay until the lock is over', async () => {
    await put('/locked', '', { 'x-amz-bucket-object-lock-enabled': 'true' });
    const noncurrent = `<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>`;
    await makeBucketRules('locked', `<Filter/>${noncurrent}`);
    const until = new Date(Date.now() + 10 * dayMs).toISOString();
    const lock = { 'x-amz-object-lock-mode': 'COMPLIANCE', 'x-amz-object-lock-retain-until-date': until };
    const first = await put('/locked/a', 'a', lock);
    await put('/locked/a', 'b');
    const versionId = String(first.headers['x-amz-version-id']);
    await passDays(9);
    expect(await status(`/locked/a?versionId=${versionId}`)).toBe(200);
    expect((await call({ method: 'DELETE', path: `/locked/a?versionId=${versionId}` })).status).toBe(403);
    await passDays(12);
    expect(await status(`/locked/a?versionId=${versionId}`)).toBe(404);
  });

  it('in great number go too', async () => {
    await makeBucket('many', false, expire(1));
    const seed = JSON.stringify({ bucket: 'many', owner: 'main', prefix: 'k/', count: 5500, sizeBytes: 0 });
    await call({ method: 'POST', path: '/.cooper/seed', body: seed, as: null });
    await passDays(3);
    expect((await call({ path: '/many?list-type=2' })).body).toContain('<KeyCount>0</KeyCount>');
  });

  it('say when they will go', async () => {
    await makeBucket('told', false, expire(3, 'old/'));
    const told = await put('/told/old/a', 'a');
    const expected = /^expiry-date="\w{3}, \d\d \w{3} \d{4} 00:00:00 GMT", rule-id="e"$/;
    expect(told.headers['x-amz-expiration']).toMatch(expected);
    expect((await call({ path: '/told/old/a' })).headers['x-amz-expiration']).toMatch(expected);
    expect((await call({ method: 'HEAD', path: '/told/old/a' })).headers['x-amz-expiration']).toMatch(expected);
    expect((await put('/told/new/a', 'a')).headers).not.toHaveProperty('x-amz-expiration');
  });
});

describe('uploads', () => {
  it('that nobody finishes are ended', async () => {
    const abort = '<DaysAfterInitiation>2</DaysAfterInitiation>';
    await makeBucket(
      'parts',
      false,
      `<Filter/><AbortIncompleteMultipartUpload>${abort}</AbortIncompleteMultipartUpload>`,
    );
    await call({ method: 'POST', path: '/parts/a?uploads' });
    await passDays(1);
    expect((await call({ path: '/parts?uploads' })).body).toContain('<UploadId>');
    await passDays(4);
    expect((await call({ path: '/parts?uploads' })).body).not.toContain('<UploadId>');
  });
});

describe('the clock', () => {
  it('can be read and set back', async () => {
    const read = async () =>
      (JSON.parse((await call({ path: '/.cooper/clock', as: null })).body) as { now: string }).now;
    await passDays(100);
    expect(Date.parse(await read())).toBeGreaterThan(Date.now() + 99 * dayMs);
    await call({ method: 'DELETE', path: '/.cooper/clock', as: null });
    expect(Math.abs(Date.parse(await read()) - Date.now())).toBeLessThan(dayMs);
  });

  it('refuses what is no time', async () => {
    const body = JSON.stringify({ now: 'tomorrow' });
    expect((await call({ method: 'PUT', path: '/.cooper/clock', body, as: null })).status).toBe(400);
  });
});

async function makeBucketRules(name: string, rule: string): Promise<void> {
  const all = `<Rule><Status>Enabled</Status>${rule}</Rule>`;
  await put(`/${name}?lifecycle`, `<LifecycleConfiguration>${all}</LifecycleConfiguration>`);
}

describe('days that a test makes short', () => {
  const shorten = (daySeconds: unknown) => {
    return call({ method: 'PUT', path: '/.cooper/lifecycle', body: JSON.stringify({ daySeconds }), as: null });
  };

  it('pass by themselves, while the clock and what headers tell stay true', async () => {
    await makeBucket('brief', false, expire(1, 'old/'));
    await put('/brief/new/a', 'a');
    expect((await shorten(1)).status).toBe(200);
    const { headers } = await put('/brief/old/a', 'a');
    const expiry = Date.parse(/expiry-date="([^"]*)"/.exec(String(headers['x-amz-expiration']))?.[1] ?? '');
    expect(expiry).toBeGreaterThan(Date.now() + dayMs / 2);
    await expect.poll(() => status('/brief/old/a'), { timeout: 20_000 }).toBe(404);
    expect(await status('/brief/new/a')).toBe(200);
    expect((await call({ method: 'DELETE', path: '/.cooper/lifecycle', as: null })).status).toBe(200);
  });

  it('last from a second to a day', async () => {
    for (const seconds of [0, -1, 86_401, '10', null]) expect((await shorten(seconds)).status).toBe(400);
    for (const seconds of [1, 86_400]) expect((await shorten(seconds)).status).toBe(200);
  });
});
