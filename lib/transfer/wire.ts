import { isDeepStrictEqual } from 'node:util';
import type { AccessControlPolicy, Grant, HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { toMetadata } from '@/lib/copying/wire';
import { compareContents } from './compare';
import type { Content } from './types';

/** Under these an ETag is no digest of the content (API_Object, "ETag"), and different at every writing. */
const opaqueEncryption: ReadonlySet<string> = new Set(['aws:kms', 'aws:kms:dsse']);

/** What HeadObject tells of the content; directory buckets make ETags of something else. */
export function toContent(head: HeadObjectCommandOutput, bucket: string): Content {
  const isOpaque = opaqueEncryption.has(head.ServerSideEncryption ?? '') || bucket.endsWith('--x-s3');
  const whole = head.ChecksumType === 'FULL_OBJECT';
  const checksums = whole
    ? ([
        ['crc32', head.ChecksumCRC32],
        ['crc32c', head.ChecksumCRC32C],
        ['crc64nvme', head.ChecksumCRC64NVME],
        ['sha1', head.ChecksumSHA1],
        ['sha256', head.ChecksumSHA256],
      ] as const)
    : [];
  return {
    sizeBytes: head.ContentLength ?? 0,
    etag: isOpaque ? null : (head.ETag?.replaceAll('"', '') ?? null),
    modified: head.LastModified?.getTime() ?? null,
    versionId: head.VersionId ?? null,
    checksums: checksums.flatMap(([name, value]) => (value ? [`${name}:${value}`] : [])),
  };
}

interface Seen {
  head: HeadObjectCommandOutput;
  content: Content;
}

/**
 * Whether one object can be the copy of another: by content, and where nothing tells (KMS encryption, uploads in parts) by size and by
 * all metadata that go along with a copy.
 */
export function isLikelyCopy(original: Seen, copy: Seen): boolean {
  const likeness = compareContents(original.content, copy.content);
  if (likeness !== 'unknown') return likeness === 'same';
  return isDeepStrictEqual(toMetadata(original.head, undefined), toMetadata(copy.head, undefined));
}

/**
 * Grants to groups mean the same on every server; those to accounts are of one server alone. Answers the list for the copy, whose
 * owner keeps everything, and whether something is lost. No list where it has those grants already.
 */
export function toForeignGrants(
  own: AccessControlPolicy,
  grants: AccessControlPolicy,
): { policy: AccessControlPolicy | null; isLess: boolean } {
  const nameGrant = ({ Grantee, Permission }: Grant): string => `${Permission} ${Grantee?.URI}`;
  const known = new Set((own.Grants ?? []).map(nameGrant));
  const ofGroups = (grants.Grants ?? []).filter(
    (grant) => grant.Grantee?.Type === 'Group' && !known.has(nameGrant(grant)),
  );
  const ofOwner = ({ Grantee }: Grant): boolean => Grantee?.ID !== undefined && Grantee.ID === grants.Owner?.ID;
  const isLess = (grants.Grants ?? []).some((grant) => grant.Grantee?.Type !== 'Group' && !ofOwner(grant));
  if (ofGroups.length === 0) return { policy: null, isLess };
  return { policy: { Owner: own.Owner, Grants: [...(own.Grants ?? []), ...ofGroups] }, isLess };
}
