import { createHmac } from 'node:crypto';
import { S3Error } from '../errors.ts';
import type { EmbeddedUser } from '../options.ts';
import { sameSignature } from './canonical.ts';

/** CreateSession in the S3 API Reference: sessions last five minutes. */
const sessionMs = 5 * 60 * 1000;

export type SessionMode = 'ReadOnly' | 'ReadWrite';

/** Temporary keys to one directory bucket. */
export interface Session {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** Milliseconds since 1970. */
  expires: number;
}

interface SessionClaim {
  accessKeyId: string;
  bucket: string;
  mode: SessionMode;
  expires: number;
}

function seal(user: EmbeddedUser, purpose: string, text: string): string {
  return createHmac('sha256', user.secretAccessKey).update(`${purpose}\n${text}`).digest('base64url');
}

function keysOf(user: EmbeddedUser, token: string): Pick<Session, 'accessKeyId' | 'secretAccessKey'> {
  return { accessKeyId: `${user.accessKeyId}-session`, secretAccessKey: seal(user, 'secret', token) };
}

/** Opens a session. All there is to know about it lies in the token, sealed with the user's secret. */
export function openSession(user: EmbeddedUser, bucket: string, mode: SessionMode, now: number): Session {
  const expires = now + sessionMs;
  const claim: SessionClaim = { accessKeyId: user.accessKeyId, bucket, mode, expires };
  const text = Buffer.from(JSON.stringify(claim)).toString('base64url');
  const sessionToken = `${text}.${seal(user, 'token', text)}`;
  return { ...keysOf(user, sessionToken), sessionToken, expires };
}

function readClaim(text: string): SessionClaim | null {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as SessionClaim;
  } catch {
    return null;
  }
}

/**
 * Whose session a token is, and the secret its requests are signed with. Throws `InvalidToken`, `ExpiredToken`, and
 * `AccessDenied` for another bucket or for a write in a session that only reads.
 */
export function requireSession(
  token: string,
  request: { accessKeyId: string; bucket: string | null; method: string },
  authority: { users: readonly EmbeddedUser[]; now: () => number },
): { user: EmbeddedUser; secretAccessKey: string } {
  const [text = '', signature = ''] = token.split('.');
  const claim = readClaim(text);
  const user = authority.users.find(({ accessKeyId }) => accessKeyId === claim?.accessKeyId);
  if (!claim || !user || !sameSignature(seal(user, 'token', text), signature)) throw new S3Error('InvalidToken');
  const keys = keysOf(user, token);
  if (keys.accessKeyId !== request.accessKeyId) {
    throw new S3Error('InvalidAccessKeyId', { fields: { AWSAccessKeyId: request.accessKeyId } });
  }
  if (claim.expires <= authority.now()) throw new S3Error('ExpiredToken');
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  if (claim.bucket !== request.bucket || (claim.mode === 'ReadOnly' && !isReading)) throw new S3Error('AccessDenied');
  return { user, secretAccessKey: keys.secretAccessKey };
}
