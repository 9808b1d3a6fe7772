import { accessRulesOf, resourceArn } from '../access/authorize.ts';
import { isGrantedToLogDelivery } from '../access/grants.ts';
import { evaluatePolicy } from '../policy/evaluate.ts';
import type { Bucket } from '../store/buckets.ts';
import type { Store } from '../store/store.ts';

/**
 * Whether the service that delivers the access logs of one bucket may write an object into another: by a bucket policy,
 * or by the ACL where ACLs count. S3 User Guide, "Permissions for log delivery".
 */
export function mayDeliver(store: Store, source: Bucket, target: Bucket, key: string): boolean {
  const { policy, ownership } = accessRulesOf({ store }, target);
  const values: Record<string, readonly string[]> = {
    'aws:sourcearn': [resourceArn(source.name, null)],
    'aws:sourceaccount': [source.owner],
    'aws:securetransport': ['true'],
  };
  const verdict =
    policy &&
    evaluatePolicy(policy, {
      caller: { service: 'logging.s3.amazonaws.com' },
      action: 's3:PutObject',
      resource: resourceArn(target.name, key),
      valuesOf: (name) => values[name] ?? null,
    });
  if (verdict !== null) return verdict === 'Allow';
  return ownership !== 'BucketOwnerEnforced' && isGrantedToLogDelivery(target.grants);
}
