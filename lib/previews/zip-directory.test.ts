import { describe, expect, it } from 'vitest';
import { createMemorySource, toBytes } from './testing/memory-source';
import { readZipDirectory } from './zip-directory';

interface Packed {
  name: Uint8Array;
  size?: number;
  flags?: number;
  extra?: number[];
}

const u16 = (value: number): number[] => [value & 255, (value >> 8) & 255];
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
const u64 = (value: number): number[] => [...u32(value % 2 ** 32), ...u32(Math.floor(value / 2 ** 32))];

function toEntry({ name, size = 5, flags = 0, extra = [] }: Packed): number[] {
  const dates = [...u16((12 << 11) | (30 << 5) | 5), ...u16((46 << 9) | (11 << 5) | 21)];
  return [
    ...u32(0x02014b50),
    ...u16(20),
    ...u16(20),
    ...u16(flags),
    ...u16(8),
    ...dates,
    ...u32(0),
    ...u32(size),
    ...u32(size),
    ...u16(name.length),
    ...u16(extra.length),
    ...u16(0),
    ...u16(0),
    ...u16(0),
    ...u32(0),
    ...u32(0),
    ...name,
    ...extra,
  ];
}

/** An archive of nothing but its directory, behind `before` bytes of content. */
function makeZip(entries: Packed[], { before = 30, comment = '', is64 = false, junk = 0 } = {}) {
  const directory = entries.flatMap(toEntry);
  const total = entries.length;
  const at64 = before + junk + directory.length;
  const end64 = [
    ...u32(0x06064b50),
    ...u64(44),
    ...u16(45),
    ...u16(45),
    ...u32(0),
    ...u32(0),
    ...u64(total),
    ...u64(total),
    ...u64(directory.length),
    ...u64(before + junk),
    ...u32(0x07064b50),
    ...u32(0),
    ...u64(at64),
    ...u32(1),
  ];
  const end = [
    ...u32(0x06054b50),
    ...u16(0),
    ...u16(0),
    ...u16(is64 ? 0xffff : total),
    ...u16(is64 ? 0xffff : total),
    ...u32(is64 ? 0xffffffff : directory.length),
    ...u32(is64 ? 0xffffffff : before),
    ...u16(comment.length),
    ...toBytes(comment),
  ];
  return Uint8Array.from([...new Uint8Array(before + junk), ...directory, ...(is64 ? end64 : []), ...end]);
}

const read = (zip: Uint8Array<ArrayBuffer>) => readZipDirectory(createMemorySource(zip));

describe('readZipDirectory', () => {
  it('lists names, sizes and dates, and reads nothing of the content', async () => {
    const zip = makeZip([{ name: toBytes('docs/') }, { name: toBytes('docs/ä.txt'), flags: 0x0801 }], {
      before: 200_000,
    });
    const source = createMemorySource(zip);
    const { entries, total } = await readZipDirectory(source);
    expect(total).toBe(2);
    expect(entries).toMatchObject([
      { name: 'docs/', isFolder: true, isEncrypted: false },
      {
        name: 'docs/ä.txt',
        isFolder: false,
        isEncrypted: true,
        sizeBytes: 5,
        modified: Date.UTC(2026, 10, 21, 12, 30, 10),
      },
    ]);
    expect(Math.min(...source.reads.map(([start]) => start))).toBeGreaterThan(100_000);
  });

  it('reads ZIP64: records and sizes of 64 bits', async () => {
    const size = 5 * 1024 ** 3;
    const extra = [...u16(1), ...u16(16), ...u64(size), ...u64(size - 1)];
    const { entries } = await read(makeZip([{ name: toBytes('big'), size: 0xffffffff, extra }], { is64: true }));
    expect(entries).toMatchObject([{ name: 'big', sizeBytes: size, packedBytes: size - 1 }]);
  });

  it('finds the end behind a comment that looks like one, and the beginning behind a program', async () => {
    const comment = `PK\u0005\u0006${'x'.repeat(40)}`;
    expect((await read(makeZip([{ name: toBytes('a') }], { comment }))).entries).toHaveLength(1);
    expect((await read(makeZip([{ name: toBytes('a') }], { junk: 77 }))).entries).toHaveLength(1);
  });

  it('reads names by code page 437 and by their Unicode field', async () => {
    const unicode = toBytes('naïve.txt');
    const extra = [...u16(0x7075), ...u16(5 + unicode.length), 1, 0, 0, 0, 0, ...unicode];
    const { entries } = await read(
      makeZip([{ name: new Uint8Array([0x81, 0x2e, 0x74]) }, { name: new Uint8Array([0x6e, 0x3f]), extra }]),
    );
    expect(entries.map(({ name }) => name)).toEqual(['ü.t', 'naïve.txt']);
  });

  it('keeps evil names as they are, for others to show harmlessly', async () => {
    const names = ['../../etc/passwd', '/abs', 'C:\\x', '<img src=x onerror=alert(1)>', 'a\u202Egnp.exe', 'nul\0'];
    const { entries } = await read(makeZip(names.map((name) => ({ name: toBytes(name), flags: 0x0800 }))));
    expect(entries.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['no archive', toBytes('hello')],
    ['an empty file', new Uint8Array()],
    [
      'a directory outside of the file',
      makeZip([]).map((byte, index, all) => (index === all.length - 3 ? 0xff : byte)),
    ],
    ['cut off', makeZip([{ name: toBytes('a') }]).slice(0, -5)],
    [
      'no 64-bit record',
      Uint8Array.from([...new Uint8Array(90), ...makeZip([{ name: toBytes('a') }], { is64: true })]),
    ],
  ])('refuses %s', async (_what, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({ code: 'bad-response' });
  });

  it('lists what it can of a broken directory', async () => {
    const zip = makeZip([{ name: toBytes('a') }, { name: toBytes('b') }]);
    zip[30 + 47] = 0;
    expect(await read(zip)).toMatchObject({ entries: [{ name: 'a' }], total: 2 });
  });
});
