import { createCRC32, createCRC64, createMD5, createSHA1, createSHA256, type IHasher } from 'hash-wasm';

/** Digests that S3 keeps of objects (User Guide, "Checking object integrity"), by the names they are shown with. */
export const digestAlgorithms = ['CRC64NVME', 'CRC32C', 'CRC32', 'SHA-256', 'SHA-1', 'MD5'] as const;

export type DigestAlgorithm = (typeof digestAlgorithms)[number];

/* Polynomials, reflected: CRC-32C (RFC 3720, appendix B.4) and CRC-64/NVME (NVM Express, section 5.2.1.3.4). */
const castagnoli = 0x82f63b78;
const nvme = '9a6c9329ac4bc9b5';

const creators: Record<DigestAlgorithm, () => Promise<IHasher>> = {
  CRC64NVME: () => createCRC64(nvme),
  CRC32C: () => createCRC32(castagnoli),
  CRC32: () => createCRC32(),
  'SHA-256': createSHA256,
  'SHA-1': createSHA1,
  MD5: createMD5,
};

/** A hasher that has begun; `init` begins anew. */
export async function createDigest(algorithm: DigestAlgorithm): Promise<IHasher> {
  return (await creators[algorithm]()).init();
}
