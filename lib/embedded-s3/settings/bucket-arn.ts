import { S3Error } from '../errors.ts';

/** Name in the ARN of a bucket, which has neither region nor account (S3 User Guide, "Policy resources"); else `null`. */
export function bucketOfArn(arn: string): string | null {
  return /^arn:[a-z0-9-]+:s3:::([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])$/.exec(arn)?.[1] ?? null;
}

/** The ARN of a bucket that reports go to. Throws `InvalidS3DestinationBucket` for anything else. */
export function requireReportBucket(arn: string): string {
  if (bucketOfArn(arn) === null) throw new S3Error('InvalidS3DestinationBucket');
  return arn;
}
