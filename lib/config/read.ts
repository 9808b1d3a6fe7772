import { X509Certificate } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { getDataDir } from './data-dir.ts';
import { type Environment, endpointVariables, environmentSchema, toConnectionInput } from './env.ts';
import { parseFields } from './parse.ts';
import { type ParsedConnection, configFileSchema, connectionSchema } from './schema.ts';
import { Secret } from './secret.ts';
import { type Config, ConfigError, type ConnectionSettings } from './types.ts';

/** Reads a text file; throws when there is none. */
export type ReadFile = (path: string) => string;

const defaultSessionHours = 12;

/** https://docs.aws.amazon.com/general/latest/gr/s3.html; the partition of China has its own domain. */
function toAwsEndpoint(region: string): string {
  return `https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

function readText(path: string, field: string, readFile: ReadFile): string {
  try {
    return readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ConfigError(`${field} names the file ${path}, which cannot be read (${code})`);
  }
}

/** The PEM text of a CA file, tried out, because TLS would only say so at the first request. */
function readAuthorities(path: string, field: string, readFile: ReadFile): string {
  const text = readText(path, field, readFile);
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? [];
  try {
    if (blocks.length === 0) throw new Error('no certificate');
    blocks.forEach((block) => new X509Certificate(block));
  } catch {
    throw new ConfigError(`${field} names the file ${path}, which holds no valid PEM certificate`);
  }
  return text;
}

function toSettings(parsed: ParsedConnection, ca: string | null): ConnectionSettings {
  const { id, name, region, addressing, provider, buckets, readOnly, checksums, credentials, jobs } = parsed;
  const endpoint = parsed.endpoint ?? toAwsEndpoint(region);
  return {
    ...{ id, name, endpoint, region, addressing, provider, buckets, readOnly, ca, checksums, jobs },
    copyInPartsAboveBytes: parsed.copyInPartsAboveMiB * 1024 ** 2,
    publicEndpoint: parsed.publicEndpoint ?? endpoint,
    websiteDomain: parsed.websiteDomain ?? null,
    credentials:
      credentials.kind === 'user'
        ? credentials
        : {
            kind: 'static',
            accessKeyId: credentials.accessKeyId,
            secretAccessKey: new Secret(credentials.secretAccessKey),
            sessionToken: credentials.sessionToken === undefined ? null : new Secret(credentials.sessionToken),
          },
  };
}

/** JSON.parse quotes what it met, which may be a secret; only the place is repeated. */
function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const place = /line \d+ column \d+/u.exec(error instanceof Error ? error.message : '')?.[0];
    throw new ConfigError(`COOPER_CONFIG names the file ${path}, which is not valid JSON${place ? ` (${place})` : ''}`);
  }
}

/** `connections[0].endpoint`, and the file it stands in. */
function nameIn(path: string): (field: PropertyKey[]) => string {
  return (field) => {
    const name = field.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
    return `${name.replace(/^\./u, '') || 'the configuration'} in ${path}`;
  };
}

interface ConnectionsFound {
  connections: ConnectionSettings[];
  sessionHours: number | undefined;
}

function readConfigFile(path: string, readFile: ReadFile): ConnectionsFound {
  const nameField = nameIn(path);
  const text = readText(path, 'COOPER_CONFIG', readFile);
  const { connections, sessionHours } = parseFields(configFileSchema, parseJson(text, path), nameField);
  return {
    connections: connections.map((connection, index) => {
      if (connection.caFile === undefined) return toSettings(connection, null);
      const caPath = resolve(dirname(path), connection.caFile);
      return toSettings(connection, readAuthorities(caPath, nameField(['connections', index, 'caFile']), readFile));
    }),
    sessionHours,
  };
}

function readEndpointVariables(env: Environment, readFile: ReadFile): ConnectionsFound {
  const nameField = (path: PropertyKey[]): string => {
    const field = path.map(String);
    return endpointVariables[field.join('.')] ?? endpointVariables[field[0] ?? ''] ?? field.join('.');
  };
  const connection = parseFields(connectionSchema, toConnectionInput(env), nameField);
  const { caFile } = connection;
  const ca = caFile === undefined ? null : readAuthorities(caFile, 'COOPER_CA_FILE', readFile);
  return { connections: [toSettings(connection, ca)], sessionHours: undefined };
}

function refuseBoth(env: Environment): void {
  const extra = Object.values(endpointVariables).find((variable) => env[variable] !== undefined);
  if (extra === undefined) return;
  throw new ConfigError(`${extra} cannot be combined with COOPER_CONFIG; describe the endpoint in the file`);
}

/**
 * The whole configuration, from the environment and the file it may name. Empty variables count as not set.
 * @throws ConfigError naming each wrong field
 */
export function readConfig(variables: Record<string, string | undefined>, readFile: ReadFile): Config {
  const isOurs = (name: string): boolean => name.startsWith('COOPER_') || name === 'DATABASE_URL';
  const set = Object.entries(variables).filter(([name, value]) => isOurs(name) && value);
  const env = parseFields(environmentSchema, Object.fromEntries(set), (path) => path.map(String).join('.'));
  if (env.COOPER_SESSION_KEY === undefined) {
    throw new ConfigError('COOPER_SESSION_KEY is missing; make one with: openssl rand -base64 32');
  }
  if (env.COOPER_CONFIG !== undefined) refuseBoth(env);
  const found =
    env.COOPER_CONFIG === undefined
      ? readEndpointVariables(env, readFile)
      : readConfigFile(env.COOPER_CONFIG, readFile);
  return {
    connections: found.connections,
    sessionKey: new Secret(env.COOPER_SESSION_KEY),
    sessionHours: env.COOPER_SESSION_HOURS ?? found.sessionHours ?? defaultSessionHours,
    publicOrigin: env.COOPER_PUBLIC_ORIGIN ?? null,
    secureCookies: env.COOPER_SECURE_COOKIES ?? 'auto',
    // Next's server listens on HOSTNAME and, without one, everywhere; HOST is what the launcher makes it from.
    host: variables['HOSTNAME'] || variables['HOST'] || '0.0.0.0',
    dataDir: getDataDir(variables),
    databaseUrl: env.DATABASE_URL === undefined ? null : new Secret(env.DATABASE_URL),
    role: env.COOPER_ROLE ?? 'all',
    traceFile: env.COOPER_TRACE_FILE ?? null,
  };
}
