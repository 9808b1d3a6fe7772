import { toReferences } from '../references';

/** Where the S3 API Reference explains each field. */
export const references = {
  ...toReferences('ReplicationConfiguration', { role: 'Role' }),
  ...toReferences('ReplicationRule', {
    id: 'ID',
    priority: 'Priority',
    isEnabled: 'Status',
    oldPrefix: 'Prefix',
    deleteMarkers: 'DeleteMarkerReplication',
    existingObjects: 'ExistingObjectReplication',
  }),
  ...toReferences('SourceSelectionCriteria', {
    kmsObjects: 'SseKmsEncryptedObjects',
    replicaModifications: 'ReplicaModifications',
  }),
  filter: toReferences('ReplicationRuleFilter', { prefix: 'Prefix', tags: 'Tag' }),
  destination: {
    ...toReferences('Destination', {
      bucketArn: 'Bucket',
      accountId: 'Account',
      storageClass: 'StorageClass',
      timeControl: 'ReplicationTime',
      metrics: 'Metrics',
    }),
    ...toReferences('AccessControlTranslation', { changesOwner: 'Owner' }),
    ...toReferences('EncryptionConfiguration', { kmsKeyId: 'ReplicaKmsKeyID' }),
    ...toReferences('Metrics', { thresholdMinutes: 'EventThreshold' }),
  },
};
