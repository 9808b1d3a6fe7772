import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alt, main, startTestEndpoint, type Call, type TestEndpoint } from '../test-endpoint';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await startTestEndpoint();
});
afterAll(() => endpoint.stop());

const put = (path: string, body = '', more: Partial<Call> = {}) =>
  endpoint.call({ method: 'PUT', path, body, ...more });
const status = async (call: Call) => (await endpoint.call(call)).status;

/** A bucket of its own with the objects `a` and `b`, and this policy. */
async function makeBucket(name: string, ...statements: object[]): Promise<void> {
  await put(`/${name}`);
  await put(`/${name}/a`, 'a');
  await put(`/${name}/b`, 'b');
  if (statements.length > 0) expect(await setPolicy(name, ...statements)).toBe(204);
}

async function setPolicy(name: string, ...statements: object[]): Promise<number> {
  const Resource = [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];
  const Statement = statements.map((statement) => ({ Effect: 'Allow', Principal: '*', Resource, ...statement }));
  return (await put(`/${name}?policy`, JSON.stringify({ Version: '2012-10-17', Statement }))).status;
}

describe('a policy', () => {
  it('lets in whom it names for what it names', async () => {
    await makeBucket(
      'named',
      { Principal: { AWS: 'alt' }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::named/a' },
      { Principal: { AWS: 'alt' }, Action: 's3:ListBucket', Condition: { StringEquals: { 's3:prefix': 'a' } } },
    );
    expect(await status({ path: '/named/a', as: alt })).toBe(200);
    expect(await status({ path: '/named/b', as: alt })).toBe(403);
    expect(await status({ path: '/named/a', as: null })).toBe(403);
    expect(await status({ path: '/named?list-type=2&prefix=a', as: alt })).toBe(200);
    expect(await status({ path: '/named?list-type=2&prefix=b', as: alt })).toBe(403);
    expect(await status({ path: '/named/a', method: 'DELETE', as: alt })).toBe(403);
    expect(await status({ path: '/named?tagging', as: alt })).toBe(403);
  });

  it('may open settings and versions', async () => {
    await makeBucket('opened', {
      Principal: { AWS: 'alt' },
      Action: ['s3:GetBucketVersioning', 's3:GetObjectVersion'],
    });
    expect(await status({ path: '/opened?versioning', as: alt })).toBe(200);
    expect(await status({ path: '/opened/a?versionId=null', as: alt })).toBe(200);
    expect(await status({ path: '/opened/a', as: alt })).toBe(403);
  });

  it('cannot give away itself', async () => {
    await makeBucket('kept', { Action: 's3:*' });
    expect(await endpoint.call({ path: '/kept?policy', as: alt })).toMatchObject({ status: 405 });
    expect(await status({ path: '/kept?policy' })).toBe(200);
  });

  it('that shuts everybody out can still be taken away by the owner', async () => {
    await makeBucket('shut', { Effect: 'Deny', Action: 's3:*' });
    expect(await status({ path: '/shut/a' })).toBe(403);
    expect(await status({ path: '/shut?list-type=2' })).toBe(403);
    expect(await status({ path: '/shut?policy', method: 'DELETE' })).toBe(204);
    expect(await status({ path: '/shut/a' })).toBe(200);
  });

  it('looks at tags of the object and of the request', async () => {
    const condition = (key: string) => ({ StringEquals: { [`s3:${key}/team`]: 'red' } });
    await makeBucket(
      'tagged',
      { Action: 's3:GetObject', Condition: condition('ExistingObjectTag') },
      {
        Principal: { AWS: 'alt' },
        Action: ['s3:PutObject', 's3:PutObjectTagging'],
        Condition: condition('RequestObjectTag'),
      },
    );
    const tags = (team: string) =>
      `<Tagging><TagSet><Tag><Key>team</Key><Value>${team}</Value></Tag></TagSet></Tagging>`;
    await put('/tagged/a?tagging', tags('red'));
    await put('/tagged/b?tagging', tags('blue'));
    expect(await status({ path: '/tagged/a', as: null })).toBe(200);
    expect(await status({ path: '/tagged/b', as: null })).toBe(403);
    expect((await put('/tagged/b?tagging', tags('green'), { as: alt })).status).toBe(403);
    expect((await put('/tagged/b?tagging', tags('red'), { as: alt })).status).toBe(200);
    expect((await put('/tagged/c', 'c', { as: alt })).status).toBe(403);
    expect((await put('/tagged/c', 'c', { as: alt, headers: { 'x-amz-tagging': 'team=red' } })).status).toBe(200);
  });

  it('on writing says apart what further the writer asks for', async () => {
    await makeBucket('inbox', { Principal: { AWS: 'alt' }, Action: 's3:PutObject' });
    expect((await put('/inbox/new', 'x', { as: alt })).status).toBe(200);
    expect((await put('/inbox/new', 'x', { as: alt, headers: { 'x-amz-acl': 'public-read' } })).status).toBe(403);
    expect((await put('/inbox/new', 'x', { as: alt, headers: { 'x-amz-tagging': 'a=b' } })).status).toBe(403);
  });

  it('of deletions counts for each key', async () => {
    await makeBucket('bin', { Principal: { AWS: 'alt' }, Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::bin/a' });
    const body = '<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>';
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
    const reply = await endpoint.call({ method: 'POST', path: '/bin?delete', body, headers, as: alt });
    expect(reply.body).toContain('<Deleted><Key>a</Key></Deleted><Error><Key>b</Key><Code>AccessDenied</Code>');
  });

  it('tells users of an account apart', async () => {
    const as = (userName: string) => ({ ...main, accessKeyId: userName, userName });
    const own = await startTestEndpoint({ users: [main, as('ann'), as('bob')] });
    await own.call({ method: 'PUT', path: '/homes' });
    for (const key of ['ann/a', 'bob/b']) await own.call({ method: 'PUT', path: `/homes/${key}`, body: key });
    const denial = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      NotResource: 'arn:aws:s3:::homes/${aws:username}/*',
      Condition: { Null: { 'aws:username': 'false' } },
    };
    const body = JSON.stringify({ Version: '2012-10-17', Statement: denial });
    expect((await own.call({ method: 'PUT', path: '/homes?policy', body })).status).toBe(204);
    const read = async (key: string, user = main) => (await own.call({ path: `/homes/${key}`, as: user })).status;
    expect([await read('ann/a', as('ann')), await read('bob/b', as('ann'))]).toEqual([200, 403]);
    expect([await read('ann/a', as('bob')), await read('bob/b', as('bob'))]).toEqual([403, 200]);
    expect([await read('ann/a'), await read('bob/b')]).toEqual([200, 200]);
    await own.stop();
  });

  it('looks at the lock that is asked for, by header or by document', async () => {
    await put('/vault', '', { headers: { 'x-amz-bucket-object-lock-enabled': 'true' } });
    await put('/vault/a', 'a');
    const Condition = { NumericGreaterThan: { 's3:object-lock-remaining-retention-days': '10' } };
    await setPolicy('vault', { Effect: 'Deny', Action: 's3:PutObjectRetention', Condition });
    const until = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const retention = (days: number) => {
      return `<Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>${until(days)}</RetainUntilDate></Retention>`;
    };
    expect((await put('/vault/a?retention', retention(20))).status).toBe(403);
    expect((await put('/vault/a?retention', retention(5))).status).toBe(200);
    const headers = { 'x-amz-object-lock-mode': 'GOVERNANCE', 'x-amz-object-lock-retain-until-date': until(20) };
    expect((await put('/vault/b', 'b', { headers })).status).toBe(403);
  });

  it('of a copy counts on both sides', async () => {
    await makeBucket('source');
    await makeBucket('target', { Principal: { AWS: 'alt' }, Action: 's3:PutObject' });
    const copy = { as: alt, headers: { 'x-amz-copy-source': '/source/a' } };
    expect((await put('/target/copy', '', copy)).status).toBe(403);
    await setPolicy('source', { Principal: { AWS: 'alt' }, Action: 's3:GetObject' });
    expect((await put('/target/copy', '', copy)).status).toBe(200);
  });

  it('tells a missing key only to whom it lets list', async () => {
    await makeBucket('hidden', { Action: 's3:GetObject' });
    expect(await status({ path: '/hidden/missing', as: null })).toBe(403);
    await setPolicy('hidden', { Action: ['s3:GetObject', 's3:ListBucket'] });
    expect(await status({ path: '/hidden/missing', as: null })).toBe(404);
  });

  it('knows who asks from where and how', async () => {
    await makeBucket('from-here', {
      Action: 's3:GetObject',
      Condition: {
        IpAddress: { 'aws:SourceIp': '127.0.0.0/8' },
        Bool: { 'aws:SecureTransport': 'false' },
        StringLike: { 'aws:Referer': 'https://console.example/*', 'aws:UserAgent': 'tester*' },
        DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' },
      },
    });
    const headers = { referer: 'https://console.example/x', 'user-agent': 'tester/1' };
    expect(await status({ path: '/from-here/a', as: null, headers })).toBe(200);
    expect(await status({ path: '/from-here/a', as: null })).toBe(403);
  });
});

describe('the public access block', () => {
  const block = (name: string, ...on: string[]) => {
    const flags = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];
    const body = flags.map((flag) => `<${flag}>${String(on.includes(flag))}</${flag}>`).join('');
    const root = 'PublicAccessBlockConfiguration';
    return put(`/${name}?publicAccessBlock`, `<${root}>${body}</${root}>`);
  };
  const publicRead = { headers: { 'x-amz-acl': 'public-read' } };

  it('refuses public ACLs and policies', async () => {
    await makeBucket('blocked');
    expect((await block('blocked', 'BlockPublicAcls', 'BlockPublicPolicy')).status).toBe(200);
    expect((await put('/blocked?acl', '', publicRead)).status).toBe(403);
    expect((await put('/blocked/a?acl', '', publicRead)).status).toBe(403);
    expect((await put('/blocked/c', 'c', publicRead)).status).toBe(403);
    expect(await setPolicy('blocked', { Action: 's3:GetObject' })).toBe(403);
    expect(await setPolicy('blocked', { Principal: { AWS: 'alt' }, Action: 's3:GetObject' })).toBe(204);
  });

  it('voids public ACLs and policies that are there', async () => {
    await makeBucket('voided', { Action: 's3:GetObject' });
    await put('/voided?acl', '', publicRead);
    expect(await status({ path: '/voided/a', as: null })).toBe(200);
    expect(await status({ path: '/voided', as: null })).toBe(200);
    await block('voided', 'IgnorePublicAcls', 'RestrictPublicBuckets');
    expect(await status({ path: '/voided/a', as: null })).toBe(403);
    expect(await status({ path: '/voided', as: null })).toBe(403);
    expect(await status({ path: '/voided/a' })).toBe(200);
  });
});

describe('ownership', () => {
  const own = (name: string, kind: string) => {
    const rule = `<Rule><ObjectOwnership>${kind}</ObjectOwnership></Rule>`;
    return put(`/${name}?ownershipControls`, `<OwnershipControls>${rule}</OwnershipControls>`);
  };
  const writeAll = { Principal: { AWS: 'alt' }, Action: ['s3:PutObject', 's3:PutObjectAcl'] };

  it('of what others write is theirs, unless the bucket says otherwise', async () => {
    await makeBucket('owned', writeAll);
    await put('/owned/theirs', 'x', { as: alt });
    expect(await status({ path: '/owned/theirs' })).toBe(403);
    expect(await status({ path: '/owned/theirs', as: alt })).toBe(200);
    await own('owned', 'BucketOwnerPreferred');
    await put('/owned/given', 'x', { as: alt, headers: { 'x-amz-acl': 'bucket-owner-full-control' } });
    expect(await status({ path: '/owned/given' })).toBe(200);
    expect(await status({ path: '/owned/given', as: alt })).toBe(403);
    await own('owned', 'BucketOwnerEnforced');
    expect(await status({ path: '/owned/theirs' })).toBe(200);
    expect(await status({ path: '/owned/theirs', as: alt })).toBe(403);
    expect(await status({ path: '/owned/theirs', method: 'DELETE' })).toBe(204);
  });

  it('enforced leaves no ACL', async () => {
    await makeBucket('enforced');
    await put('/enforced/a?acl', '', { headers: { 'x-amz-acl': 'public-read' } });
    expect(await status({ path: '/enforced/a', as: null })).toBe(200);
    await own('enforced', 'BucketOwnerEnforced');
    expect(await status({ path: '/enforced/a', as: null })).toBe(403);
    const asked = { headers: { 'x-amz-acl': 'public-read' } };
    for (const path of ['/enforced?acl', '/enforced/a?acl', '/enforced/c']) {
      expect(await put(path, '', asked)).toMatchObject({ status: 400, code: 'AccessControlListNotSupported' });
    }
    expect((await endpoint.call({ path: '/enforced/a?acl' })).body).not.toContain('AllUsers');
  });
});

describe('request payment', () => {
  it('is asked of all but the owner', async () => {
    await makeBucket('paid', { Action: 's3:GetObject' });
    const root = 'RequestPaymentConfiguration';
    await put('/paid?requestPayment', `<${root}><Payer>Requester</Payer></${root}>`);
    const headers = { 'x-amz-request-payer': 'requester' };
    expect(await status({ path: '/paid/a', as: alt })).toBe(403);
    expect(await status({ path: '/paid/a', as: null, headers })).toBe(403);
    const reply = await endpoint.call({ path: '/paid/a', as: alt, headers });
    expect(reply).toMatchObject({ status: 200, headers: { 'x-amz-request-charged': 'requester' } });
    expect((await endpoint.call({ path: '/paid/a' })).headers).not.toHaveProperty('x-amz-request-charged');
  });
});
