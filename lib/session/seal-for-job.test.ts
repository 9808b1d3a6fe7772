import { beforeAll, expect, it } from 'vitest';
import { getOwner } from './owner';
import { openForJob, sealForJob } from './seal-for-job';

beforeAll(() => {
  process.env['COOPER_SESSION_KEY'] = Buffer.alloc(32, 7).toString('base64');
  process.env['COOPER_ENDPOINT'] = 'http://127.0.0.1:9';
});

const keys = { accessKeyId: 'AKIA', secretAccessKey: 'planted-secret', sessionToken: 'token' };

it('opens for its own job and no other, and shows nothing', async () => {
  const sealed = await sealForJob('job-1', { one: keys });
  expect(await openForJob('job-1', sealed)).toEqual({ one: keys });
  expect(await openForJob('job-2', sealed)).toBeNull();
  expect(await openForJob('job-1', 'nonsense')).toBeNull();
  const readable = sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
  expect(readable.join('\n')).not.toMatch(/planted-secret|AKIA/u);
});

it('knows people by both keys, and neither by the mark', () => {
  const owner = getOwner(keys);
  expect(getOwner({ ...keys, sessionToken: undefined })).toBe(owner);
  expect(getOwner({ ...keys, secretAccessKey: 'another' })).not.toBe(owner);
  expect(getOwner({ accessKeyId: 'AKIA\0p', secretAccessKey: 'lanted-secret' })).not.toBe(owner);
  expect(owner).not.toMatch(/AKIA|planted/u);
});
