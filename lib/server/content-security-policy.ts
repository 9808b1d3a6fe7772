import { isIP } from 'node:net';
import type { ConnectionSettings } from '@/lib/config/types';
import { getProvider, recogniseProvider } from '@/lib/s3/providers/all';

function hasRegionalBuckets({ endpoint, provider }: ConnectionSettings): boolean {
  if (provider !== 'auto') return getProvider(provider).hasRegionalBuckets;
  return recogniseProvider({ host: new URL(endpoint).hostname, server: null, requestId: null }).hasRegionalBuckets;
}

/** Origins that presigned URLs of a connection may point at: path style, virtual-host style, and Amazon's regions. */
export function toStorageSources(settings: ConnectionSettings): string[] {
  const { protocol, host, hostname } = new URL(settings.publicEndpoint);
  const sources = [`${protocol}//${host}`];
  if (isIP(hostname.replace(/^\[|\]$/gu, '')) === 0) sources.push(`${protocol}//*.${host}`);
  if (hasRegionalBuckets(settings)) sources.push('https://*.amazonaws.com');
  return sources;
}

/**
 * The policy of every page. Styles allow `unsafe-inline` because component kits write `style` attributes on the
 * server; scripts need the nonce. `wasm-unsafe-eval` is for the hashes of uploads.
 */
export function toContentSecurityPolicy(
  nonce: string,
  connections: ConnectionSettings[],
  isDevelopment: boolean,
): string {
  const storage = [...new Set(connections.flatMap(toStorageSources))].join(' ');
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    `connect-src 'self' ${storage}`,
    `img-src 'self' data: blob: ${storage}`,
    `media-src 'self' blob: ${storage}`,
    "font-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
