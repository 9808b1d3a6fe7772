import { startDigest, type ChecksumAlgorithm } from '../checksums/algorithms.ts';
import type { Digests } from '../checksums/digest-threads.ts';
import { etagOf } from '../encryption/requested.ts';
import { S3Error } from '../errors.ts';
import type { BlobWriter, Extent, Sealing } from '../store/blobs.ts';
import type { Store } from '../store/store.ts';
import type { CopySource } from './copy-source.ts';
import { adoptOrRemove } from './new-version.ts';

/** Bytes of a source as they are to lie under another name. */
export interface CopiedBytes {
  extents: Extent[];
  /** Whether they were written anew; else they are those of the source. */
  isFresh: boolean;
  /** `null` when nobody asked. */
  md5: Buffer | null;
  /** As `etagOf` makes it; `null` when nobody asked. */
  etag: string | null;
  /** Base64, of the algorithm that was asked for. */
  checksum: string | null;
}

function isSealedAlike(source: Sealing | null, target: Sealing | null): boolean {
  if (source?.by === 'customer' && target?.by === 'customer') return source.key.equals(target.key);
  return source?.by === target?.by;
}

/**
 * Copies extents of a source. They are shared where the copy is sealed as they are, and read only for `digests`; else
 * they are opened and sealed anew. Hold them meanwhile.
 */
export async function copyBytes(
  store: Store,
  { sealing: opened }: CopySource,
  extents: Extent[],
  wanted: { sealing: Sealing | null; digests: boolean; algorithm: ChecksumAlgorithm | null },
): Promise<CopiedBytes> {
  const { sealing, algorithm } = wanted;
  const isFresh = !isSealedAlike(opened, sealing);
  const customerKey = opened?.by === 'customer' ? opened.key : null;
  if (!isFresh) {
    if (!wanted.digests) return { extents, isFresh, md5: null, etag: null, checksum: null };
    const known = algorithm === null ? store.md5Of(extents) : null;
    const digests = known ? { md5: known, checksum: null } : await store.blobs.digest(extents, customerKey, algorithm);
    return { extents, isFresh, ...toAnswer(sealing, digests) };
  }
  const writer = await store.blobs.create(sealing);
  try {
    const digests = await writeAnew(store.blobs.read(extents, customerKey), algorithm, writer);
    return { extents: await writer.finish(), isFresh, ...toAnswer(sealing, digests) };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

function toAnswer(sealing: Sealing | null, { md5, checksum }: Digests) {
  return { md5, etag: etagOf(sealing, md5), checksum: checksum?.toString('base64') ?? null };
}

/** MD5 and checksum of bytes on their way into a blob. */
async function writeAnew(
  bytes: AsyncIterable<Buffer>,
  algorithm: ChecksumAlgorithm | null,
  writer: BlobWriter,
): Promise<Digests> {
  const md5 = startDigest('MD5');
  const running = algorithm && startDigest(algorithm);
  for await (const chunk of bytes) {
    md5.update(chunk);
    running?.update(chunk);
    await writer.write(chunk);
  }
  return { md5: md5.digest(), checksum: running?.digest() ?? null };
}

/** Runs a transaction that takes over what was copied. Throws `NoSuchKey` when the source has gone meanwhile. */
export function commitCopied<Value>(store: Store, copied: CopiedBytes, source: CopySource, work: () => Value): Value {
  if (copied.isFresh) return adoptOrRemove(store, copied, work);
  return store.transaction(() => {
    if (!store.share(copied.extents)) throw new S3Error('NoSuchKey', { fields: { Key: source.version.key } });
    return work();
  });
}
