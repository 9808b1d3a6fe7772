import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main, startTestEndpoint, type TestEndpoint } from '../test-endpoint';

let endpoint: TestEndpoint;
const box = '/box--z1--x-s3';
const directory = (zone: string, type = 'Directory') =>
  `<CreateBucketConfiguration><Location><Name>${zone}</Name><Type>AvailabilityZone</Type></Location>` +
  `<Bucket><DataRedundancy>SingleAvailabilityZone</DataRedundancy><Type>${type}</Type></Bucket></CreateBucketConfiguration>`;
beforeAll(async () => {
  endpoint = await startTestEndpoint();
  await endpoint.call({ method: 'PUT', path: box, body: directory('z1') });
  for (const key of ['a/1', 'a/2', 'a/3', 'b'])
    await endpoint.call({ method: 'PUT', path: `${box}/${key}`, body: key });
});
afterAll(() => endpoint.stop());

describe('a directory bucket', () => {
  it.each([
    ['/new--z1--x-s3', '', 400, 'InvalidBucketName'],
    ['/new--z1--x-s3', directory('z2'), 400, 'InvalidRequest'],
    ['/new--z1--x-s3', directory('z1', 'Flat'), 400, 'MalformedXML'],
    ['/new.dot--z1--x-s3', directory('z1'), 400, 'InvalidBucketName'],
    [box, directory('z1'), 409, 'BucketAlreadyOwnedByYou'],
  ])('is not made: %s %s', async (path, body, status, code) => {
    expect(await endpoint.call({ method: 'PUT', path, body })).toMatchObject({ status, code });
  });

  it('is not among the other buckets', async () => {
    expect((await endpoint.call({ path: '/' })).body).not.toContain('--x-s3');
  });

  it('lists every key once, a page at a time, in no order', async () => {
    const keys: string[] = [];
    let token = '';
    do {
      const { body } = await endpoint.call({ path: `${box}?list-type=2&max-keys=3${token}` });
      keys.push(...[...body.matchAll(/<Key>([^<]+)</g)].map((match) => match[1] ?? ''));
      const next = /<NextContinuationToken>(.*)<\/NextContinuationToken>/.exec(body)?.[1];
      token = next === undefined ? '' : `&continuation-token=${next}`;
    } while (token !== '');
    expect(keys.toSorted()).toEqual(['a/1', 'a/2', 'a/3', 'b']);
    expect(keys).not.toEqual(keys.toSorted());
  });

  it.each([
    ['GET', '?list-type=2&prefix=a', 400, 'InvalidArgument'],
    ['GET', '?list-type=2&delimiter=-', 400, 'InvalidArgument'],
    ['GET', '?list-type=2&start-after=a', 400, 'InvalidArgument'],
    ['GET', '?uploads&delimiter=-', 400, 'InvalidArgument'],
    ['GET', '', 405, 'MethodNotAllowed'],
    ['GET', '?versions', 405, 'MethodNotAllowed'],
    ['GET', '?policy', 405, 'MethodNotAllowed'],
    ['GET', '/a/1?tagging', 405, 'MethodNotAllowed'],
    ['GET', '/a/1?versionId=1', 400, 'InvalidArgument'],
    ['GET', '?encryption', 404, 'ServerSideEncryptionConfigurationNotFoundError'],
    ['GET', '/a/1?versionId=null', 200, null],
  ])('answers %s %s with %i %s', async (method, rest, status, code) => {
    expect(await endpoint.call({ method, path: `${box}${rest}` })).toMatchObject({ status, code });
  });

  it('has one storage class, and neither tags nor ACLs', async () => {
    const write = (headers: Record<string, string>) =>
      endpoint.call({ method: 'PUT', path: `${box}/k/x`, body: 'x', headers });
    expect(await write({ 'x-amz-storage-class': 'STANDARD' })).toMatchObject({ code: 'InvalidStorageClass' });
    expect(await write({ 'x-amz-tagging': 'a=1' })).toMatchObject({ status: 501 });
    expect(await write({ 'x-amz-acl': 'private' })).toMatchObject({ status: 501 });
    expect(await endpoint.call({ path: `${box}/k/x` })).toMatchObject({ status: 404 });
    expect((await endpoint.call({ path: `${box}/b` })).headers['x-amz-storage-class']).toBe('EXPRESS_ONEZONE');
  });

  it('is worked with in a session', async () => {
    const reply = await endpoint.call({ path: `${box}?session`, headers: { 'x-amz-create-session-mode': 'ReadOnly' } });
    const field = (name: string) => new RegExp(`<${name}>(.*)</${name}>`).exec(reply.body)?.[1] ?? '';
    const as = { ...main, accessKeyId: field('AccessKeyId'), secretAccessKey: field('SecretAccessKey') };
    const headers = { 'x-amz-s3session-token': field('SessionToken') };
    expect(await endpoint.call({ path: `${box}/b`, headers, as })).toMatchObject({ status: 200, body: 'b' });
    expect(await endpoint.call({ method: 'DELETE', path: `${box}/b`, headers, as })).toMatchObject({ status: 403 });
    expect(await endpoint.call({ path: '/', headers, as })).toMatchObject({ status: 403 });
    const wrong = { ...as, secretAccessKey: 'guess' };
    expect(await endpoint.call({ path: `${box}/b`, headers, as: wrong })).toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
    const odd = { 'x-amz-create-session-mode': 'Some' };
    expect(await endpoint.call({ path: `${box}?session`, headers: odd })).toMatchObject({ code: 'InvalidArgument' });
  });
});
