import 'server-only';
import { DeleteBucketPolicyCommand, GetBucketPolicyCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { AppError } from '@/lib/errors/app-error';
import type { WirePolicy } from '@/lib/policy/wire';
import { defineOperations } from '../define';
import { policy } from './setting';

function parsePolicy(text: string): WirePolicy {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) {
      return document as WirePolicy;
    }
  } catch {
    // Said below.
  }
  throw new AppError('bad-response', 'The server sent something else than a policy document.');
}

export const policySetting = defineOperations(policy, {
  async read({ client }, bucket) {
    const { Policy: text } = await client.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    return text ? parsePolicy(text) : null;
  },
  absentCodes: ['NoSuchBucketPolicy'],
  write: ({ client }, bucket, wire) =>
    client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify(wire) })),
  remove: ({ client }, bucket) => client.send(new DeleteBucketPolicyCommand({ Bucket: bucket })),
});
