import { createHash } from 'node:crypto';
import type { S3Client, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3';
import type { BuildMiddleware } from '@smithy/types';

/**
 * Lets Content-MD5 (RFC 1864) prove the bodies that must be proved (DeleteObjects, bucket settings), in place of the
 * SDK's CRC32, which servers from before 2024 refuse. See "Data integrity protections" in the SDK's own notes:
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-dataintegrity.html
 */
export function proveBodiesByMd5(client: S3Client): void {
  const middleware: BuildMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => (args) => {
    const request = args.request as { headers: Record<string, string>; body?: unknown };
    const isProved = Object.keys(request.headers).some((name) => name.startsWith('x-amz-checksum-'));
    if (isProved && (typeof request.body === 'string' || request.body instanceof Uint8Array)) {
      request.headers = Object.fromEntries(
        Object.entries(request.headers).filter(
          ([name]) => !name.startsWith('x-amz-checksum-') && name !== 'x-amz-sdk-checksum-algorithm',
        ),
      );
      request.headers['content-md5'] = createHash('md5').update(request.body).digest('base64');
    }
    return next(args);
  };
  // `low` comes after the SDK's own checksum, which stands in the same step.
  client.middlewareStack.add(middleware, { step: 'build', priority: 'low', name: 'proveBodiesByMd5', override: true });
}
