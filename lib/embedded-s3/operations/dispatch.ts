import { isGranted } from '../access/grants.ts';
import { S3Error } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { accountOf, requireBucket, type BucketExchange, type Exchange } from './exchange.ts';
import { bucketHandlers, objectHandlers, serviceHandlers } from './handlers.ts';
import type { ResolvedOperation } from './table.ts';

/**
 * Headers that would change what a write does or where it goes: a server that does not know them must not act as if they
 * were not there.
 */
const refusedHeaders: readonly RegExp[] = [
  /^x-amz-server-side-encryption/,
  /^x-amz-copy-source-server-side-encryption/,
  /^x-amz-write-offset-bytes$/,
  /^x-amz-rename-source/,
  /^x-amz-if-match-/,
  /^x-amz-mfa$/,
];

function requireKnownHeaders({ request }: Exchange): void {
  for (const name of request.headers.keys()) {
    if (refusedHeaders.some((pattern) => pattern.test(name))) {
      throw new S3Error('NotImplemented', {
        message: 'A header you provided implies functionality that is not implemented.',
        fields: { Header: name },
      });
    }
  }
}

/** Throws `AccessDenied` unless the caller owns the bucket or its ACL grants what the operation needs. */
function requireAccess(exchange: BucketExchange, access: ResolvedOperation['access']): void {
  const { bucket, request } = exchange;
  const account = accountOf(exchange);
  const expected = request.headers.get('x-amz-expected-bucket-owner');
  if (expected !== undefined && expected !== bucket.owner) throw new S3Error('AccessDenied');
  if (access === 'object' || access === 'account' || bucket.owner === account) return;
  if (access === 'owner' || !isGranted(bucket.grants, account, access)) throw new S3Error('AccessDenied');
}

/** Runs an operation: finds the bucket, checks access, calls the handler. */
export async function dispatch(exchange: Exchange, operation: ResolvedOperation): Promise<Answer> {
  const { name, access } = operation;
  requireKnownHeaders(exchange);
  if (name in serviceHandlers) return serviceHandlers[name as keyof typeof serviceHandlers](exchange);
  const bucket = requireBucket(exchange.service, exchange.request.bucket ?? '');
  const bucketExchange = { ...exchange, bucket };
  requireAccess(bucketExchange, access);
  if (name in bucketHandlers) return bucketHandlers[name as keyof typeof bucketHandlers](bucketExchange);
  const key = exchange.request.key ?? '';
  return objectHandlers[name as keyof typeof objectHandlers]({ ...bucketExchange, key });
}
