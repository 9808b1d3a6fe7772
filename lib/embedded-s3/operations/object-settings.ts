import { aclDocument, requestedGrants } from '../access/acl-document.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { setGrants, setTags } from '../store/versions.ts';
import { requireText, type ObjectExchange } from './exchange.ts';
import { maxObjectTags, parseTags, writeTags } from './tag-set.ts';
import { requireVersion, versionHeader } from './version-access.ts';

export function getObjectTagging(exchange: ObjectExchange): Answer {
  const version = requireVersion(exchange, 'READ');
  return xmlAnswer(writeTags(version.tags), versionHeader(exchange.bucket, version.versionId));
}

export async function putObjectTagging(exchange: ObjectExchange): Promise<Answer> {
  const tags = parseTags(await requireText(exchange), maxObjectTags);
  const version = requireVersion(exchange, 'WRITE');
  setTags(exchange.service.store, version.id, tags);
  return { status: 200, headers: versionHeader(exchange.bucket, version.versionId) };
}

export function deleteObjectTagging(exchange: ObjectExchange): Answer {
  const version = requireVersion(exchange, 'WRITE');
  setTags(exchange.service.store, version.id, []);
  return { status: 204, headers: versionHeader(exchange.bucket, version.versionId) };
}

export function getObjectAcl(exchange: ObjectExchange): Answer {
  const version = requireVersion(exchange, 'READ_ACP');
  const document = aclDocument(exchange.service, version.owner, version.grants);
  return xmlAnswer(document, versionHeader(exchange.bucket, version.versionId));
}

export async function putObjectAcl(exchange: ObjectExchange): Promise<Answer> {
  const { service, bucket } = exchange;
  const { owner } = requireVersion(exchange, 'WRITE_ACP');
  const grants = await requestedGrants(exchange, { owner, bucketOwner: bucket.owner });
  const version = requireVersion(exchange, 'WRITE_ACP');
  setGrants(service.store, version.id, grants);
  return { status: 200, headers: versionHeader(bucket, version.versionId) };
}
