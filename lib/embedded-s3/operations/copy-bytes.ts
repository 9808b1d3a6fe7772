import { startDigest, type ChecksumAlgorithm } from '../checksums/algorithms.ts';
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
  if (!isFresh && !wanted.digests) return { extents, isFresh, etag: null, checksum: null };
  const bytes = store.blobs.read(extents, opened?.by === 'customer' ? opened.key : null);
  const writer = isFresh ? await store.blobs.create(sealing) : null;
  try {
    const { md5, checksum } = await digest(bytes, algorithm, writer);
    const etag = etagOf(sealing, md5);
    return { extents: writer ? await writer.finish() : extents, isFresh, etag, checksum };
  } catch (error) {
    await writer?.discard();
    throw error;
  }
}

/** MD5 and checksum of bytes that pass on their way into a blob, or nowhere. */
async function digest(bytes: AsyncIterable<Buffer>, algorithm: ChecksumAlgorithm | null, writer: BlobWriter | null) {
  const md5 = startDigest('MD5');
  const running = algorithm && startDigest(algorithm);
  for await (const chunk of bytes) {
    md5.update(chunk);
    running?.update(chunk);
    await writer?.write(chunk);
  }
  return { md5: md5.digest(), checksum: running?.digest().toString('base64') ?? null };
}

/** Runs a transaction that takes over what was copied. Throws `NoSuchKey` when the source has gone meanwhile. */
export function commitCopied<Value>(store: Store, copied: CopiedBytes, source: CopySource, work: () => Value): Value {
  if (copied.isFresh) return adoptOrRemove(store, copied.extents, work);
  return store.transaction(() => {
    if (!store.share(copied.extents)) throw new S3Error('NoSuchKey', { fields: { Key: source.version.key } });
    return work();
  });
}
