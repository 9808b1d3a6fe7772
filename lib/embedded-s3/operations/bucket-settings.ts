import { corsDocument, parseCors } from '../cors/document.ts';
import { S3Error } from '../errors.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { aclDocument, requestedGrants } from '../access/acl-document.ts';
import { effectiveGrants, requireAcceptableAcl } from '../access/acl-rules.ts';
import { accessRulesOf } from '../access/authorize.ts';
import { setBucketGrants, setBucketTags, setCors } from '../store/buckets.ts';
import { requireText, type BucketExchange } from './exchange.ts';
import { maxBucketTags, parseTags, writeTags } from './tag-set.ts';

export function getBucketCors({ bucket }: BucketExchange): Answer {
  if (!bucket.cors) throw new S3Error('NoSuchCORSConfiguration', { fields: { BucketName: bucket.name } });
  return xmlAnswer(corsDocument(bucket.cors));
}

export async function putBucketCors(exchange: BucketExchange): Promise<Answer> {
  const rules = parseCors(await requireText(exchange));
  setCors(exchange.service.store.database, exchange.bucket.id, rules);
  return { status: 200 };
}

export function deleteBucketCors({ service, bucket }: BucketExchange): Answer {
  setCors(service.store.database, bucket.id, null);
  return { status: 204 };
}

export function getBucketTagging({ bucket }: BucketExchange): Answer {
  if (!bucket.tags) throw new S3Error('NoSuchTagSet', { fields: { BucketName: bucket.name } });
  return xmlAnswer(writeTags(bucket.tags));
}

export async function putBucketTagging(exchange: BucketExchange): Promise<Answer> {
  const tags = parseTags(await requireText(exchange), maxBucketTags);
  setBucketTags(exchange.service.store.database, exchange.bucket.id, tags);
  return { status: 204 };
}

export function deleteBucketTagging({ service, bucket }: BucketExchange): Answer {
  setBucketTags(service.store.database, bucket.id, null);
  return { status: 204 };
}

export function getBucketAcl({ service, bucket }: BucketExchange): Answer {
  const grants = effectiveGrants(accessRulesOf(service, bucket), bucket.grants, bucket.owner);
  return xmlAnswer(aclDocument(service, bucket.owner, grants));
}

export async function putBucketAcl(exchange: BucketExchange): Promise<Answer> {
  const { service, bucket, request } = exchange;
  const grants = await requestedGrants(exchange, { owner: bucket.owner, bucketOwner: bucket.owner });
  const asked = { grants, cannedAcl: request.headers.get('x-amz-acl') };
  requireAcceptableAcl(accessRulesOf(service, bucket), asked, bucket.owner);
  setBucketGrants(service.store.database, bucket.id, grants);
  return { status: 200 };
}
