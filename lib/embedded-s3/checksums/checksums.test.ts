import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksumAlgorithms, decodeChecksum, startDigest } from './algorithms';
import { combineCrcs } from './combine';

function digest(algorithm: (typeof checksumAlgorithms)[number], ...chunks: Uint8Array[]): Buffer {
  const running = startDigest(algorithm);
  for (const chunk of chunks) running.update(chunk);
  return running.digest();
}

describe('checksums', () => {
  // Check values: the catalogue of parametrised CRC algorithms (CRC-32/ISO-HDLC, CRC-32/ISCSI, CRC-64/NVME), FIPS 180-4.
  it.each([
    ['CRC32', 'cbf43926'],
    ['CRC32C', 'e3069283'],
    ['CRC64NVME', 'ae8b14860a799888'],
    ['SHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['SHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ] as const)('%s of 123456789 is its check value', (algorithm, expected) => {
    expect(digest(algorithm, Buffer.from('123456789')).toString('hex')).toBe(expected);
  });

  it.each(checksumAlgorithms)('%s does not depend on how the bytes were cut', (algorithm) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, at) => {
        const whole = digest(algorithm, bytes);
        expect(digest(algorithm, bytes.subarray(0, at), bytes.subarray(at))).toEqual(whole);
      }),
    );
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)('%s of a whole follows from its parts', (algorithm) => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 6 }), (parts) => {
        const known = parts.map((part) => ({ crc: digest(algorithm, part), size: part.length }));
        expect(combineCrcs(algorithm, known)).toEqual(digest(algorithm, ...parts));
      }),
    );
  });

  it('are base64 of the right length or refused', () => {
    expect(decodeChecksum('CRC32', 'y/Q5Jg==').toString('hex')).toBe('cbf43926');
    for (const wrong of ['', 'y/Q5', 'y/Q5Jg', 'not base64', 'y/Q5JgAA']) {
      expect(() => decodeChecksum('CRC32', wrong)).toThrow('invalid');
    }
  });
});
