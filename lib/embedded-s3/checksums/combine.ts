import { crc32cPolynomial } from './crc32c.ts';
import { crc64nvmePolynomial } from './crc64nvme.ts';

/** A reflected CRC, as far as joining two of them needs to know it. */
interface CrcParameters {
  bits: bigint;
  polynomial: bigint;
}

export const crcParameters = {
  CRC32: { bits: 32n, polynomial: 0xedb88320n },
  CRC32C: { bits: 32n, polynomial: BigInt(crc32cPolynomial) },
  CRC64NVME: { bits: 64n, polynomial: crc64nvmePolynomial },
} as const satisfies Record<string, CrcParameters>;

/** Product of two polynomials over GF(2), reduced; the highest bit is the coefficient of x⁰. */
function multiply(a: bigint, b: bigint, { bits, polynomial }: CrcParameters): bigint {
  let product = 0n;
  let shifted = b;
  for (let bit = bits - 1n; bit >= 0n; bit -= 1n) {
    if ((a >> bit) & 1n) product ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
  }
  return product;
}

/** x to the power of 8 × `bytes`. */
function shiftFactor(bytes: number, parameters: CrcParameters): bigint {
  const one = 1n << (parameters.bits - 1n);
  let factor = one;
  let square = one >> 8n;
  for (let left = bytes; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) factor = multiply(factor, square, parameters);
    square = multiply(square, square, parameters);
  }
  return factor;
}

/**
 * The CRC of parts joined end to end, from their own CRCs and sizes in bytes: how S3 makes a full-object checksum of a
 * multipart upload (S3 User Guide, "Checking object integrity", full object checksums).
 */
export function combineCrcs(
  algorithm: keyof typeof crcParameters,
  parts: readonly { crc: Buffer; size: number }[],
): Buffer {
  const parameters = crcParameters[algorithm];
  const factors = new Map<number, bigint>();
  let total = 0n;
  for (const { crc, size } of parts) {
    const factor = factors.get(size) ?? shiftFactor(size, parameters);
    factors.set(size, factor);
    total = multiply(factor, total, parameters) ^ BigInt(`0x${crc.toString('hex')}`);
  }
  return Buffer.from(total.toString(16).padStart(Number(parameters.bits) / 4, '0'), 'hex');
}
