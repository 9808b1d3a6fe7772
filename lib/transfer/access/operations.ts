import 'server-only';
import { GetBucketOwnershipControlsCommand } from '@aws-sdk/client-s3';
import { AppError } from '@/lib/errors/app-error';
import { hasCapability, type Connection } from '@/lib/s3/connection';

/** Somebody may change it while a job runs. */
const knownForMs = 60_000;

const known = new WeakMap<Connection, Map<string, { until: number; answer: Promise<boolean> }>>();

async function readHasAccessLists(connection: Connection, bucket: string): Promise<boolean> {
  if (!hasCapability(connection, 'object-acl')) return false;
  if (!hasCapability(connection, 'bucket-ownership')) return true;
  try {
    const { OwnershipControls } = await connection.client.send(
      new GetBucketOwnershipControlsCommand({ Bucket: bucket }),
    );
    return OwnershipControls?.Rules?.[0]?.ObjectOwnership !== 'BucketOwnerEnforced';
  } catch (error) {
    // Not set, not known there, or not told to these keys: then each object is asked.
    if (error instanceof AppError) return true;
    throw error;
  }
}

/**
 * Whether objects of a bucket have access lists at all. Where its owner owns everything (BucketOwnerEnforced, as S3 has made buckets
 * since 2023) there are none, and a question per bucket saves one per object.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export function hasAccessLists(connection: Connection, bucket: string): Promise<boolean> {
  const ofConnection = known.get(connection) ?? new Map<string, { until: number; answer: Promise<boolean> }>();
  known.set(connection, ofConnection);
  const found = ofConnection.get(bucket);
  if (found && performance.now() < found.until) return found.answer;
  const answer = readHasAccessLists(connection, bucket);
  ofConnection.set(bucket, { until: performance.now() + knownForMs, answer });
  return answer;
}
