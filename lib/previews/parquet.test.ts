import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { openParquet, readParquetRows, toCellText } from './parquet';
import { createMemorySource } from './testing/memory-source';

const { signal } = new AbortController();
const rows = 300_000;

/** Three row groups without an index of pages, as most writers make them. */
const file = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: 'id', data: Array.from({ length: rows }, (_, index) => index), type: 'INT32' },
      { name: 'name', data: Array.from({ length: rows }, (_, index) => `name ${index}`), type: 'STRING' },
      { name: 'tags', data: Array.from({ length: rows }, (_, index) => [`t${index}`, 'x']), type: 'JSON' },
    ],
    rowGroupSize: 100_000,
    pageSize: 64 * 1024,
  }),
);

describe('Parquet', () => {
  it('tells columns and rows from the end of the file alone', async () => {
    const source = createMemorySource(file);
    const opened = await openParquet(source, signal);
    expect(opened).toMatchObject({ rows, groups: [100_000, 100_000, 100_000] });
    expect(opened.columns.map(({ name }) => name)).toEqual(['id', 'name', 'tags']);
    expect(Math.min(...source.reads.map(([start]) => start))).toBeGreaterThan(file.length - 100_000);
  });

  it('reads the first rows of any group without the rest of it', async () => {
    const source = createMemorySource(file);
    const opened = await openParquet(source, signal);
    source.reads.length = 0;
    const read = await readParquetRows(source, opened, 1, 3, ['id', 'name', 'tags'], signal);
    expect(read).toMatchObject([
      { id: 100_000, name: 'name 100000', tags: ['t100000', 'x'] },
      { id: 100_001 },
      { id: 100_002 },
    ]);
    const readBytes = source.reads.reduce((sum, [start, end]) => sum + end - start, 0);
    expect(readBytes).toBeLessThan(file.length / 6);
  });

  it('reads only the columns that were asked for', async () => {
    const source = createMemorySource(file);
    const opened = await openParquet(source, signal);
    expect(await readParquetRows(source, opened, 0, 2, ['name'], signal)).toEqual([
      { name: 'name 0' },
      { name: 'name 1' },
    ]);
  });

  it('refuses what is no Parquet', async () => {
    await expect(openParquet(createMemorySource(new Uint8Array(64)), signal)).rejects.toThrow();
  });
});

describe('toCellText', () => {
  it('writes any value in one line', () => {
    expect([null, 5n, new Date(0), new Uint8Array([1, 255]), { a: 1n }, true].map(toCellText)).toEqual([
      '',
      '5',
      '1970-01-01T00:00:00.000Z',
      '2 bytes: 01 ff',
      '{"a":"1"}',
      'true',
    ]);
  });
});
