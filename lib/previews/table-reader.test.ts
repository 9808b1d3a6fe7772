import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessDelimiter, TableReader } from './table-reader';
import { TableRows } from './table-rows';
import { createMemorySource, toBytes } from './testing/memory-source';

const quote = (cell: string): string =>
  /[",\n\r]/u.test(cell) || cell === '' ? `"${cell.replaceAll('"', '""')}"` : cell;

describe('TableReader', () => {
  it('reads back what was written, in whatever pieces it comes', () => {
    const table = fc.array(
      fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '€') }), { minLength: 1 }),
    );
    fc.assert(
      fc.property(table, fc.array(fc.nat(20)), fc.constantFrom('\n', '\r\n'), (rows, cuts, lineEnd) => {
        let text = rows.map((row) => row.map(quote).join(',')).join(lineEnd);
        const reader = new TableReader(',');
        const read: string[][] = [];
        for (const cut of cuts) {
          read.push(...reader.push(text.slice(0, cut)));
          text = text.slice(cut);
        }
        read.push(...reader.push(text), ...reader.end());
        expect(read).toEqual(rows);
      }),
    );
  });

  it('forgives what is not quite right', () => {
    const reader = new TableReader(',');
    expect([...reader.push('a"b,"c"d,\n"open'), ...reader.end()]).toEqual([['a"b', 'cd', ''], ['open']]);
  });

  it('guesses the separator', () => {
    expect(guessDelimiter('a;b;c\n1,5;2;3\n')).toBe(';');
    expect(guessDelimiter('a\tb\n1\t2\n')).toBe('\t');
    expect(guessDelimiter('one column\nonly\n')).toBe(',');
  });
});

describe('TableRows', () => {
  const signal = new AbortController().signal;

  it('reads on as far as it is asked, through characters cut in two', async () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `${index},€uro ${index}`);
    const source = createMemorySource(toBytes(`n,name\n${lines.join('\n')}`));
    const rows = new TableRows(source, { encoding: 'utf-8', markBytes: 0 });
    await rows.more(signal);
    expect(rows.getSnapshot()).toMatchObject({ heads: ['n', 'name'], status: 'idle', columns: 2 });
    while (rows.getSnapshot().status === 'idle') await rows.more(signal);
    expect(rows.getSnapshot().status).toBe('complete');
    expect(rows.getSnapshot().rows.map((row) => row.join(','))).toEqual(lines);
  });

  it('stops at its bound', async () => {
    const rows = new TableRows(
      createMemorySource(toBytes('a\n'.repeat(200_000))),
      { encoding: 'utf-8', markBytes: 0 },
      ',',
    );
    while (rows.getSnapshot().status === 'idle') await rows.more(signal);
    expect(rows.getSnapshot()).toMatchObject({ status: 'limit' });
    expect(rows.getSnapshot().rows).toHaveLength(100_000);
  });
});
