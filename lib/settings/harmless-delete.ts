import { readBucketContents } from '@/lib/buckets/operations';
import { AppError } from '@/lib/errors/app-error';
import type { Connection } from '@/lib/s3/connection';

/**
 * Some servers take the DELETE of a sub-resource they do not know for DeleteBucket, and an empty bucket is gone. It is
 * sent only to a server that has just shown the setting; where nobody has described the server, the bucket must hold an
 * object as well, which every server's DeleteBucket respects. @throws `unsupported` where neither makes it safe
 */
export async function requireHarmlessDelete(connection: Connection, bucket: string): Promise<void> {
  if (connection.provider.isDescribed) return;
  const { current, versions } = await readBucketContents(connection, { bucket });
  if (current + versions > 0) return;
  throw new AppError(
    'unsupported',
    'Nothing was deleted. This server is of a kind Cooper does not know, and some servers take the deletion of a setting ' +
      'for that of an empty bucket. Put an object into the bucket first, or name the provider in the configuration.',
  );
}
