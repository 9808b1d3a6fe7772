import type { Acl } from '@/lib/acl/grants';
import type { Policy } from '@/lib/policy/document';
import type { OwnershipControls } from '@/lib/settings/ownership-controls/schema';
import type { PublicAccessBlock } from '@/lib/settings/public-access-block/schema';
import type { RequestPayment } from '@/lib/settings/request-payment/schema';

/** A value that was looked at, `null` where nothing is set; or one that nobody here may see. */
export type Fact<Value> = { isKnown: true; value: Value | null } | { isKnown: false };

/** All that decides who gets into a bucket. */
export interface AccessFacts {
  bucket: string;
  policy: Fact<Policy>;
  acl: Fact<Acl>;
  block: Fact<PublicAccessBlock>;
  ownership: Fact<OwnershipControls>;
  payment: Fact<RequestPayment>;
  /** The object that is asked about, with its own ACL. */
  object: { key: string; acl: Fact<Acl> } | null;
  /** Whether the server heeds RestrictPublicBuckets. */
  heedsRestriction: boolean;
  /** Canonical id of the signed-in keys. */
  callerId: string | null;
  /** Whether the connection speaks TLS: requests are judged as if they came the same way. */
  isSecure: boolean;
}

export const valueOf = <Value>(fact: Fact<Value>): Value | null => (fact.isKnown ? fact.value : null);
