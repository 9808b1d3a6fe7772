import { S3Error } from '../errors.ts';
import { readDocument, type ElementReader } from '../xml/element.ts';
import type { XmlElements } from '../xml/write.ts';
import { requireReportBucket } from './bucket-arn.ts';

const formats = ['CSV', 'ORC', 'Parquet'] as const;
const frequencies = ['Daily', 'Weekly'] as const;
const includedVersions = ['All', 'Current'] as const;
const optionalFields = [
  'Size',
  'LastModifiedDate',
  'StorageClass',
  'ETag',
  'IsMultipartUploaded',
  'ReplicationStatus',
  'EncryptionStatus',
  'ObjectLockRetainUntilDate',
  'ObjectLockMode',
  'ObjectLockLegalHoldStatus',
  'ObjectLockEventHoldStatus',
  'ObjectLockEventHoldDuration',
  'IntelligentTieringAccessTier',
  'IntelligentTieringReferenceDate',
  'BucketKeyStatus',
  'ChecksumAlgorithm',
  'ObjectAccessControlList',
  'ObjectOwner',
  'LifecycleExpirationDate',
] as const;

type InventoryEncryption = { type: 'SSE-S3' } | { type: 'SSE-KMS'; keyId: string };

/** Regular lists of what a bucket holds; PutBucketInventoryConfiguration in the S3 API Reference. */
export interface InventoryConfiguration {
  id: string;
  isEnabled: boolean;
  /** Only keys that begin so; `null` for all. */
  prefix: string | null;
  includedVersions: (typeof includedVersions)[number];
  optionalFields: (typeof optionalFields)[number][];
  frequency: (typeof frequencies)[number];
  destination: {
    bucketArn: string;
    accountId: string | null;
    format: (typeof formats)[number];
    prefix: string | null;
    encryption: InventoryEncryption | null;
  };
}

function parseEncryption(element: ElementReader): InventoryEncryption {
  const isS3 = element.optional('SSE-S3', () => true) ?? false;
  const keyId = element.optional('SSE-KMS', (kms) => kms.requiredText('KeyId'));
  if (isS3 === (keyId !== null)) throw new S3Error('MalformedXML');
  return keyId === null ? { type: 'SSE-S3' } : { type: 'SSE-KMS', keyId };
}

function parseDestination(element: ElementReader): InventoryConfiguration['destination'] {
  return {
    bucketArn: element.requiredText('Bucket'),
    accountId: element.text('AccountId'),
    format: element.requiredChoice('Format', formats),
    prefix: element.text('Prefix'),
    encryption: element.optional('Encryption', parseEncryption),
  };
}

function parseRoot(root: ElementReader): InventoryConfiguration {
  const isEnabled = root.flag('IsEnabled');
  if (isEnabled === null) throw new S3Error('MalformedXML');
  return {
    id: root.requiredText('Id'),
    isEnabled,
    prefix: root.optional('Filter', (filter) => filter.requiredText('Prefix')),
    includedVersions: root.requiredChoice('IncludedObjectVersions', includedVersions),
    optionalFields: root.optional('OptionalFields', (fields) => fields.choices('Field', optionalFields)) ?? [],
    frequency: root.required('Schedule', (schedule) => schedule.requiredChoice('Frequency', frequencies)),
    destination: root.required('Destination', (destination) => {
      return destination.required('S3BucketDestination', parseDestination);
    }),
  };
}

export function parseInventory(source: string): InventoryConfiguration {
  const inventory = readDocument(source, 'InventoryConfiguration', parseRoot);
  requireReportBucket(inventory.destination.bucketArn);
  return inventory;
}

function encryptionElement(encryption: InventoryEncryption): XmlElements {
  return encryption.type === 'SSE-S3' ? { 'SSE-S3': '' } : { 'SSE-KMS': { KeyId: encryption.keyId } };
}

export function inventoryElement(inventory: InventoryConfiguration): XmlElements {
  const { destination } = inventory;
  return {
    Id: inventory.id,
    IsEnabled: inventory.isEnabled,
    Filter: inventory.prefix === null ? undefined : { Prefix: inventory.prefix },
    Destination: {
      S3BucketDestination: {
        AccountId: destination.accountId ?? undefined,
        Bucket: destination.bucketArn,
        Format: destination.format,
        Prefix: destination.prefix ?? undefined,
        Encryption: destination.encryption ? encryptionElement(destination.encryption) : undefined,
      },
    },
    IncludedObjectVersions: inventory.includedVersions,
    OptionalFields: inventory.optionalFields.length > 0 ? { Field: inventory.optionalFields } : undefined,
    Schedule: { Frequency: inventory.frequency },
  };
}
