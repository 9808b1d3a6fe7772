import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { S3Client } from '@aws-sdk/client-s3';
import { getConfig } from '../config/current.ts';
import type { ConnectionSettings } from '../config/types.ts';
import { createClient } from './client.ts';
import type { Capability } from './capabilities.ts';
import { getProvider, recogniseProvider } from './providers/all.ts';
import type { Provider, ServerSigns } from './providers/define.ts';

/** The keys one person uses on one connection. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

/** What this process has seen of a connection's server. It is shared by everyone and holds nothing secret. */
export interface Observations {
  signs: ServerSigns | null;
  /** Server clock minus ours at the last answer, in milliseconds, exact to a second; `null` before the first. */
  clockSkewMs: number | null;
  /** Addressing style that was found to work; `null` before it was tried. */
  addressing: 'path' | 'virtual' | null;
  /** Regions of buckets, where buckets have regions of their own. */
  bucketRegions: Map<string, string>;
}

interface Endpoint {
  settings: ConnectionSettings;
  seen: Observations;
  agents: { httpAgent: HttpAgent; httpsAgent: HttpsAgent };
}

/** An endpoint as one signed-in person uses it. Operations receive it; only lib/session makes one. */
export interface Connection {
  readonly id: string;
  readonly settings: ConnectionSettings;
  readonly provider: Provider;
  readonly credentials: Credentials;
  /** Buckets whose requests this person agreed to pay for. */
  readonly paidBuckets: ReadonlySet<string>;
  readonly seen: Observations;
  /** Sends S3 commands; whatever fails is thrown as an AppError. */
  readonly client: S3Client;
  /** Signs links for the address that browsers use. Sends nothing. */
  readonly signer: (region?: string) => S3Client;
}

const endpoints = new Map<string, Endpoint>();

/** Keep-alive sockets to each endpoint are shared by all requests of this process. */
export function getEndpoint(settings: ConnectionSettings): Endpoint {
  const known = endpoints.get(settings.id);
  if (known && known.settings === settings) return known;
  const options = { keepAlive: true, maxSockets: 64 };
  const endpoint: Endpoint = {
    settings,
    seen: { signs: null, clockSkewMs: null, addressing: null, bucketRegions: new Map() },
    agents: {
      httpAgent: new HttpAgent(options),
      httpsAgent: new HttpsAgent({ ...options, ...(settings.ca !== null && { ca: settings.ca }) }),
    },
  };
  endpoints.set(settings.id, endpoint);
  return endpoint;
}

/** The provider the operator named; else the one the endpoint's host or its answers point to. */
export function getConnectionProvider(settings: ConnectionSettings, seen: Observations): Provider {
  if (settings.provider !== 'auto') return getProvider(settings.provider);
  const host = new URL(settings.endpoint).hostname;
  return recogniseProvider(seen.signs ?? { host, server: null, requestId: null });
}

/** Path or virtual-host addressing: the operator's word, else what was found to work, else the provider's habit. */
export function getAddressing(
  settings: ConnectionSettings,
  seen: Observations,
  provider: Provider,
): 'path' | 'virtual' {
  return settings.addressing === 'auto' ? (seen.addressing ?? provider.addressing) : settings.addressing;
}

export function openConnection(
  settings: ConnectionSettings,
  credentials: Credentials,
  paidBuckets: ReadonlySet<string> = new Set(),
): Connection {
  const endpoint = getEndpoint(settings);
  const { seen, agents } = endpoint;
  const provider = getConnectionProvider(settings, seen);
  const addressing = getAddressing(settings, seen, provider);
  const shared = {
    settings,
    credentials,
    provider,
    addressing,
    agents,
    seen,
    traceFile: getConfig().traceFile,
    paidBuckets,
  };
  const clients = new Map<string, S3Client>();
  function clientFor(address: string, region: string): S3Client {
    const id = `${region} ${address}`;
    const client = clients.get(id) ?? createClient({ ...shared, endpoint: address, region });
    clients.set(id, client);
    return client;
  }
  return {
    id: settings.id,
    settings,
    provider,
    credentials,
    paidBuckets,
    seen,
    get client() {
      return clientFor(settings.endpoint, settings.region);
    },
    signer: (region = settings.region) => clientFor(settings.publicEndpoint, region),
  };
}

export function hasCapability(connection: Connection, capability: Capability): boolean {
  return !connection.provider.lacks.includes(capability);
}
