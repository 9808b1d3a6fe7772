import { amazonOnlySettings, defineProvider } from './define.ts';

export const ceph = defineProvider({
  id: 'ceph',
  name: 'Ceph Object Gateway',
  // x-amz-checksum-* is accepted but neither verified, stored nor returned (seen on 16.2.15).
  // Directory buckets are Amazon's alone. Listing buckets in pages is ignored: the whole list comes at once.
  // Encryption, ownership controls and logging came after 16.2, so the server is asked for them.
  // Sizes in a filter and NewerNoncurrentVersions are dropped in silence by 16.2, and came with later releases; the version
  // cannot be asked for, so people are warned.
  // RestoreObject answers 501; `?attributes` is ignored, and the whole object comes instead.
  lacks: [
    'archive',
    'checksums',
    'directory-buckets',
    'lifecycle-kept-versions',
    'lifecycle-sizes',
    'object-attributes',
    ...amazonOnlySettings,
  ],
  // 16.2 compares the header with the ETag as it keeps it, bare, so a quoted one never fits (seen: 412).
  quotesIfMatch: false,
  // Seen on 16.2.15, of copies too.
  tellsTagCount: true,
  // “Supplied principal is discarded”: parse_principal in src/rgw/rgw_iam_policy.cc takes AWS and Federated alone.
  ignoredPrincipals: ['canonicalUser', 'service'],
  // 16.2.15 keeps RestrictPublicBuckets, and lets everyone in all the same (seen by lib/access/access.contract.ts).
  heedsPublicRestriction: false,
  // A PUT adds to what is there and refuses an empty document; what goes is deleted by DELETE ?notification (seen on 16.2.15
  // by lib/settings/notification/notification.contract.ts; docs.ceph.com, “Bucket Operations”, “Delete Notification”).
  replacesNotifications: false,
  // The gateway sends no Server header; its request ids are `tx` + 21 digits + instance.
  recognise: ({ requestId }) => requestId !== null && /^tx[0-9a-f]{20,}-/u.test(requestId),
});
