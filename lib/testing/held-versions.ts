import { ListObjectVersionsCommand, type ListObjectVersionsCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { expect } from 'vitest';

interface Held {
  /** Of each key, how many versions. */
  versions: Map<string, number>;
  markers: Map<string, number>;
}

/** Everything that was ever written below a prefix and every mark of a delete, as the plain SDK tells. */
export async function readHeld(client: S3Client, Bucket: string, Prefix: string): Promise<Held> {
  const held: Held = { versions: new Map(), markers: new Map() };
  const add = (to: Map<string, number>, { Key = '' }: { Key?: string | undefined }) =>
    to.set(Key, (to.get(Key) ?? 0) + 1);
  let next: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | null = {};
  while (next) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket, Prefix, ...next }),
    );
    for (const version of page.Versions ?? []) add(held.versions, version);
    for (const marker of page.DeleteMarkers ?? []) add(held.markers, marker);
    next = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : null;
  }
  return held;
}

/** Each key of a prefix once: nothing lost, nothing done twice. */
export function expectOnce(found: Map<string, number>, prefix: string, count: number): void {
  const keys = Array.from({ length: count }, (_, index) => prefix + String(index).padStart(7, '0'));
  expect(keys.filter((key) => found.get(key) !== 1)).toEqual([]);
  expect(found.size).toBe(count);
}
