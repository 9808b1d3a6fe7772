/** A pair of keys and the account behind it. With a session token the keys are temporary and useless without it. */
export interface EmbeddedUser {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** Canonical id of the account; several users may share one. */
  id: string;
  displayName: string;
  /** Name of an IAM user of the account, as policies may know it; without one, its root user. */
  userName?: string;
}

export interface EmbeddedOptions {
  /** Metadata and blobs live here; made when missing. One server at a time. */
  dataDir: string;
  /** 127.0.0.1 unless told. */
  host?: string;
  /** 0, any free port, unless told. */
  port?: number;
  /** Serves buckets as websites on a port of its own; 0 takes any free one. Not at all unless told. */
  websitePort?: number;
  /** Where events for a topic, queue or function are delivered by HTTP POST: URLs by ARN. Nowhere unless told. */
  eventUrls?: Record<string, string>;
  /** us-east-1 unless told. */
  region?: string;
  users: EmbeddedUser[];
  /** Makes the demo bucket on the very first start of this data folder, owned by the first user. */
  demo?: boolean;
  /** Answers /.cooper/* to loopback callers: fault plan, seeding, request log. For tests only. */
  faultControl?: boolean;
  /** Most entries in a page of a listing; S3's 1,000 unless told. Smaller values make paging cheap to test. */
  pageSizeCap?: number;
}
