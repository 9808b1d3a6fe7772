import { beforeAll, describe, expect, it } from 'vitest';
import { isLoopbackHost } from './loopback';
import { openSession, sealSession } from './seal';

beforeAll(() => {
  process.env['COOPER_SESSION_KEY'] = Buffer.alloc(32, 7).toString('base64');
  process.env['COOPER_ENDPOINT'] = 'http://127.0.0.1:9';
});

const session = {
  credentials: { accessKeyId: 'AKIA', secretAccessKey: 'planted-secret', sessionToken: 't'.repeat(6000) },
  expires: Math.floor(Date.now() / 1000) * 1000 + 60_000,
};

describe('the sealed session', () => {
  it('opens again for its own connection, whole', async () => {
    expect(await openSession('one', await sealSession('one', session))).toEqual(session);
  });

  it('opens for no other connection', async () => {
    expect(await openSession('two', await sealSession('one', session))).toBeNull();
  });

  it('shows nothing of the keys', async () => {
    const sealed = await sealSession('one', session);
    const readable = sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(readable.join('\n')).not.toContain('planted-secret');
    expect(readable.join('\n')).not.toContain('AKIA');
  });

  it('is refused once expired, tampered with, or not ours', async () => {
    const sealed = await sealSession('one', session);
    expect(await openSession('one', await sealSession('one', { ...session, expires: Date.now() - 5_000 }))).toBeNull();
    const parts = sealed.split('.');
    parts[3] = `${parts[3]!.startsWith('A') ? 'B' : 'A'}${parts[3]!.slice(1)}`;
    expect(await openSession('one', parts.join('.'))).toBeNull();
    expect(await openSession('one', 'nonsense')).toBeNull();
  });
});

describe('isLoopbackHost', () => {
  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1', '127.8.9.1:80', '[::1]:3000', '::1'])('accepts %s', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  it.each(['', '0.0.0.0', 'example.com', 'localhost.evil.test', '127.0.0.1.evil.test', '10.0.0.1', '128.0.0.1'])(
    'refuses %j',
    (host) => {
      expect(isLoopbackHost(host)).toBe(false);
    },
  );
});
