/** NVMe polynomial, reflected (NVM Express NVM Command Set Specification, "64b CRC"). */
export const crc64nvmePolynomial = 0x9a6c9329ac4bc9b5n;

/** Eight tables of 256 values, each value split into its low and high half: numbers are far quicker than BigInts. */
interface Tables {
  low: Uint32Array;
  high: Uint32Array;
}

function buildTables(): Tables {
  const low = new Uint32Array(8 * 256);
  const high = new Uint32Array(8 * 256);
  const values: bigint[] = [];
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1n ? (crc >> 1n) ^ crc64nvmePolynomial : crc >> 1n;
    values.push(crc);
  }
  const first = [...values];
  for (let slice = 0; slice < 8; slice += 1) {
    for (let byte = 0; byte < 256; byte += 1) {
      const crc = values[byte] as bigint;
      low[slice * 256 + byte] = Number(crc & 0xffff_ffffn);
      high[slice * 256 + byte] = Number(crc >> 32n);
      values[byte] = (crc >> 8n) ^ (first[Number(crc & 0xffn)] as bigint);
    }
  }
  return { low, high };
}

const tables = buildTables();

/** A running CRC-64/NVME. */
export class Crc64Nvme {
  #low = 0xffff_ffff;
  #high = 0xffff_ffff;

  update(data: Uint8Array): void {
    const { low: lows, high: highs } = tables;
    let [low, high] = [this.#low, this.#high];
    let at = 0;
    const whole = data.length - (data.length % 8);
    // Indexes are in range by construction; the casts keep the loop free of checks.
    for (; at < whole; at += 8) {
      const a = low ^ word(data, at);
      const b = high ^ word(data, at + 4);
      const i7 = 1792 + (a & 0xff);
      const i6 = 1536 + ((a >>> 8) & 0xff);
      const i5 = 1280 + ((a >>> 16) & 0xff);
      const i4 = 1024 + (a >>> 24);
      const i3 = 768 + (b & 0xff);
      const i2 = 512 + ((b >>> 8) & 0xff);
      const i1 = 256 + ((b >>> 16) & 0xff);
      const i0 = b >>> 24;
      low = pick(lows, i7, i6, i5, i4) ^ pick(lows, i3, i2, i1, i0);
      high = pick(highs, i7, i6, i5, i4) ^ pick(highs, i3, i2, i1, i0);
    }
    for (; at < data.length; at += 1) {
      const index = (low ^ (data[at] as number)) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ (lows[index] as number);
      high = (high >>> 8) ^ (highs[index] as number);
    }
    this.#low = low;
    this.#high = high;
  }

  /** Eight bytes, most significant first, as S3 sends it. */
  digest(): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32BE(~this.#high >>> 0, 0);
    bytes.writeUInt32BE(~this.#low >>> 0, 4);
    return bytes;
  }
}

function pick(table: Uint32Array, a: number, b: number, c: number, d: number): number {
  return (table[a] as number) ^ (table[b] as number) ^ (table[c] as number) ^ (table[d] as number);
}

function word(data: Uint8Array, at: number): number {
  return (
    (data[at] as number) |
    ((data[at + 1] as number) << 8) |
    ((data[at + 2] as number) << 16) |
    ((data[at + 3] as number) << 24)
  );
}
