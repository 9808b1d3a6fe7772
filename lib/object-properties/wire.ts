import type {
  GetObjectAclCommandOutput,
  GetObjectAttributesCommandOutput,
  Grant,
  Grantee as WireGrantee,
  Tag,
} from '@aws-sdk/client-s3';
import type { AccessGrant, Grantee, ObjectTag, Permission } from './schema';
import type { ObjectAccess, ObjectAttributes } from './types';

export const toTags = (wire: readonly Tag[] = []): ObjectTag[] =>
  wire.map(({ Key = '', Value = '' }) => ({ name: Key, value: Value }));

export const fromTags = (tags: readonly ObjectTag[]): Tag[] =>
  tags.map(({ name, value }) => ({ Key: name, Value: value }));

function toGrantee(wire: WireGrantee): Grantee {
  if (wire.URI) return { kind: 'group', uri: wire.URI };
  if (wire.EmailAddress && !wire.ID) return { kind: 'email', email: wire.EmailAddress };
  return { kind: 'user', id: wire.ID ?? '', name: wire.DisplayName ?? '' };
}

export function toAccess({ Owner, Grants = [] }: Pick<GetObjectAclCommandOutput, 'Owner' | 'Grants'>): ObjectAccess {
  return {
    owner: Owner ? { id: Owner.ID ?? '', name: Owner.DisplayName ?? '' } : null,
    grants: Grants.map(({ Grantee: wire, Permission: permission }) => ({
      grantee: toGrantee(wire ?? { Type: 'CanonicalUser' }),
      permission: permission as Permission,
    })),
  };
}

/** Who and what in one text, for comparing: names are for show and may change. */
const toText = ({ grantee, permission }: AccessGrant): string => {
  const who = grantee.kind === 'user' ? grantee.id : grantee.kind === 'group' ? grantee.uri : grantee.email;
  return JSON.stringify([grantee.kind, who, permission]);
};

/** Whether two lists grant the same, in whatever order. */
export function isSameAccess(left: readonly AccessGrant[], right: readonly AccessGrant[]): boolean {
  return JSON.stringify(left.map(toText).sort()) === JSON.stringify(right.map(toText).sort());
}

export function isSameTags(left: readonly ObjectTag[], right: readonly ObjectTag[]): boolean {
  const sorted = (tags: readonly ObjectTag[]): string =>
    JSON.stringify(tags.map(({ name, value }) => [name, value]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));
  return sorted(left) === sorted(right);
}

function fromGrantee(grantee: Grantee): WireGrantee {
  switch (grantee.kind) {
    case 'user':
      return { Type: 'CanonicalUser', ID: grantee.id, ...(grantee.name !== '' && { DisplayName: grantee.name }) };
    case 'email':
      return { Type: 'AmazonCustomerByEmail', EmailAddress: grantee.email };
    case 'group':
      return { Type: 'Group', URI: grantee.uri };
  }
}

export const fromGrants = (grants: readonly AccessGrant[]): Grant[] =>
  grants.map(({ grantee, permission }) => ({ Grantee: fromGrantee(grantee), Permission: permission }));

const checksumFields = [
  ['CRC64NVME', 'ChecksumCRC64NVME'],
  ['CRC32C', 'ChecksumCRC32C'],
  ['CRC32', 'ChecksumCRC32'],
  ['SHA-256', 'ChecksumSHA256'],
  ['SHA-1', 'ChecksumSHA1'],
] as const;

export function toAttributes({ Checksum, ObjectParts }: GetObjectAttributesCommandOutput): ObjectAttributes {
  const parts = ObjectParts?.Parts ?? [];
  const last = parts.at(-1)?.PartNumber;
  return {
    checksums: checksumFields.flatMap(([algorithm, field]) =>
      Checksum?.[field] ? [{ algorithm, value: Checksum[field] }] : [],
    ),
    checksumType: Checksum?.ChecksumType ?? null,
    partsCount: ObjectParts?.TotalPartsCount ?? null,
    parts: parts.map((part) => ({
      number: part.PartNumber ?? 0,
      sizeBytes: part.Size ?? 0,
      checksum: checksumFields.map(([, field]) => part[field]).find((value) => value !== undefined) ?? null,
    })),
    nextAfter: ObjectParts?.IsTruncated === true && last !== undefined ? last : null,
  };
}
