import { S3Error } from '../errors.ts';
import { ownerElement, requireText, type Exchange, type Service } from '../operations/exchange.ts';
import { child, children, childText, parseDocument, requireText as requireChild, type XmlNode } from '../xml/parse.ts';
import { writeXml } from '../xml/write.ts';
import { groupGrantee, headerGrants, permissions, userGrantee, type Grant } from './grants.ts';

const instance = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** An `AccessControlPolicy`; GetBucketAcl and GetObjectAcl in the S3 API Reference. */
export function aclDocument(service: Service, owner: string, grants: readonly Grant[]): string {
  const lines = grants.map(({ grantee, permission }) => ({
    ...(grantee.type === 'user'
      ? { [`Grantee ${instance} xsi:type="CanonicalUser"`]: ownerElement(service, grantee.id) }
      : { [`Grantee ${instance} xsi:type="Group"`]: { URI: grantee.uri } }),
    Permission: permission,
  }));
  return writeXml('AccessControlPolicy', {
    Owner: ownerElement(service, owner),
    AccessControlList: { Grant: lines },
  });
}

function parseGrant(node: XmlNode, service: Service): Grant {
  const grantee = child(node, 'Grantee');
  const permission = permissions.find((candidate) => candidate === childText(node, 'Permission'));
  if (!grantee || !permission) throw new S3Error('MalformedXML');
  switch (grantee.attributes['type']) {
    case 'CanonicalUser':
      return { grantee: userGrantee(requireChild(grantee, 'ID'), service.users), permission };
    case 'Group':
      return { grantee: groupGrantee(requireChild(grantee, 'URI')), permission };
    default:
      throw new S3Error('NotImplemented', { message: 'Only canonical users and groups are known as grantees.' });
  }
}

/** What a PutBucketAcl or PutObjectAcl asks for, by headers or by document. */
export async function requestedGrants(
  exchange: Exchange,
  who: { owner: string; bucketOwner: string },
): Promise<Grant[]> {
  const { service, request } = exchange;
  const fromHeaders = headerGrants(request.headers, { ...who, users: service.users });
  if (fromHeaders) return fromHeaders;
  const document = parseDocument(await requireText(exchange), 'AccessControlPolicy');
  const list = child(document, 'AccessControlList');
  if (!list) throw new S3Error('MalformedXML');
  return children(list, 'Grant').map((node) => parseGrant(node, service));
}
