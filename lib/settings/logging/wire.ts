import type { BucketLoggingStatus, TargetObjectKeyFormat } from '@aws-sdk/client-s3';
import { fromGrantee, toGrantee } from '@/lib/acl/wire';
import type { Logging } from './schema';

function fromKeyFormat(format: TargetObjectKeyFormat | undefined): Logging['keyFormat'] {
  if (format?.PartitionedPrefix === undefined) return format?.SimplePrefix === undefined ? null : 'simple';
  const { PartitionDateSource } = format.PartitionedPrefix;
  if (PartitionDateSource === undefined) return 'partitioned';
  return PartitionDateSource === 'EventTime' ? 'event-time' : 'delivery-time';
}

function toKeyFormat(format: NonNullable<Logging['keyFormat']>): TargetObjectKeyFormat {
  switch (format) {
    case 'simple':
      return { SimplePrefix: {} };
    case 'event-time':
      return { PartitionedPrefix: { PartitionDateSource: 'EventTime' } };
    case 'delivery-time':
      return { PartitionedPrefix: { PartitionDateSource: 'DeliveryTime' } };
    case 'partitioned':
      return { PartitionedPrefix: {} };
  }
}

export function fromWire({ LoggingEnabled }: BucketLoggingStatus): Logging {
  return {
    targetBucket: LoggingEnabled?.TargetBucket ?? '',
    targetPrefix: LoggingEnabled?.TargetPrefix ?? '',
    keyFormat: fromKeyFormat(LoggingEnabled?.TargetObjectKeyFormat),
    grants: (LoggingEnabled?.TargetGrants ?? []).map(({ Grantee, Permission }) => ({
      grantee: fromGrantee(Grantee),
      permission: Permission ?? 'READ',
    })),
  };
}

export function toWire({ targetBucket, targetPrefix, keyFormat, grants }: Logging): BucketLoggingStatus {
  return {
    LoggingEnabled: {
      TargetBucket: targetBucket,
      TargetPrefix: targetPrefix,
      ...(grants.length > 0 && {
        TargetGrants: grants.map(({ grantee, permission }) => ({
          Grantee: toGrantee(grantee),
          Permission: permission,
        })),
      }),
      ...(keyFormat !== null && { TargetObjectKeyFormat: toKeyFormat(keyFormat) }),
    },
  };
}

/** As `aws_s3_bucket_logging` has the document. */
export const toTerraformBody = ({ LoggingEnabled }: BucketLoggingStatus): unknown => LoggingEnabled;
