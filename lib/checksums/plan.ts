import { digestAlgorithms, type DigestAlgorithm } from './digest';

/** What is known of an object's integrity, as HeadObject and GetObjectAttributes told it. */
export interface KnownChecksums {
  sizeBytes: number;
  /** Without quotes. */
  etag: string | null;
  /** In base64; of parts with `-<count>` at the end. */
  checksums: readonly { algorithm: string; value: string }[];
  checksumType: string | null;
  /** With SSE-KMS and SSE-C an ETag is no MD5 (API_Object, "ETag"). */
  hasOwnKeyEncryption: boolean;
  /** In order and complete; `null` where the server tells none. */
  parts: readonly { sizeBytes: number; checksum: string | null }[] | null;
}

/** How an object is going to be verified. */
export type VerifyPlan =
  | { kind: 'whole'; algorithm: DigestAlgorithm; expected: string; isEtag: boolean }
  | {
      kind: 'parts';
      algorithm: DigestAlgorithm;
      expected: string;
      isEtag: boolean;
      /** Sizes the parts may have; several where nobody says, and then one of them has to fit. */
      layouts: readonly (readonly number[])[];
      /** Of each part, where the server keeps them. */
      partChecksums: readonly (string | null)[] | null;
    }
  | { kind: 'none'; why: string };

const mebibyte = 1024 * 1024;
/** Every layout costs a digest of its own. */
const maxLayouts = 4;

/** Equal parts but for the last. */
function toLayout(sizeBytes: number, partBytes: number): number[] {
  const count = Math.ceil(sizeBytes / partBytes);
  return Array.from({ length: count }, (_, index) => Math.min(partBytes, sizeBytes - index * partBytes));
}

/** Part sizes in whole MiB that cut an object into so many parts: what clients use, the common ones first. */
export function guessPartSizes(sizeBytes: number, count: number): number[] {
  if (count === 1) return [Math.max(1, sizeBytes)];
  const least = Math.ceil(sizeBytes / count / mebibyte);
  const most = Math.ceil(sizeBytes / (count - 1) / mebibyte) - 1;
  const sizes: number[] = [];
  for (const common of [8, 16, 5, 64, 15, 10, 32, 100, 128, 256, 512]) {
    if (common >= least && common <= most) sizes.push(common);
  }
  for (let size = least; size <= most && sizes.length < maxLayouts; size += 1)
    if (!sizes.includes(size)) sizes.push(size);
  return sizes.slice(0, maxLayouts).map((size) => size * mebibyte);
}

function isDigest(algorithm: string): algorithm is DigestAlgorithm {
  return (digestAlgorithms as readonly string[]).includes(algorithm);
}

/** The strongest thing an object can be verified by: a stored checksum, else an ETag that is an MD5. */
export function planVerification(known: KnownChecksums): VerifyPlan {
  const stored = digestAlgorithms
    .map((algorithm) => known.checksums.find((checksum) => checksum.algorithm === algorithm))
    .find((checksum) => checksum !== undefined);
  if (stored && isDigest(stored.algorithm)) return planStored(known, stored.algorithm, stored.value);
  return planEtag(known);
}

function planStored(known: KnownChecksums, algorithm: DigestAlgorithm, value: string): VerifyPlan {
  const count = /-(\d+)$/u.exec(value)?.[1];
  if (known.checksumType !== 'COMPOSITE' && count === undefined) {
    return { kind: 'whole', algorithm, expected: value, isEtag: false };
  }
  const { parts } = known;
  const total = parts?.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (!parts || parts.length === 0 || total !== known.sizeBytes) {
    return {
      kind: 'none',
      why: 'Its checksum was made of its parts, and the server does not tell how large they are.',
    };
  }
  return {
    kind: 'parts',
    algorithm,
    expected: value.replace(/-\d+$/u, ''),
    isEtag: false,
    layouts: [parts.map(({ sizeBytes }) => sizeBytes)],
    partChecksums: parts.map(({ checksum }) => checksum),
  };
}

function planEtag({ sizeBytes, etag, hasOwnKeyEncryption, parts }: KnownChecksums): VerifyPlan {
  if (hasOwnKeyEncryption) {
    return { kind: 'none', why: 'No checksum is kept, and the ETag of an object encrypted with such a key is none.' };
  }
  const [, md5, count] = /^([0-9a-f]{32})(?:-(\d+))?$/iu.exec(etag ?? '') ?? [];
  if (md5 === undefined)
    return { kind: 'none', why: 'No checksum is kept, and the ETag is not made from the content.' };
  const expected = md5.toLowerCase();
  if (count === undefined) return { kind: 'whole', algorithm: 'MD5', expected, isEtag: true };
  const isKnown = parts?.length === Number(count) && parts.reduce((sum, part) => sum + part.sizeBytes, 0) === sizeBytes;
  const layouts = isKnown
    ? [parts.map((part) => part.sizeBytes)]
    : guessPartSizes(sizeBytes, Number(count)).map((size) => toLayout(sizeBytes, size));
  if (layouts.length === 0) {
    return { kind: 'none', why: 'No checksum is kept, and the parts behind its ETag have sizes nobody tells.' };
  }
  return { kind: 'parts', algorithm: 'MD5', expected, isEtag: true, layouts, partChecksums: null };
}
