import { getDataDir } from '../config/data-dir.ts';
import { ConfigError } from '../config/types.ts';

type Variables = Record<string, string | undefined>;

export interface LaunchOptions {
  host: string;
  port: number;
  dataDir: string;
}

/** Address and data folder of a launch. @throws ConfigError */
export function readLaunchOptions(env: Variables, platform: NodeJS.Platform = process.platform): LaunchOptions {
  const portText = env['PORT'] || '3000';
  const port = Number(portText);
  if (!/^\d+$/u.test(portText) || port > 65_535) throw new ConfigError('PORT must be a number from 0 to 65535');
  return {
    host: env['HOST'] || '127.0.0.1',
    port,
    dataDir: getDataDir(env, platform),
  };
}

/** The host as it stands in a URL; an address that means "all of them" is reached by loopback. */
export function toUrlHost(host: string): string {
  if (host === '0.0.0.0' || host === '') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
