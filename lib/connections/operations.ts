import 'server-only';
import { HeadBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { getConfig } from '@/lib/config/current';
import type { ConnectionSettings } from '@/lib/config/types';
import { AppError } from '@/lib/errors/app-error';
import {
  getAddressing,
  getConnectionProvider,
  getEndpoint,
  openConnection,
  type Connection,
  type Credentials,
} from '@/lib/s3/connection';
import { findConnection, servesWithoutSignIn, readGrant, readSession } from '@/lib/session/authorise';
import { removeSessionCookie, writeSessionCookie } from '@/lib/session/cookies';
import { sealSession } from '@/lib/session/seal';
import type { SignInInput } from './schema';
import type { ConnectionHealth, ConnectionView } from './types';

async function toView(settings: ConnectionSettings): Promise<ConnectionView> {
  const { seen } = getEndpoint(settings);
  const provider = getConnectionProvider(settings, seen);
  const grant = await readGrant(settings);
  return {
    id: settings.id,
    name: settings.name,
    host: new URL(settings.publicEndpoint).host,
    publicOrigin: new URL(settings.publicEndpoint).origin,
    websiteDomain: settings.websiteDomain,
    region: settings.region,
    provider: { id: provider.id, name: provider.name },
    addressing: getAddressing(settings, seen, provider),
    readOnly: settings.readOnly,
    credentials: (await servesWithoutSignIn(settings)) ? 'static' : 'user',
    isOpen: grant !== null,
    expires: grant?.expires ?? null,
    accessKeyId: grant?.credentials.accessKeyId ?? null,
    hasSessionToken: grant?.credentials.sessionToken !== undefined,
    lacks: [...provider.lacks],
  };
}

/** Every configured connection, and whether this request is signed in to it. */
export async function listConnections(): Promise<ConnectionView[]> {
  return Promise.all(getConfig().connections.map(toView));
}

/**
 * Checks the keys with one real call. Keys that may not list buckets are still keys: AccessDenied proves that the
 * server knows them and that the signature is right.
 */
async function verifyCredentials(connection: Connection): Promise<void> {
  const bucket = connection.settings.buckets[0];
  try {
    if (bucket === undefined) await connection.client.send(new ListBucketsCommand({}));
    else await connection.client.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    if (error instanceof AppError && (error.code === 'access-denied' || error.code === 'bucket-not-found')) return;
    throw error;
  }
}

interface SignedIn {
  view: ConnectionView;
  credentials: Credentials;
  /** The keys of the session that this one replaces. */
  former: Credentials | null;
}

/** Signs in: checks the keys, seals them into the cookie. They are never sent to the browser again. */
export async function signIn(input: SignInInput): Promise<SignedIn> {
  const settings = findConnection(input.connection);
  if (!settings) throw new AppError('invalid-input', 'There is no such connection.');
  const credentials: Credentials = {
    accessKeyId: input.accessKeyId,
    secretAccessKey: input.secretAccessKey,
    ...(input.sessionToken && { sessionToken: input.sessionToken }),
  };
  await verifyCredentials(openConnection(settings, credentials));
  const former = await readSession(settings);
  const expires = Date.now() + getConfig().sessionHours * 3_600_000;
  await writeSessionCookie(settings.id, await sealSession(settings.id, { credentials, expires }), expires);
  const view = { ...(await toView(settings)), isOpen: true, expires, accessKeyId: credentials.accessKeyId };
  return { view, credentials, former: former?.credentials ?? null };
}

/** Forgets the keys of one connection. `session-ended` when there was no session to end. */
export async function signOut(connectionId: string): Promise<null> {
  const settings = findConnection(connectionId);
  if (!settings || (await readGrant(settings)) === null) {
    throw new AppError('session-ended', 'There is no session to end.');
  }
  await removeSessionCookie(connectionId);
  return null;
}

/** Tries path and then virtual-host addressing on a bucket, and remembers what answered. */
async function learnAddressing(connection: Connection, bucket: string): Promise<void> {
  const { settings, seen, credentials } = connection;
  if (settings.addressing !== 'auto' || seen.addressing !== null) return;
  const habit = connection.provider.addressing;
  for (const style of [habit, habit === 'path' ? 'virtual' : 'path'] as const) {
    const attempt = openConnection({ ...settings, addressing: style }, credentials);
    try {
      await attempt.client.send(new HeadBucketCommand({ Bucket: bucket }));
      seen.addressing = style;
      return;
    } catch (error) {
      // Being refused is an answer too: the server understood which bucket was meant.
      if (error instanceof AppError && error.s3?.status === 403) {
        seen.addressing = style;
        return;
      }
    }
  }
}

/** What one ListBuckets tells about the endpoint and these keys. */
async function probe(connection: Connection): Promise<{ bucket: string | undefined; problem: AppError | null }> {
  const configured = connection.settings.buckets[0];
  try {
    const { Buckets = [] } = await connection.client.send(new ListBucketsCommand({ MaxBuckets: 1 }));
    return { bucket: configured ?? Buckets[0]?.Name, problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { bucket: configured, problem: error };
  }
}

/** The health line: one ListBuckets, and one HeadBucket while the addressing style is still unknown. */
export async function checkHealth(connection: Connection): Promise<ConnectionHealth> {
  const { settings, seen } = connection;
  const started = performance.now();
  const { bucket, problem } = await probe(connection);
  const roundTripMs = Math.round(performance.now() - started);
  const isDenied = problem?.code === 'access-denied';
  const isAnswered = problem === null || isDenied;
  if (isAnswered && bucket !== undefined) await learnAddressing(connection, bucket);
  const provider = getConnectionProvider(settings, seen);
  return {
    reachable: problem?.code !== 'unreachable' && problem?.code !== 'timeout',
    clockSkewMs: seen.clockSkewMs,
    addressing: getAddressing(settings, seen, provider),
    provider: { id: provider.id, name: provider.name, version: seen.signs ? provider.version(seen.signs) : null },
    missingPermissions: isDenied ? ['s3:ListAllMyBuckets'] : [],
    roundTripMs: isAnswered ? roundTripMs : null,
    problem: isAnswered ? null : problem.message,
  };
}
