import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError } from '../config/types.ts';

type Variables = Record<string, string | undefined>;

export interface LaunchOptions {
  host: string;
  port: number;
  dataDir: string;
}

/** Where applications keep their data: XDG_DATA_HOME on Linux, Application Support on macOS, LOCALAPPDATA on Windows. */
function defaultDataDir(env: Variables, platform: NodeJS.Platform): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local'), 'Cooper');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Cooper');
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'cooper');
}

/** Address and data folder of a launch. @throws ConfigError */
export function readLaunchOptions(env: Variables, platform: NodeJS.Platform = process.platform): LaunchOptions {
  const portText = env['PORT'] || '3000';
  const port = Number(portText);
  if (!/^\d+$/u.test(portText) || port > 65_535) throw new ConfigError('PORT must be a number from 0 to 65535');
  return {
    host: env['HOST'] || '127.0.0.1',
    port,
    dataDir: resolve(env['COOPER_DATA_DIR'] || defaultDataDir(env, platform)),
  };
}

/** The host as it stands in a URL; an address that means "all of them" is reached by loopback. */
export function toUrlHost(host: string): string {
  if (host === '0.0.0.0' || host === '') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
