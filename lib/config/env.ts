import { z } from 'zod';
import { type ConnectionInput, sessionHoursSchema } from './schema.ts';
import { roles } from './types.ts';

const text = z.string().optional();
const flag = z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] });

/** A session key as base64 (either alphabet) or hex, handed on as plain base64. */
const sessionKey = z.string().transform((value, context) => {
  const isHex = /^(?:[0-9a-f]{2})+$/iu.test(value);
  const isBase64 = /^[\w+/-]+={0,2}$/u.test(value);
  const bytes = isHex ? Buffer.from(value, 'hex') : Buffer.from(isBase64 ? value : '', 'base64');
  if (bytes.length >= 32) return bytes.toString('base64');
  context.addIssue('must be at least 32 random bytes in base64 or hex, for example from: openssl rand -base64 32');
  return z.NEVER;
});

const origin = z
  .string()
  .refine((value) => {
    const url = URL.parse(value);
    return url !== null && /^https?:$/u.test(url.protocol) && url.origin === value.replace(/\/$/u, '');
  }, 'must be an origin such as https://cooper.example.com, without a path')
  .transform((value) => value.replace(/\/$/u, ''));

const databaseUrl = z
  .string()
  .refine(
    (value) => /^postgres(?:ql)?:$/u.test(URL.parse(value)?.protocol ?? ''),
    'must be the URL of a PostgreSQL database, such as postgres://cooper@db.example.com/cooper',
  );

/**
 * Every environment variable of Cooper; `.env.example` explains each, and a test holds the two together. Names that are
 * not here and begin with COOPER_ are refused, because a mistyped variable would otherwise be a silent default.
 */
export const environmentSchema = z.strictObject({
  COOPER_ENDPOINT: text,
  COOPER_NAME: text,
  COOPER_PUBLIC_ENDPOINT: text,
  COOPER_WEBSITE_DOMAIN: text,
  COOPER_REGION: text,
  COOPER_ADDRESSING: text,
  COOPER_PROVIDER: text,
  COOPER_ACCESS_KEY_ID: text,
  COOPER_SECRET_ACCESS_KEY: text,
  COOPER_SESSION_TOKEN: text,
  COOPER_BUCKETS: text,
  COOPER_READ_ONLY: flag.optional(),
  COOPER_COPY_IN_PARTS_ABOVE_MIB: z.coerce.number().optional(),
  COOPER_CA_FILE: text,
  COOPER_CHECKSUMS: text,
  COOPER_CONFIG: text,
  COOPER_SESSION_KEY: sessionKey.optional(),
  COOPER_SESSION_HOURS: z.coerce.number().pipe(sessionHoursSchema).optional(),
  COOPER_PUBLIC_ORIGIN: origin.optional(),
  COOPER_SECURE_COOKIES: z.union([z.literal('auto'), flag], { error: 'must be auto, true or false' }).optional(),
  COOPER_TRACE_FILE: text,
  COOPER_DATA_DIR: text,
  COOPER_ROLE: z.enum(roles).optional(),
  /** The name that hosts and other programs use for it. */
  DATABASE_URL: databaseUrl.optional(),
  COOPER_WEBSITE_PORT: text,
});

export type Environment = z.output<typeof environmentSchema>;

/** Variables that describe the one endpoint, by the field of a connection that each fills. */
export const endpointVariables: Readonly<Record<string, keyof Environment>> = {
  endpoint: 'COOPER_ENDPOINT',
  name: 'COOPER_NAME',
  publicEndpoint: 'COOPER_PUBLIC_ENDPOINT',
  websiteDomain: 'COOPER_WEBSITE_DOMAIN',
  region: 'COOPER_REGION',
  addressing: 'COOPER_ADDRESSING',
  provider: 'COOPER_PROVIDER',
  'credentials.accessKeyId': 'COOPER_ACCESS_KEY_ID',
  'credentials.secretAccessKey': 'COOPER_SECRET_ACCESS_KEY',
  'credentials.sessionToken': 'COOPER_SESSION_TOKEN',
  buckets: 'COOPER_BUCKETS',
  readOnly: 'COOPER_READ_ONLY',
  copyInPartsAboveMiB: 'COOPER_COPY_IN_PARTS_ABOVE_MIB',
  caFile: 'COOPER_CA_FILE',
  checksums: 'COOPER_CHECKSUMS',
};

/** Whether the environment configures an endpoint at all; `npm start` offers its own when it does not. */
export function hasEndpoint(env: Record<string, string | undefined>): boolean {
  return Boolean(env['COOPER_ENDPOINT'] ?? env['COOPER_CONFIG']) || env['COOPER_PROVIDER'] === 'aws';
}

function hostOf(endpoint: string | undefined): string | undefined {
  return endpoint === undefined ? undefined : URL.parse(endpoint)?.host;
}

/** The connection that the environment describes, not checked yet; fields nobody set are left out. */
export function toConnectionInput(env: Environment): Record<string, unknown> {
  const hasKeys = [env.COOPER_ACCESS_KEY_ID, env.COOPER_SECRET_ACCESS_KEY, env.COOPER_SESSION_TOKEN].some(Boolean);
  const fields: Record<keyof ConnectionInput, unknown> = {
    id: 'default',
    name: env.COOPER_NAME ?? hostOf(env.COOPER_ENDPOINT) ?? 'S3',
    endpoint: env.COOPER_ENDPOINT,
    publicEndpoint: env.COOPER_PUBLIC_ENDPOINT,
    websiteDomain: env.COOPER_WEBSITE_DOMAIN,
    region: env.COOPER_REGION,
    addressing: env.COOPER_ADDRESSING,
    provider: env.COOPER_PROVIDER,
    credentials: hasKeys
      ? {
          kind: 'static',
          accessKeyId: env.COOPER_ACCESS_KEY_ID,
          secretAccessKey: env.COOPER_SECRET_ACCESS_KEY,
          sessionToken: env.COOPER_SESSION_TOKEN,
        }
      : { kind: 'user' },
    buckets: env.COOPER_BUCKETS?.split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    readOnly: env.COOPER_READ_ONLY,
    copyInPartsAboveMiB: env.COOPER_COPY_IN_PARTS_ABOVE_MIB,
    caFile: env.COOPER_CA_FILE,
    checksums: env.COOPER_CHECKSUMS,
    jobs: undefined,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
