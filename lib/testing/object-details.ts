import type { ObjectDetails } from '@/lib/objects/types';

/** An object of which the server told nothing but its key and that it is empty. */
export const bareDetails: ObjectDetails = {
  key: 'k',
  sizeBytes: 0,
  modified: null,
  etag: null,
  versionId: null,
  storageClass: null,
  systemMetadata: [],
  userMetadata: [],
  missingMetadata: 0,
  checksums: [],
  checksumType: null,
  encryption: null,
  lock: null,
  restore: null,
  archiveStatus: null,
  replicationStatus: null,
  partsCount: null,
  tagCount: null,
  expiration: null,
};
