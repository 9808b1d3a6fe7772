import type { InventoryConfiguration, InventoryEncryption, InventoryS3BucketDestination } from '@aws-sdk/client-s3';
import type { Inventory, InventoryTarget } from './schema';

type Configuration = Inventory['configurations'][number];

/** The document as aws-cli lists it. */
export interface InventoryDocument {
  InventoryConfigurationList: InventoryConfiguration[];
}

function fromEncryption(encryption: InventoryEncryption | undefined): InventoryTarget['encryption'] {
  if (encryption?.SSEKMS) return { kind: 'kms', keyId: encryption.SSEKMS.KeyId ?? '' };
  return encryption?.SSES3 ? { kind: 's3' } : null;
}

function fromTarget(target: InventoryS3BucketDestination | undefined): InventoryTarget {
  return {
    bucketArn: target?.Bucket ?? '',
    accountId: target?.AccountId ?? null,
    prefix: target?.Prefix ?? null,
    format: target?.Format ?? 'CSV',
    encryption: fromEncryption(target?.Encryption),
  };
}

function toTarget({ bucketArn, accountId, prefix, format, encryption }: InventoryTarget): InventoryS3BucketDestination {
  return {
    Bucket: bucketArn,
    Format: format,
    ...(accountId !== null && { AccountId: accountId }),
    ...(prefix !== null && { Prefix: prefix }),
    ...(encryption && {
      Encryption: encryption.kind === 'kms' ? { SSEKMS: { KeyId: encryption.keyId } } : { SSES3: {} },
    }),
  };
}

function fromConfiguration(configuration: InventoryConfiguration): Configuration {
  return {
    id: configuration.Id ?? '',
    isEnabled: configuration.IsEnabled ?? false,
    prefix: configuration.Filter?.Prefix ?? null,
    versions: configuration.IncludedObjectVersions === 'Current' ? 'current' : 'all',
    frequency: configuration.Schedule?.Frequency === 'Weekly' ? 'weekly' : 'daily',
    fields: configuration.OptionalFields ?? [],
    target: fromTarget(configuration.Destination?.S3BucketDestination),
  };
}

function toConfiguration({ id, isEnabled, prefix, versions, frequency, fields, target }: Configuration) {
  return {
    Id: id,
    IsEnabled: isEnabled,
    ...(prefix !== null && { Filter: { Prefix: prefix } }),
    Destination: { S3BucketDestination: toTarget(target) },
    Schedule: { Frequency: frequency === 'weekly' ? 'Weekly' : 'Daily' },
    IncludedObjectVersions: versions === 'current' ? 'Current' : 'All',
    ...(fields.length > 0 && { OptionalFields: fields }),
  } satisfies InventoryConfiguration;
}

export function fromWire({ InventoryConfigurationList }: InventoryDocument): Inventory {
  return { configurations: InventoryConfigurationList.map(fromConfiguration) };
}

export function toWire({ configurations }: Inventory): InventoryDocument {
  return { InventoryConfigurationList: configurations.map(toConfiguration) };
}

/** As `aws_s3_bucket_inventory` has a configuration. */
export function toTerraformBody(configuration: InventoryConfiguration): unknown {
  const { Id: _id, IsEnabled, Destination, ...rest } = configuration;
  const { Bucket, Encryption, ...target } = Destination?.S3BucketDestination ?? {};
  return {
    ...rest,
    Enabled: IsEnabled,
    Destination: {
      Bucket: {
        ...target,
        BucketArn: Bucket,
        ...(Encryption && {
          Encryption: Encryption.SSEKMS ? { sse_kms: { KeyId: Encryption.SSEKMS.KeyId } } : { sse_s3: {} },
        }),
      },
    },
  };
}
