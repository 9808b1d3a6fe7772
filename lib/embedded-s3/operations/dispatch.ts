import { accessRulesOf, requireLeave } from '../access/authorize.ts';
import { requireNoKeyManagement } from '../encryption/requested.ts';
import { S3Error } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import type { Bucket } from '../store/buckets.ts';
import { requireBucketType } from './directory-buckets.ts';
import { accountOf, type BucketExchange, type Exchange } from './exchange.ts';
import { bucketHandlers, objectHandlers, serviceHandlers } from './handlers.ts';
import { actionOf, furtherActionsOf } from './permissions.ts';
import type { OperationName, ResolvedOperation } from './table.ts';

/** No policy can give these to another account (PutBucketPolicy in the S3 API Reference). */
const bucketPolicyOperations: readonly OperationName[] = ['GetBucketPolicy', 'PutBucketPolicy', 'DeleteBucketPolicy'];

/**
 * Headers that would change what a write does or where it goes: a server that does not know them must not act as if they
 * were not there.
 */
const refusedHeaders: readonly RegExp[] = [/^x-amz-write-offset-bytes$/, /^x-amz-rename-source/, /^x-amz-if-match-/];

function requireKnownHeaders({ request }: Exchange): void {
  // Reads refuse to be told how an object is encrypted, whichever way that is.
  if (request.method !== 'GET' && request.method !== 'HEAD') requireNoKeyManagement(request.headers);
  for (const name of request.headers.keys()) {
    if (refusedHeaders.some((pattern) => pattern.test(name))) {
      throw new S3Error('NotImplemented', {
        message: 'A header you provided implies functionality that is not implemented.',
        fields: { Header: name },
      });
    }
  }
}

/** Throws `AccessDenied` unless the caller may do on the bucket what the operation needs there. */
function requireAccess(exchange: BucketExchange, access: ResolvedOperation['access']): void {
  const { bucket, request, operation, service } = exchange;
  const expected = request.headers.get('x-amz-expected-bucket-owner');
  if (expected !== undefined && expected !== bucket.owner) throw new S3Error('AccessDenied');
  if (access === 'object' || access === 'account') return;
  // A policy may tell apart the keys that a document names: each is asked about when its turn comes.
  if (operation === 'DeleteObjects' && accessRulesOf(service, bucket).policy !== null) return;
  const versionId = request.query.get('versionId');
  const target = { bucket, key: request.key, permission: access === 'owner' ? null : access };
  requireLeave(exchange, { ...target, action: actionOf(operation, versionId) });
  for (const action of furtherActionsOf(operation, request)) {
    // Who may write may say who else reads what he writes; the rest is the bucket owner's to allow.
    requireLeave(exchange, { ...target, action, permission: action === 's3:PutObjectAcl' ? target.permission : null });
  }
  if (bucketPolicyOperations.includes(operation) && accountOf(exchange) !== bucket.owner) {
    throw new S3Error('MethodNotAllowed');
  }
}

/** Others have to agree to pay, and are told that they did. S3 User Guide, "Using Requester Pays buckets". */
function withCharge(exchange: BucketExchange, answer: Answer): Answer {
  const { requesterPays } = accessRulesOf(exchange.service, exchange.bucket);
  if (!requesterPays || accountOf(exchange) === exchange.bucket.owner) return answer;
  return { ...answer, headers: { ...answer.headers, 'x-amz-request-charged': 'requester' } };
}

/** Runs an operation on the bucket that was found for it: checks access, calls the handler. */
export async function dispatch(
  exchange: Exchange,
  operation: ResolvedOperation,
  bucket: Bucket | undefined,
): Promise<Answer> {
  const { name, access } = operation;
  requireKnownHeaders(exchange);
  if (name in serviceHandlers) return serviceHandlers[name as keyof typeof serviceHandlers](exchange);
  if (!bucket) throw new S3Error('NoSuchBucket', { fields: { BucketName: exchange.request.bucket ?? '' } });
  const bucketExchange = { ...exchange, bucket, operation: name };
  requireBucketType(bucketExchange);
  requireAccess(bucketExchange, access);
  const key = exchange.request.key ?? '';
  const answer =
    name in bucketHandlers
      ? await bucketHandlers[name as keyof typeof bucketHandlers](bucketExchange)
      : await objectHandlers[name as keyof typeof objectHandlers]({ ...bucketExchange, key });
  return withCharge(bucketExchange, answer);
}
