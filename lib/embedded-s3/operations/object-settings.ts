import { aclDocument, requestedGrants } from '../access/acl-document.ts';
import { effectiveGrants, requireAcceptableAcl } from '../access/acl-rules.ts';
import { accessRulesOf } from '../access/authorize.ts';
import { announce } from '../events/announce.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { setGrants, setTags, type Version } from '../store/versions.ts';
import { requireText, type ObjectExchange } from './exchange.ts';
import { maxObjectTags, parseTags, writeTags } from './tag-set.ts';
import { requireVersion, versionHeader } from './version-access.ts';

function announceChange(exchange: ObjectExchange, name: string, version: Version): void {
  announce(exchange, { name, key: version.key, versionId: version.versionId, content: version });
}

export function getObjectTagging(exchange: ObjectExchange): Answer {
  const version = requireVersion(exchange, null);
  return xmlAnswer(writeTags(version.tags), versionHeader(exchange.bucket, version.versionId));
}

export async function putObjectTagging(exchange: ObjectExchange): Promise<Answer> {
  const tags = parseTags(await requireText(exchange), maxObjectTags);
  const version = requireVersion(exchange, null, tags);
  setTags(exchange.service.store, version.id, tags);
  announceChange(exchange, 'ObjectTagging:Put', version);
  return { status: 200, headers: versionHeader(exchange.bucket, version.versionId) };
}

export function deleteObjectTagging(exchange: ObjectExchange): Answer {
  const version = requireVersion(exchange, null);
  setTags(exchange.service.store, version.id, []);
  announceChange(exchange, 'ObjectTagging:Delete', version);
  return { status: 204, headers: versionHeader(exchange.bucket, version.versionId) };
}

export function getObjectAcl(exchange: ObjectExchange): Answer {
  const { service, bucket } = exchange;
  const version = requireVersion(exchange, 'READ_ACP');
  const rules = accessRulesOf(service, bucket);
  const owner = rules.ownership === 'BucketOwnerEnforced' ? bucket.owner : version.owner;
  const document = aclDocument(service, owner, effectiveGrants(rules, version.grants, bucket.owner));
  return xmlAnswer(document, versionHeader(bucket, version.versionId));
}

export async function putObjectAcl(exchange: ObjectExchange): Promise<Answer> {
  const { service, bucket, request } = exchange;
  const { owner } = requireVersion(exchange, 'WRITE_ACP');
  const grants = await requestedGrants(exchange, { owner, bucketOwner: bucket.owner });
  const asked = { grants, cannedAcl: request.headers.get('x-amz-acl') };
  requireAcceptableAcl(accessRulesOf(service, bucket), asked, bucket.owner);
  const version = requireVersion(exchange, 'WRITE_ACP');
  setGrants(service.store, version.id, grants);
  announceChange(exchange, 'ObjectAcl:Put', version);
  return { status: 200, headers: versionHeader(bucket, version.versionId) };
}
