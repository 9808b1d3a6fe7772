import { accessRulesOf } from '../access/authorize.ts';
import { S3Error } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { parsePolicy } from '../policy/document.ts';
import { isPublicPolicy } from '../policy/public.ts';
import { readSetting, removeSetting, writeSetting } from '../store/settings.ts';
import { writeXml } from '../xml/write.ts';
import { unsetError } from './document-settings.ts';
import { requireText, type BucketExchange } from './exchange.ts';

/** S3 User Guide, "Bucket policies for Amazon S3": at most 20 kB. */
const maxPolicyBytes = 20 * 1024;

function requirePolicy(exchange: BucketExchange): string {
  const policy = readSetting(exchange.service.store.database, exchange.bucket.id, 'policy');
  if (policy === null) throw unsetError('NoSuchBucketPolicy', exchange);
  return policy;
}

export function getBucketPolicy(exchange: BucketExchange): Answer {
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body: requirePolicy(exchange) };
}

export async function putBucketPolicy(exchange: BucketExchange): Promise<Answer> {
  const { service, bucket } = exchange;
  const text = await requireText(exchange, 'MissingRequestBodyError');
  if (Buffer.byteLength(text) > maxPolicyBytes) throw new S3Error('PolicyTooLarge');
  const { block } = accessRulesOf(service, bucket);
  if (isPublicPolicy(parsePolicy(text, bucket.name)) && block?.blockPublicPolicy) throw new S3Error('AccessDenied');
  writeSetting(service.store.database, bucket.id, 'policy', text);
  return { status: 204 };
}

export function deleteBucketPolicy({ service, bucket }: BucketExchange): Answer {
  removeSetting(service.store.database, bucket.id, 'policy');
  return { status: 204 };
}

export function getBucketPolicyStatus(exchange: BucketExchange): Answer {
  const policy = parsePolicy(requirePolicy(exchange), exchange.bucket.name);
  return xmlAnswer(writeXml('PolicyStatus', { IsPublic: isPublicPolicy(policy) }));
}
