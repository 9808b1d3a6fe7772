import { getProvider } from '@/lib/s3/providers/all';

interface WebsitePlace {
  /** What the operator named; `null` where only the provider may know. */
  websiteDomain: string | null;
  /** Its id. */
  provider: string;
  region: string;
}

/** A bucket's name that may stand in a host name, so that nothing else can: RFC 1123, section 2.1. */
const hostLabels = /^[a-z0-9](?:[a-z0-9.-]{0,253}[a-z0-9])?$/u;

/** Host, with its port where it needs one, under which a bucket is served as a website; `null` where nobody knows. */
export function toWebsiteHost({ websiteDomain, provider, region }: WebsitePlace, bucket: string): string | null {
  if (!hostLabels.test(bucket)) return null;
  return websiteDomain === null ? getProvider(provider).websiteHost(bucket, region) : `${bucket}.${websiteDomain}`;
}
