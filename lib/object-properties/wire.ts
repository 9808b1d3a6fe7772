import type { GetObjectAttributesCommandOutput, Tag } from '@aws-sdk/client-s3';
import type { ObjectTag } from './schema';
import type { ObjectAttributes } from './types';

export const toTags = (wire: readonly Tag[] = []): ObjectTag[] =>
  wire.map(({ Key = '', Value = '' }) => ({ name: Key, value: Value }));

export const fromTags = (tags: readonly ObjectTag[]): Tag[] =>
  tags.map(({ name, value }) => ({ Key: name, Value: value }));

export function isSameTags(left: readonly ObjectTag[], right: readonly ObjectTag[]): boolean {
  const sorted = (tags: readonly ObjectTag[]): string =>
    JSON.stringify(tags.map(({ name, value }) => [name, value]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));
  return sorted(left) === sorted(right);
}

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
