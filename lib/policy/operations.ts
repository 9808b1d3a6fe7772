import 'server-only';
import { GetBucketAclCommand, GetBucketPolicyStatusCommand } from '@aws-sdk/client-s3';
import { listBuckets } from '@/lib/buckets/operations';
import { AppError } from '@/lib/errors/app-error';
import type { BucketTarget } from '@/lib/objects/schema';
import type { Connection } from '@/lib/s3/connection';
import type { PolicySurroundings } from './types';

/** The answer, or `null` where these keys may not have it or the server has none. */
async function orNull<Answer>(answer: Promise<Answer | undefined>): Promise<Answer | null> {
  try {
    return (await answer) ?? null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Who asks, whose the bucket is, and what the server makes of the policy that is there; all asked at once. */
export async function readPolicySurroundings(
  connection: Connection,
  target: BucketTarget,
): Promise<PolicySurroundings> {
  const { client, provider, settings } = connection;
  const { bucket } = target;
  const [page, acl, status] = await Promise.all([
    orNull(listBuckets(connection, { connection: target.connection, continuation: null, prefix: bucket })),
    orNull(client.send(new GetBucketAclCommand({ Bucket: bucket }))),
    orNull(client.send(new GetBucketPolicyStatusCommand({ Bucket: bucket }))),
  ]);
  return {
    callerId: page?.owner?.id ?? null,
    ownerId: acl?.Owner?.ID ?? null,
    isSecure: settings.endpoint.startsWith('https:'),
    isPublic: status?.PolicyStatus?.IsPublic ?? null,
    ignoredPrincipals: [...provider.ignoredPrincipals],
  };
}
