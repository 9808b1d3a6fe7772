import { describe, expect, it } from 'vitest';
import { alt, main } from '../test-endpoint';
import { openSession, requireSession } from './session-token';

const start = 1_000_000;
const bucket = 'a--z--x-s3';
const at = (now: number) => ({ users: [main, alt], now: () => now });
const session = openSession(main, bucket, 'ReadWrite', start);
const request = { accessKeyId: session.accessKeyId, bucket, method: 'PUT' };

describe('a session', () => {
  it('lasts five minutes, and is of who opened it', () => {
    expect(session.expires).toBe(start + 300_000);
    expect(requireSession(session.sessionToken, request, at(session.expires - 1))).toEqual({
      user: main,
      secretAccessKey: session.secretAccessKey,
    });
    expect(() => requireSession(session.sessionToken, request, at(session.expires))).toThrow(
      expect.objectContaining({ code: 'ExpiredToken' }),
    );
  });

  it('serves its bucket alone, and only for what it was opened for', () => {
    const reading = openSession(main, bucket, 'ReadOnly', start).sessionToken;
    const get = { ...request, method: 'GET' };
    expect(requireSession(reading, get, at(start)).user).toBe(main);
    for (const [token, wrong] of [
      [reading, request],
      [session.sessionToken, { ...request, bucket: 'b--z--x-s3' }],
      [session.sessionToken, { ...request, bucket: null }],
    ] as const) {
      expect(() => requireSession(token, wrong, at(start))).toThrow(expect.objectContaining({ code: 'AccessDenied' }));
    }
  });

  it.each([
    ['', 'InvalidToken'],
    ['bm9uc2Vuc2U.x', 'InvalidToken'],
    [session.sessionToken.slice(0, -1), 'InvalidToken'],
    [
      `${Buffer.from('{"accessKeyId":"AKALT"}').toString('base64url')}.${session.sessionToken.split('.')[1] ?? ''}`,
      'InvalidToken',
    ],
  ])('is not made up: %s', (token, code) => {
    expect(() => requireSession(token, request, at(start))).toThrow(expect.objectContaining({ code }));
  });

  it('goes with its own keys', () => {
    const wrong = { ...request, accessKeyId: main.accessKeyId };
    expect(() => requireSession(session.sessionToken, wrong, at(start))).toThrow(
      expect.objectContaining({ code: 'InvalidAccessKeyId' }),
    );
  });
});
