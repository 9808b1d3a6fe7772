import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLaunchOptions, toUrlHost } from './options.ts';
import { findFreePort, isPortFree } from './ports.ts';

describe('launch options', () => {
  it('are loopback, 3000 and the data folder of the platform', () => {
    expect(readLaunchOptions({}, 'linux')).toEqual({
      host: '127.0.0.1',
      port: 3000,
      websitePort: 3002,
      dataDir: join(homedir(), '.local', 'share', 'cooper'),
    });
    expect(readLaunchOptions({ XDG_DATA_HOME: '/data' }, 'linux').dataDir).toBe(join('/data', 'cooper'));
    expect(readLaunchOptions({}, 'darwin').dataDir).toContain('Application Support');
    expect(readLaunchOptions({ LOCALAPPDATA: '/local' }, 'win32').dataDir).toBe(join('/local', 'Cooper'));
  });

  it('come from PORT, HOST, COOPER_DATA_DIR and COOPER_WEBSITE_PORT', () => {
    const env = { PORT: '8080', HOST: '0.0.0.0', COOPER_DATA_DIR: 'here', COOPER_WEBSITE_PORT: '80' };
    const expected = { host: '0.0.0.0', port: 8080, websitePort: 80, dataDir: resolve('here') };
    expect(readLaunchOptions(env)).toEqual(expected);
    expect(readLaunchOptions({ PORT: '0' }).websitePort).toBe(0);
    expect(() => readLaunchOptions({ COOPER_WEBSITE_PORT: 'x' })).toThrow('COOPER_WEBSITE_PORT must be');
  });

  it.each(['http', '-1', '65536', '3000.5', '0x10'])('refuse PORT=%s', (port) => {
    expect(() => readLaunchOptions({ PORT: port })).toThrow('PORT must be a number from 0 to 65535');
  });

  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['0.0.0.0', '127.0.0.1'],
    ['::', '[::1]'],
    ['fe80::1', '[fe80::1]'],
    ['cooper.example.com', 'cooper.example.com'],
  ])('%s is reached as %s', (host, expected) => {
    expect(toUrlHost(host)).toBe(expected);
  });
});

describe('ports', () => {
  it('are the preferred one when it is free, else another', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await isPortFree('127.0.0.1', port)).toBe(false);
    expect(await findFreePort('127.0.0.1', port)).not.toBe(port);
    server.close();
    await once(server, 'close');
    expect(await findFreePort('127.0.0.1', port)).toBe(port);
  });
});
