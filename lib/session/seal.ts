import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { getConfig } from '@/lib/config/current';
import type { Credentials } from '@/lib/s3/connection';

/** The keys of one connection as they lie in the cookie, and when the session for it ends. */
export interface SealedSession {
  credentials: Credentials;
  /** Milliseconds since 1970. */
  expires: number;
}

const audience = 'cooper-connection';

function getKey(): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', getConfig().sessionKey.reveal(), '', 'cooper session cookie', 32));
}

/** Encrypts a session (JWE, `dir` with A256GCM; RFC 7516). It is bound to its connection and opens for no other. */
export async function sealSession(connectionId: string, session: SealedSession): Promise<string> {
  return new EncryptJWT({ credentials: { ...session.credentials } })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setAudience(audience)
    .setSubject(connectionId)
    .setExpirationTime(Math.floor(session.expires / 1000))
    .encrypt(getKey());
}

/** `null` for anything that is not a living session of this connection, sealed with our key. */
export async function openSession(connectionId: string, sealed: string): Promise<SealedSession | null> {
  try {
    const { payload } = await jwtDecrypt(sealed, getKey(), {
      audience,
      subject: connectionId,
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const credentials = payload['credentials'] as Credentials | undefined;
    if (!credentials || payload.exp === undefined) return null;
    return { credentials, expires: payload.exp * 1000 };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
