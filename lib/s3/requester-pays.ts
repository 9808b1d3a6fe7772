import type { S3Client } from '@aws-sdk/client-s3';

/** The bucket of `x-amz-copy-source`: its first segment; an access point ARN has slashes of its own and is not looked into. */
const toSourceBucket = (source: string): string => decodeURIComponent(/^\/?([^/?]+)\//u.exec(source)?.[1] ?? '');

/**
 * Says on every request about these buckets that the requester pays: `x-amz-request-payer`, a header of what is sent and a
 * parameter of what is signed (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ObjectsinRequesterPaysBuckets.html).
 * Operations that know no payer leave it out.
 */
export function agreeToPay(client: S3Client, buckets: ReadonlySet<string>): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const { Bucket = '', CopySource = '' } = args.input as { Bucket?: string; CopySource?: string };
      const isPaid = buckets.has(Bucket) || (CopySource !== '' && buckets.has(toSourceBucket(CopySource)));
      return next(isPaid ? { ...args, input: { ...args.input, RequestPayer: 'requester' } } : args);
    },
    { step: 'initialize', name: 'agreeToPay', override: true },
  );
}
