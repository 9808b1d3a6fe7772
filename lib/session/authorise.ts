import 'server-only';
import { headers } from 'next/headers';
import { getConfig } from '@/lib/config/current';
import type { ConnectionSettings } from '@/lib/config/types';
import { AppError } from '@/lib/errors/app-error';
import { openConnection, type Connection, type Credentials } from '@/lib/s3/connection';
import { readPaidBuckets, readSessionCookie } from './cookies';
import { isLoopbackHost } from './loopback';
import { openSession } from './seal';

/** What an act does to the endpoint. Read-only connections refuse `write`. */
export type Access = 'read' | 'write';

/** Credentials that are in force for a connection, and until when; `null` expiry for keys kept on the server. */
interface Grant {
  credentials: Credentials;
  expires: number | null;
}

export function findConnection(id: string): ConnectionSettings | undefined {
  return getConfig().connections.find((connection) => connection.id === id);
}

/**
 * Keys kept on the server serve without sign-in only when nobody but this machine can ask: the console listens on
 * loopback and the request names a loopback host, which a page that rebinds its own name to 127.0.0.1 cannot.
 */
export async function servesWithoutSignIn(settings: ConnectionSettings): Promise<boolean> {
  if (settings.credentials.kind !== 'static' || !isLoopbackHost(getConfig().host)) return false;
  const sent = await headers();
  // Next hands an action that the posted page does not hold on to its own loopback address: Host is then Next's, and
  // X-Forwarded-Host what the browser sent. A page cannot forge the latter, since Next compares it with Origin.
  return ['host', 'x-forwarded-host'].every((name) => isLoopbackHost(sent.get(name) ?? ''));
}

/** The session that this request brings for a connection; `null` when it brings none that lives. */
export async function readSession(settings: ConnectionSettings): Promise<Grant | null> {
  const sealed = await readSessionCookie(settings.id);
  return sealed === null ? null : openSession(settings.id, sealed);
}

/** The keys this request may use on a connection; `null` when it must sign in first. */
export async function readGrant(settings: ConnectionSettings): Promise<Grant | null> {
  const session = await readSession(settings);
  if (session) return session;
  if (settings.credentials.kind !== 'static' || !(await servesWithoutSignIn(settings))) return null;
  const { accessKeyId, secretAccessKey, sessionToken } = settings.credentials;
  return {
    credentials: {
      accessKeyId,
      secretAccessKey: secretAccessKey.reveal(),
      ...(sessionToken && { sessionToken: sessionToken.reveal() }),
    },
    expires: null,
  };
}

/**
 * The only way to a Connection. Throws `session-ended` when there is no living session for it; an unknown connection
 * answers the same, so that nobody can ask which exist.
 */
export async function requireConnection(id: string, access: Access): Promise<Connection> {
  const settings = findConnection(id);
  const grant = settings ? await readGrant(settings) : null;
  if (!settings || !grant) {
    throw new AppError(
      'session-ended',
      'Your session for this connection has ended. Sign in again; the page stays as it is.',
    );
  }
  if (access === 'write' && settings.readOnly) {
    throw new AppError('read-only', `The operator made “${settings.name}” read-only. Nothing was changed.`);
  }
  return openConnection(settings, grant.credentials, await readPaidBuckets(settings.id));
}
