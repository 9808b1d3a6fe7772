import type { Secret } from './secret.ts';

/** Providers that can be named; `auto` finds out. Each but `auto` has a file in lib/s3/providers. */
export const providerIds = [
  'aws',
  'ceph',
  'minio',
  'garage',
  'seaweedfs',
  'rustfs',
  'scality',
  'r2',
  'b2',
  'wasabi',
  'versitygw',
  'embedded',
  'other',
] as const;

export type ProviderId = (typeof providerIds)[number];

/** `user`: everyone brings their own keys. `static`: the operator's keys, which stay on the server. */
export type ConnectionCredentials =
  { kind: 'user' } | { kind: 'static'; accessKeyId: string; secretAccessKey: Secret; sessionToken: Secret | null };

/** What jobs may do to an endpoint, in each process that runs them. */
export interface JobLimits {
  /** Chunks of about 1,000 objects that are worked on at once. */
  chunks: number;
  /** `null`: as many as go. */
  requestsPerSecond: number | null;
  bytesPerSecond: number | null;
}

/** One S3 endpoint as the operator configured it, with every default filled in. */
export interface ConnectionSettings {
  /** Stable, lower case, fit for a URL segment and a cookie name. */
  id: string;
  name: string;
  /** URL without a trailing slash, as the server reaches it. */
  endpoint: string;
  /** URL without a trailing slash, as browsers reach it; everything presigned points there. */
  publicEndpoint: string;
  /** Host behind the names of buckets where they are served as websites; `null` where only the provider may know. */
  websiteDomain: string | null;
  region: string;
  addressing: 'auto' | 'path' | 'virtual';
  provider: 'auto' | ProviderId;
  credentials: ConnectionCredentials;
  /** Buckets to offer to keys that may not list buckets. */
  buckets: string[];
  readOnly: boolean;
  /** Larger objects are copied in parts of at most this size. */
  copyInPartsAboveBytes: number;
  /** PEM text of further certificate authorities for this endpoint. */
  ca: string | null;
  /** `when-required` suits every provider; `when-supported` sends and checks CRCs wherever S3 has them. */
  checksums: 'when-required' | 'when-supported';
  jobs: JobLimits;
}

export interface Config {
  connections: ConnectionSettings[];
  /** Base64 of at least 32 random bytes. */
  sessionKey: Secret;
  sessionHours: number;
  /** Origin by which users reach the console when a proxy stands before it. */
  publicOrigin: string | null;
  /** `auto`: secure wherever the request came over https. */
  secureCookies: 'auto' | boolean;
  /** Address this server listens on. */
  host: string;
  /** Absolute path of the folder for what the console itself keeps. */
  dataDir: string;
  /** A PostgreSQL to keep it in instead, shared by replicas; `null` for the database inside this process. */
  databaseUrl: Secret | null;
  /** `web` answers browsers and starts no job, `worker` runs jobs, `all` does both. */
  role: Role;
  /** For tests: a file that gets the name of every S3 operation sent, one JSON line each. */
  traceFile: string | null;
}

export const roles = ['all', 'web', 'worker'] as const;

export type Role = (typeof roles)[number];

/** A configuration that cannot be used. The message names each wrong field and holds none of its values. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}
