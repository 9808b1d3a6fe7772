import { getDataDir } from '../config/data-dir.ts';
import { ConfigError } from '../config/types.ts';

type Variables = Record<string, string | undefined>;

export interface LaunchOptions {
  host: string;
  port: number;
  dataDir: string;
  /** Where Cooper's own endpoint serves websites: this port if it is free, one beside the console's unless told. */
  websitePort: number;
}

function readPort(env: Variables, name: string, fallback: number): number {
  const text = env[name] || String(fallback);
  const port = Number(text);
  if (!/^\d+$/u.test(text) || port > 65_535) throw new ConfigError(`${name} must be a number from 0 to 65535`);
  return port;
}

/** Address and data folder of a launch. @throws ConfigError */
export function readLaunchOptions(env: Variables, platform: NodeJS.Platform = process.platform): LaunchOptions {
  const port = readPort(env, 'PORT', 3000);
  return {
    host: env['HOST'] || '127.0.0.1',
    port,
    websitePort: readPort(env, 'COOPER_WEBSITE_PORT', port === 0 || port > 65_533 ? 0 : port + 2),
    dataDir: getDataDir(env, platform),
  };
}

/** The host as it stands in a URL; an address that means "all of them" is reached by loopback. */
export function toUrlHost(host: string): string {
  if (host === '0.0.0.0' || host === '') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
