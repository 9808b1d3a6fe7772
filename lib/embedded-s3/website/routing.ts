import type { RoutingRule, WebsiteConfiguration, WebsiteProtocol } from '../settings/website.ts';

/** A redirection: where to, and by which status. */
export interface Redirect {
  status: number;
  location: string;
}

/** The host a website is asked under, and the key that is asked for. */
export interface WebsiteRequest {
  /** With its port, as in the Host header. */
  host: string;
  /** Path without its first slash, decoded. */
  key: string;
}

function locationOf(protocol: WebsiteProtocol | null, host: string, key: string): string {
  return `${protocol ?? 'http'}://${host}/${key.split('/').map(encodeURIComponent).join('/')}`;
}

/** Where a bucket that redirects everything sends a request; the query string does not go along. */
export function redirectOfAll(configuration: WebsiteConfiguration, request: WebsiteRequest): Redirect | null {
  const target = configuration.redirectAllTo;
  return target && { status: 301, location: locationOf(target.protocol, target.hostName, request.key) };
}

function applies({ condition }: RoutingRule, key: string, errorStatus: number | null): boolean {
  const wantsError = condition?.httpErrorCode ?? null;
  return wantsError === errorStatus && key.startsWith(condition?.keyPrefix ?? '');
}

/**
 * Where the first fitting routing rule sends a request: before it is looked up, of the rules without an error code, and
 * after it failed, of those with its status. S3 User Guide, "(Optional) Configuring a webpage redirect".
 */
export function redirectOf(
  configuration: WebsiteConfiguration,
  request: WebsiteRequest,
  errorStatus: number | null,
): Redirect | null {
  const rule = configuration.routingRules.find((candidate) => applies(candidate, request.key, errorStatus));
  if (!rule) return null;
  const { redirect, condition } = rule;
  const rest = request.key.slice(condition?.keyPrefix?.length ?? 0);
  const key =
    redirect.replaceKeyWith ?? (redirect.replaceKeyPrefixWith === null ? null : redirect.replaceKeyPrefixWith + rest);
  return {
    status: redirect.httpRedirectCode ?? 301,
    location: locationOf(redirect.protocol, redirect.hostName ?? request.host, key ?? request.key),
  };
}

/** The key that a request for a folder means. */
export function withIndex(configuration: WebsiteConfiguration, key: string): string {
  return key === '' || key.endsWith('/') ? key + (configuration.indexSuffix ?? '') : key;
}

/**
 * The bucket that a host names: `<bucket>.s3-website-<region>.…` and `<bucket>.s3-website.<region>.…` as at AWS,
 * `<bucket>.localhost`, or a domain of its own that is the bucket's name.
 */
export function bucketOfHost(host: string): string {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return /^(.+?)\.(?:s3-website[.-].+|website\.localhost|localhost)$/.exec(name)?.[1] ?? name;
}
