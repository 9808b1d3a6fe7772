import { S3Error } from '../errors.ts';
import type { AccelerateConfiguration } from '../settings/accelerate.ts';
import type { LoggingStatus } from '../settings/logging.ts';
import type { OwnershipControls } from '../settings/ownership-controls.ts';
import { bucketOfArn } from '../settings/bucket-arn.ts';
import type { ReplicationConfiguration } from '../settings/replication.ts';
import { findBucket } from '../store/buckets.ts';
import { readSetting } from '../store/settings.ts';
import type { BucketExchange } from './exchange.ts';

/** Accelerated endpoints name the bucket in one label of the host (S3 User Guide, "Configuring transfer acceleration"). */
export function requireAcceleratable(_value: AccelerateConfiguration, { bucket }: BucketExchange): void {
  if (!bucket.name.includes('.')) return;
  throw new S3Error('InvalidRequest', {
    message: 'S3 Transfer Acceleration is not supported for buckets with periods (.) in their names',
  });
}

/** Logs go to a bucket of the same owner; one whose owner alone counts takes no grants with them. */
export function requireLogTarget({ target }: LoggingStatus, { service, bucket }: BucketExchange): void {
  if (!target) return;
  const { database } = service.store;
  const found = findBucket(database, target.bucket);
  const refuse = (message: string) => {
    return new S3Error('InvalidTargetBucketForLogging', { message, fields: { TargetBucket: target.bucket } });
  };
  if (!found) throw refuse('The target bucket for logging does not exist');
  if (found.owner !== bucket.owner) {
    throw refuse('The owner for the bucket to be logged and the target bucket must be the same.');
  }
  const ownership = readSetting(database, found.id, 'ownershipControls');
  if (ownership?.objectOwnership === 'BucketOwnerEnforced' && target.grants.length > 0) {
    throw new S3Error('InvalidArgument', {
      message: 'TargetGrants are not supported for a target bucket with Bucket owner enforced.',
    });
  }
}

/** ACLs can only be turned off once none of them grants anything to others (S3 User Guide, "Controlling ownership"). */
export function requireNoForeignGrants({ objectOwnership }: OwnershipControls, { bucket }: BucketExchange): void {
  if (objectOwnership !== 'BucketOwnerEnforced') return;
  if (bucket.grants.some(({ grantee }) => grantee.type === 'group' || grantee.id !== bucket.owner)) {
    throw new S3Error('InvalidBucketAclWithObjectOwnership');
  }
}

/** Versions are what is replicated, from one bucket to others that exist. */
export function requireReplicable({ rules }: ReplicationConfiguration, { service, bucket }: BucketExchange): void {
  const refuse = (message: string) => new S3Error('InvalidRequest', { message });
  if (bucket.versioning !== 'Enabled') {
    throw refuse("Versioning must be 'Enabled' on the bucket to apply a replication configuration");
  }
  for (const { destination } of rules) {
    const name = bucketOfArn(destination.bucketArn) ?? '';
    const found = findBucket(service.store.database, name);
    if (name === bucket.name) throw refuse('Destination bucket cannot be the same as the source bucket.');
    if (!found) throw refuse('Destination bucket must exist.');
    if (found.versioning !== 'Enabled') throw refuse('Destination bucket must have versioning enabled.');
  }
}
