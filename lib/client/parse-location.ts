/** A place somebody typed or pasted. */
export interface ObjectLocation {
  /** A bucket name, an access point alias or ARN, as every operation accepts it. */
  bucket: string;
  /** A key or a prefix, decoded; '' for the bucket itself. Only what ends in the delimiter is surely a prefix. */
  key: string;
  versionId: string | null;
}

export type LocationResult = { ok: true; location: ObjectLocation } | { ok: false; problem: string };

const found = (bucket: string, key: string, versionId: string | null = null): LocationResult =>
  bucket === ''
    ? { ok: false, problem: 'There is no bucket in this address.' }
    : { ok: true, location: { bucket, key, versionId } };

const wrong = (problem: string): LocationResult => ({ ok: false, problem });

/**
 * ARNs that stand for a bucket, up to the slash before the key
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html, "Resource types"): access points,
 * Multi-Region and Object Lambda ones, Outposts, and directory buckets.
 */
const accessPointArn =
  /^(arn:[a-z0-9-]+:(?:s3|s3-object-lambda|s3express):[a-z0-9-]*:\d{12}:accesspoint[/:][a-zA-Z0-9.-]+)(?:[/:](.*))?$/su;
const outpostArn =
  /^(arn:[a-z0-9-]+:s3-outposts:[a-z0-9-]+:\d{12}:outpost[/:][a-z0-9-]+[/:](?:accesspoint|bucket)[/:][a-zA-Z0-9.-]+)(?:[/:](.*))?$/su;
const directoryBucketArn = /^arn:[a-z0-9-]+:s3express:[a-z0-9-]+:\d{12}:bucket\/([a-z0-9-]+)(?:\/(.*))?$/su;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html */
const bucketArn = /^arn:[a-z0-9-]+:s3:::([^/]+)(?:\/(.*))?$/su;

function parseArn(text: string): LocationResult {
  const accessPoint = accessPointArn.exec(text) ?? outpostArn.exec(text);
  if (accessPoint) {
    // In ARNs of objects behind an access point the key follows the word `object`.
    const rest = accessPoint[2] ?? '';
    return found(accessPoint[1] ?? '', rest.startsWith('object/') ? rest.slice('object/'.length) : rest);
  }
  const bucket = directoryBucketArn.exec(text) ?? bucketArn.exec(text);
  if (bucket) return found(bucket[1] ?? '', bucket[2] ?? '');
  return wrong('This ARN is not of a bucket, an object or an access point.');
}

/** After `s3://` nothing is encoded: keys stand as they are, as in the AWS command line. */
function parseS3Uri(rest: string): LocationResult {
  if (rest.startsWith('arn:')) return parseArn(rest);
  const slash = rest.indexOf('/');
  return slash < 0 ? found(rest, '') : found(rest.slice(0, slash), rest.slice(slash + 1));
}

/**
 * Hosts of Amazon S3 (https://docs.aws.amazon.com/general/latest/gr/s3.html): `s3`, `s3.region`, the older `s3-region`, dual
 * stack, FIPS and acceleration, with the bucket in front or not.
 */
const amazonHost =
  /^(?:(.+)\.)?(?:s3(?:express-[a-z0-9-]+)?(?:-fips|-accelerate)?(?:\.dualstack)?(?:[.-][a-z0-9-]+)?)\.amazonaws\.com(?:\.cn)?$/u;
const amazonConsole = /^(?:[a-z0-9-]+\.)?(?:s3\.)?console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$/u;

/** The parts of a URL as written: `new URL` would fold `..` and lose keys. */
const urlParts = /^https?:\/\/(?:[^/?#@]*@)?([^/?#]+)([^?#]*)(?:\?([^#]*))?/su;

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** `/s3/buckets/name?prefix=…` and `/s3/object/name?prefix=key`. */
function parseConsoleUrl(path: string, query: URLSearchParams): LocationResult {
  const bucket = /^\/s3\/(?:buckets|object)\/([^/]+)/u.exec(path)?.[1];
  if (bucket === undefined) return wrong('This page of the AWS console shows no bucket.');
  return found(decodePath(bucket) ?? '', query.get('prefix') ?? '', query.get('versionId'));
}

/** The bucket in front of the host, '' for path style, `null` when the host is of another endpoint. */
function findBucketInHost(host: string, endpointHosts: readonly string[]): string | null {
  for (const endpoint of endpointHosts) {
    if (host === endpoint) return '';
    if (host.endsWith(`.${endpoint}`)) return host.slice(0, -endpoint.length - 1);
  }
  const amazon = amazonHost.exec(host);
  return amazon ? (amazon[1] ?? '') : null;
}

function parseUrl(text: string, endpointHosts: readonly string[]): LocationResult {
  const [, rawHost = '', rawPath = '', rawQuery = ''] = urlParts.exec(text) ?? [];
  const host = rawHost.toLowerCase();
  const query = new URLSearchParams(rawQuery);
  if (amazonConsole.test(host)) return parseConsoleUrl(rawPath, query);
  const bucketInHost = findBucketInHost(host, endpointHosts);
  if (bucketInHost === null) return wrong(`${host} is not the endpoint of this connection.`);
  const path = decodePath(rawPath.slice(1));
  if (path === null) return wrong('This URL has a percent sign that encodes nothing.');
  const versionId = query.get('versionId');
  if (bucketInHost !== '') return found(bucketInHost, path, versionId);
  // The bucket of a path-style URL ends at the first slash as written, not at an encoded one.
  const slash = rawPath.indexOf('/', 1);
  const bucket = decodePath(slash < 0 ? rawPath.slice(1) : rawPath.slice(1, slash)) ?? '';
  return found(bucket, slash < 0 ? '' : (decodePath(rawPath.slice(slash + 1)) ?? ''), versionId);
}

/**
 * Reads `s3://bucket/key`, ARNs, path-style and virtual-hosted URLs, pages of the AWS console, and plain `bucket/key`.
 * `endpointHosts` are the hosts, with their ports, at which the connection's endpoint is known.
 */
export function parseLocation(text: string, endpointHosts: readonly string[]): LocationResult {
  // White space around a paste is an accident; within a key it is not, so only the front and line ends go.
  const trimmed = text.replace(/^\s+|[\r\n]+$/gu, '');
  if (trimmed.trim() === '') return wrong('Type a bucket, an s3:// address, an ARN or a URL.');
  const uri = /^s3[an]?:\/\/(.*)$/isu.exec(trimmed);
  if (uri) return parseS3Uri(uri[1] ?? '');
  if (trimmed.startsWith('arn:')) return parseArn(trimmed);
  if (/^https?:\/\//iu.test(trimmed)) return parseUrl(trimmed, endpointHosts);
  if (/^[a-z][a-z0-9+.-]*:\/\//iu.test(trimmed))
    return wrong('Only s3://, https:// and http:// addresses lead to a bucket.');
  if (trimmed.startsWith('/')) return wrong('Begin with the name of the bucket.');
  return parseS3Uri(trimmed);
}
