import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from './read.ts';
import { ConfigError } from './types.ts';

const sessionKey = Buffer.alloc(32, 7).toString('base64');
const planted = 'planted-secret-0123456789';
const base = { COOPER_SESSION_KEY: sessionKey, COOPER_ENDPOINT: 'https://s3.example.com/' };

function noFile(path: string): string {
  throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
}

function readWithFile(content: unknown, env: Record<string, string> = {}) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return readConfig({ COOPER_SESSION_KEY: sessionKey, COOPER_CONFIG: '/etc/cooper.json', ...env }, (path) =>
    path === '/etc/cooper.json' ? text : noFile(path),
  );
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error('Nothing was refused.');
}

describe('one endpoint from the environment', () => {
  it('needs no more than its URL', () => {
    expect(readConfig({ ...base, PATH: '/bin', COOPER_NAME: '' }, noFile)).toMatchObject({
      connections: [
        {
          id: 'default',
          name: 's3.example.com',
          endpoint: 'https://s3.example.com',
          publicEndpoint: 'https://s3.example.com',
          websiteDomain: null,
          region: 'us-east-1',
          addressing: 'auto',
          provider: 'auto',
          credentials: { kind: 'user' },
          buckets: [],
          readOnly: false,
          copyInPartsAboveBytes: 5 * 1024 ** 3,
          ca: null,
          checksums: 'when-required',
        },
      ],
      sessionHours: 12,
      publicOrigin: null,
      secureCookies: 'auto',
      traceFile: null,
      databaseUrl: null,
      role: 'all',
    });
  });

  it('takes every variable', () => {
    const config = readConfig(
      {
        ...base,
        COOPER_NAME: 'Archive',
        COOPER_PUBLIC_ENDPOINT: 'https://public.example.com',
        COOPER_WEBSITE_DOMAIN: 'website.example.com:8080',
        COOPER_REGION: 'eu-1',
        COOPER_ADDRESSING: 'path',
        COOPER_PROVIDER: 'ceph',
        COOPER_ACCESS_KEY_ID: 'AK',
        COOPER_SECRET_ACCESS_KEY: planted,
        COOPER_SESSION_TOKEN: 'token',
        COOPER_BUCKETS: 'one, two,',
        COOPER_READ_ONLY: 'true',
        COOPER_CHECKSUMS: 'when-supported',
        COOPER_SESSION_HOURS: '1.5',
        COOPER_PUBLIC_ORIGIN: 'https://cooper.example.com/',
        COOPER_SECURE_COOKIES: 'false',
        COOPER_TRACE_FILE: '/var/trace',
        COOPER_DATA_DIR: '/var/cooper',
        COOPER_ROLE: 'worker',
        DATABASE_URL: `postgres://cooper:${planted}@db.example.com/cooper`,
        HOSTNAME: '127.0.0.1',
      },
      noFile,
    );
    expect(config).toMatchObject({
      connections: [
        {
          name: 'Archive',
          publicEndpoint: 'https://public.example.com',
          websiteDomain: 'website.example.com:8080',
          region: 'eu-1',
          addressing: 'path',
          provider: 'ceph',
          buckets: ['one', 'two'],
          readOnly: true,
          copyInPartsAboveBytes: 5 * 1024 ** 3,
          checksums: 'when-supported',
        },
      ],
      sessionHours: 1.5,
      publicOrigin: 'https://cooper.example.com',
      secureCookies: false,
      host: '127.0.0.1',
      traceFile: '/var/trace',
      dataDir: '/var/cooper',
      role: 'worker',
    });
    expect(config.databaseUrl?.reveal()).toBe(`postgres://cooper:${planted}@db.example.com/cooper`);
    const credentials = config.connections[0]!.credentials;
    if (credentials.kind !== 'static') throw new Error('not static');
    expect(credentials.secretAccessKey.reveal()).toBe(planted);
    expect(credentials.sessionToken?.reveal()).toBe('token');
    const seen = `${inspect(config, { depth: 9 })} ${JSON.stringify(config)} ${String(credentials.secretAccessKey)}`;
    expect(seen).not.toContain(planted);
    expect(seen).not.toContain(sessionKey);
  });

  it.each([
    ['eu-west-3', 'https://s3.eu-west-3.amazonaws.com'],
    ['cn-north-1', 'https://s3.cn-north-1.amazonaws.com.cn'],
  ])('knows the AWS endpoint of %s', (region, endpoint) => {
    const env = { COOPER_SESSION_KEY: sessionKey, COOPER_PROVIDER: 'aws', COOPER_REGION: region };
    expect(readConfig(env, noFile).connections[0]).toMatchObject({ endpoint, publicEndpoint: endpoint });
  });

  it.each([
    ['hex', Buffer.alloc(32, 7).toString('hex')],
    ['base64url', Buffer.alloc(33, 0xfb).toString('base64url')],
  ])('takes a session key in %s', (_form, key) => {
    const read = readConfig({ ...base, COOPER_SESSION_KEY: key }, noFile).sessionKey.reveal();
    expect(Buffer.from(read, 'base64').length).toBeGreaterThanOrEqual(32);
  });

  it('takes the whole network as its address when nothing narrows it', () => {
    expect(readConfig(base, noFile).host).toBe('0.0.0.0');
    expect(readConfig({ ...base, HOST: '::1' }, noFile).host).toBe('::1');
  });
});

describe('a wrong environment', () => {
  it.each<[string, Record<string, string>, string]>([
    ['no endpoint', { COOPER_ENDPOINT: '' }, 'COOPER_ENDPOINT is missing'],
    ['no URL', { COOPER_ENDPOINT: planted }, 'COOPER_ENDPOINT must be an http or https URL'],
    ['a password in the URL', { COOPER_ENDPOINT: `https://me:${planted}@host` }, 'COOPER_ENDPOINT must be'],
    ['a mistyped variable', { COOPER_ENDPIONT: planted }, 'COOPER_ENDPIONT is not known to Cooper'],
    ['an unknown choice', { COOPER_ADDRESSING: planted }, 'COOPER_ADDRESSING must be one of auto, path, virtual'],
    ['an unknown provider', { COOPER_PROVIDER: 's3' }, 'COOPER_PROVIDER must be one of auto, aws, ceph'],
    ['no truth value', { COOPER_READ_ONLY: planted }, 'COOPER_READ_ONLY must be one of true, 1, false, 0'],
    ['half a key pair', { COOPER_SECRET_ACCESS_KEY: planted }, 'COOPER_ACCESS_KEY_ID is missing'],
    ['the other half', { COOPER_ACCESS_KEY_ID: 'AK' }, 'COOPER_SECRET_ACCESS_KEY is missing'],
    ['a token alone', { COOPER_SESSION_TOKEN: planted }, 'COOPER_ACCESS_KEY_ID is missing'],
    ['a short session key', { COOPER_SESSION_KEY: planted }, 'COOPER_SESSION_KEY must be at least 32 random bytes'],
    ['no session key', { COOPER_SESSION_KEY: '' }, 'COOPER_SESSION_KEY is missing'],
    ['no number of hours', { COOPER_SESSION_HOURS: planted }, 'COOPER_SESSION_HOURS must be of type number'],
    ['no hours', { COOPER_SESSION_HOURS: '0' }, 'COOPER_SESSION_HOURS must be more than 0 hours'],
    [
      'an origin with a path',
      { COOPER_PUBLIC_ORIGIN: 'https://a.example/x' },
      'COOPER_PUBLIC_ORIGIN must be an origin',
    ],
    [
      'another database',
      { DATABASE_URL: `mysql://${planted}@host/db` },
      'DATABASE_URL must be the URL of a PostgreSQL',
    ],
    ['an unknown role', { COOPER_ROLE: planted }, 'COOPER_ROLE must be one of all, web, worker'],
    ['cookies', { COOPER_SECURE_COOKIES: planted }, 'COOPER_SECURE_COOKIES must be auto, true or false'],
    [
      'a missing CA',
      { COOPER_CA_FILE: '/ca.pem' },
      'COOPER_CA_FILE names the file /ca.pem, which cannot be read (ENOENT)',
    ],
    ['a missing file', { COOPER_ENDPOINT: '', COOPER_CONFIG: '/c.json' }, 'COOPER_CONFIG names the file /c.json'],
    ['both', { COOPER_CONFIG: '/c.json' }, 'COOPER_ENDPOINT cannot be combined with COOPER_CONFIG'],
  ])('is named: %s', (_case, env, expected) => {
    const message = messageOf(() => readConfig({ ...base, ...env }, noFile));
    expect(message).toContain(expected);
    expect(message).not.toContain(planted);
    expect(message).not.toContain(sessionKey);
  });

  it('names every wrong field at once', () => {
    const message = messageOf(() => readConfig({ ...base, COOPER_READ_ONLY: 'x', COOPER_SESSION_HOURS: 'x' }, noFile));
    expect(message.split('\n')).toHaveLength(2);
  });

  it('says when a CA file holds no certificate', () => {
    const message = messageOf(() => readConfig({ ...base, COOPER_CA_FILE: '/ca.pem' }, () => planted));
    expect(message).toBe('COOPER_CA_FILE names the file /ca.pem, which holds no valid PEM certificate');
  });
});

describe('the configuration file', () => {
  const one = { id: 'one', name: 'One', endpoint: 'http://one.example:9000' };
  const keys = { kind: 'static', accessKeyId: 'AK', secretAccessKey: planted };

  it('holds several connections', () => {
    const config = readWithFile({
      $schema: 'cooper-config.schema.json',
      connections: [one, { ...one, id: 'two', provider: 'minio', buckets: ['b'], credentials: keys }],
      sessionHours: 2,
    });
    expect(config.sessionHours).toBe(2);
    expect(config.connections.map(({ id, credentials }) => [id, credentials.kind])).toEqual([
      ['one', 'user'],
      ['two', 'static'],
    ]);
  });

  it('yields to the environment on session hours', () => {
    expect(readWithFile({ connections: [one], sessionHours: 2 }, { COOPER_SESSION_HOURS: '3' }).sessionHours).toBe(3);
  });

  it.each<[string, unknown, string]>([
    ['no connections', { connections: [] }, 'connections must hold at least one connection in'],
    ['an unknown field', { connections: [{ ...one, secret: planted }] }, 'connections[0].secret is not known'],
    ['an id used twice', { connections: [one, one] }, 'connections[1].id is used twice'],
    ['a bad id', { connections: [{ ...one, id: 'A b' }] }, 'connections[0].id must be 1 to 32'],
    ['a missing name', { connections: [{ id: 'x', endpoint: 'http://x' }] }, 'connections[0].name is missing'],
    ['no endpoint', { connections: [{ id: 'x', name: 'X' }] }, 'connections[0].endpoint is missing'],
    [
      'a wrong type',
      { connections: [{ ...one, readOnly: planted }] },
      'connections[0].readOnly must be of type boolean',
    ],
    ['credentials', { connections: [{ ...one, credentials: { kind: planted } }] }, 'connections[0].credentials.kind'],
    [
      'half a key pair',
      { connections: [{ ...one, credentials: { ...keys, accessKeyId: '' } }] },
      'accessKeyId must not be',
    ],
    ['a missing CA', { connections: [{ ...one, caFile: 'ca.pem' }] }, 'caFile names the file /etc/ca.pem'],
    ['no JSON', `{"secretAccessKey": ${planted}`, 'which is not valid JSON'],
  ])('is refused by name: %s', (_case, content, expected) => {
    const message = messageOf(() => readWithFile(content));
    expect(message.replace(' in /etc/cooper.json', '')).toContain(expected.replace(' in', ''));
    expect(message).toContain('/etc/');
    expect(message).not.toContain(planted);
  });
});
