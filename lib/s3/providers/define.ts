import type { Capability } from '../capabilities.ts';

/** What one answer of a server gives away about its maker. */
export interface ServerSigns {
  /** Host of the endpoint, lower case, without port. */
  host: string;
  /** The `Server` header. */
  server: string | null;
  /** The `x-amz-request-id` header. */
  requestId: string | null;
}

/** One kind of S3 server. Every value that differs from the default carries its reason. */
export interface Provider {
  /** Equals the file name. */
  readonly id: string;
  readonly name: string;
  /**
   * Capabilities this server does not have. What it refuses as not implemented need not stand here, since asking tells; what it
   * answers with something made up, or takes for another request, must.
   */
  readonly lacks: readonly Capability[];
  /** Addressing to try first when the operator left it to us. */
  readonly addressing: 'path' | 'virtual';
  /** Whether CreateBucket may carry a LocationConstraint that differs from the server's own region name. */
  readonly namesRegions: boolean;
  /** How requests that must carry a checksum (DeleteObjects, bucket settings) prove their body. */
  readonly requiredChecksum: 'md5' | 'crc32';
  /** Whether buckets live in regions of their own that links must be signed for. */
  readonly hasRegionalBuckets: boolean;
  /** Whether an ETag in the `If-Match` of a PUT stands in quotes, as RFC 9110 (section 8.8.3) has it. */
  readonly quotesIfMatch: boolean;
  /**
   * Whether it holds to every condition that S3 knows: `If-None-Match` of a CopyObject, and an ETag beside each key of DeleteObjects
   * (User Guide, “Add preconditions to S3 operations with conditional requests”). Others pass over some in silence.
   */
  readonly heedsConditions: boolean;
  /** Whether HeadObject tells how many tags an object has (`x-amz-tagging-count`), so that nobody need ask where there are none. */
  readonly tellsTagCount: boolean;
  /**
   * Above so many bytes it copies faster by several UploadPartCopy at once than by one CopyObject. Most write nothing for a CopyObject
   * but another name for the same bytes, and everything for parts: they get parts only where CopyObject ends.
   */
  readonly copiesFasterInPartsAboveBytes: number;
  /**
   * Whether this is a server somebody has described, so that what its file does not list as lacking can be asked for. Some
   * servers take requests they do not know for others: Ceph took `DELETE ?encryption` for DeleteBucket.
   */
  readonly isDescribed: boolean;
  /** Kinds of principals in a bucket policy that it passes over in silence. */
  readonly ignoredPrincipals: readonly ('aws' | 'canonicalUser' | 'service' | 'federated')[];
  /** Whether RestrictPublicBuckets of a public access block keeps people out of a bucket with a public policy. */
  readonly heedsPublicRestriction: boolean;
  /** Whether writing notifications replaces those that are there, as the S3 API has it, so that an empty document ends all. */
  readonly replacesNotifications: boolean;
  /** Host under which a bucket is served as a website; `null` where only the operator knows. */
  readonly websiteHost: (bucket: string, region: string) => string | null;
  /** Whether these signs are this server's. */
  readonly recognise: (signs: ServerSigns) => boolean;
  /** Version out of the signs, where the server tells it. */
  readonly version: (signs: ServerSigns) => string | null;
}

/**
 * Settings of Amazon's own infrastructure that no other server has; some answer with a made-up default, so asking them
 * would not tell.
 */
export const amazonOnlySettings = [
  'bucket-accelerate',
  'bucket-analytics',
  'bucket-intelligent-tiering',
  'bucket-inventory',
  'bucket-metrics',
] as const satisfies readonly Capability[];

type Description = Pick<Provider, 'id' | 'name'> & Partial<Omit<Provider, 'id' | 'name'>>;

/** Fills in what holds for most servers: path addressing, one region, Content-MD5, nothing lacking. */
export function defineProvider(description: Description): Provider {
  return {
    lacks: [],
    addressing: 'path',
    namesRegions: false,
    // Every server checks Content-MD5 (RFC 1864); the SDK's CRC32 is refused by older ones.
    requiredChecksum: 'md5',
    hasRegionalBuckets: false,
    quotesIfMatch: true,
    heedsConditions: false,
    tellsTagCount: false,
    copiesFasterInPartsAboveBytes: Infinity,
    isDescribed: true,
    ignoredPrincipals: [],
    heedsPublicRestriction: true,
    replacesNotifications: true,
    websiteHost: () => null,
    recognise: () => false,
    version: () => null,
    ...description,
  };
}

/** The `Server` header begins with `product`; the rest of it, after a slash, is the version. */
export function serverProduct(product: string): Pick<Provider, 'recognise' | 'version'> {
  const pattern = new RegExp(`^${product}(?:[/ ]v?([\\w.+-]+))?`, 'iu');
  return {
    recognise: ({ server }) => server !== null && pattern.test(server),
    version: ({ server }) => (server === null ? null : (pattern.exec(server)?.[1] ?? null)),
  };
}

/** The endpoint lies under one of these domains. */
export function hostedUnder(...domains: string[]): Pick<Provider, 'recognise'> {
  return { recognise: ({ host }) => domains.some((domain) => host === domain || host.endsWith(`.${domain}`)) };
}
