import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectEncoding, looksLikeText } from './encoding';
import { createMemorySource, toBytes } from './testing/memory-source';
import { TextWindow } from './text-window';

const long = Array.from({ length: 20_000 }, (_, index) => `line ${index + 1} ä€😀`).join('\n');

function open(bytes: Uint8Array<ArrayBuffer>) {
  const source = createMemorySource(bytes);
  return { source, view: new TextWindow(source, detectEncoding(bytes.slice(0, 4096))) };
}

const textOf = (view: TextWindow): string =>
  view
    .getSnapshot()
    .segments.map(({ text }) => text)
    .join('\n');

function toUtf16(text: string, isLittle: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2 + 2);
  const view = new DataView(bytes.buffer);
  Array.from(`\ufeff${text}`.split(''), (unit, index) => view.setUint16(index * 2, unit.charCodeAt(0), isLittle));
  return bytes;
}

describe('TextWindow', () => {
  it.each([
    ['UTF-8', toBytes(long)],
    ['UTF-16 LE', toUtf16(long, true)],
    ['UTF-16 BE', toUtf16(long, false)],
  ])('reads %s from its beginning to its end without losing a character', async (_name, bytes) => {
    const { view } = open(bytes);
    await view.open(0);
    const seen = [...view.getSnapshot().segments];
    while (view.hasMoreBelow) {
      await view.growDown();
      seen.push(view.getSnapshot().segments.at(-1)!);
    }
    expect(seen.map(({ text }) => text).join('\n')).toBe(long);
    expect(view.getSnapshot().segments.length).toBeLessThanOrEqual(16);
    const last = view.getSnapshot().segments.at(-1)!;
    expect(last.firstLine! + last.text.split('\n').length - 1).toBe(20_000);
  });

  it('reads back from its end to its beginning, and counts the lines once it is there', async () => {
    const { view } = open(toBytes(long));
    await view.open(Infinity);
    expect(view.getSnapshot().opened.edge).toBe('end');
    expect(textOf(view).endsWith('line 20000 ä€😀')).toBe(true);
    expect(view.getSnapshot().segments[0]!.firstLine).toBeNull();
    const seen = [...view.getSnapshot().segments];
    while (view.hasMoreAbove) {
      await view.growUp();
      seen.unshift(view.getSnapshot().segments[0]!);
    }
    expect(seen.map(({ text }) => text).join('\n')).toBe(long);
    expect(view.getSnapshot().segments[0]!.firstLine).toBe(1);
  });

  it('opens at the end of two gigabytes with one read', async () => {
    const tail = toBytes('x\n'.repeat(50_000));
    const size = 2 * 1024 ** 3;
    const reads: number[] = [];
    const view = new TextWindow(
      {
        sizeBytes: size,
        read: (start, end) => {
          reads.push(start);
          return Promise.resolve(tail.slice(start - (size - tail.length), end - (size - tail.length)));
        },
      },
      { encoding: 'utf-8', markBytes: 0 },
    );
    await view.open(size);
    expect(reads).toHaveLength(1);
    expect(textOf(view)).toMatch(/^x\n/u);
  });

  it('opens anywhere at the beginning of a line', async () => {
    const { view } = open(toBytes('one\ntwo\nthree'));
    const from = async (offset: number) => {
      await view.open(offset);
      return textOf(view);
    };
    expect(await from(0)).toBe('one\ntwo\nthree');
    expect(await from(1)).toBe('two\nthree');
    expect(await from(4)).toBe('two\nthree');
    expect(await from(5)).toBe('three');
    // The last line has no other after it, so the end of the text is shown.
    expect(await from(9)).toBe('one\ntwo\nthree');
  });

  it('never cuts a character in two, however long a line is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('a€', '😀', 'ä', 'xyz'),
        fc.integer({ min: 0, max: 9 }),
        fc.nat(400_000),
        async (unit, lead, at) => {
          const bytes = toBytes('.'.repeat(lead) + unit.repeat(60_000));
          const { view } = open(bytes);
          await view.open(at % bytes.length);
          await view.growDown();
          await view.growUp();
          expect(textOf(view).includes('\ufffd')).toBe(false);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('reads carriage returns as line breaks', async () => {
    const { view } = open(toBytes('a\r\nb\rc\r\n'));
    await view.open(0);
    expect(textOf(view)).toBe('a\nb\nc');
  });

  it('keeps a failure and tries again', async () => {
    let isBroken = true;
    const good = createMemorySource(toBytes('text'));
    const read: typeof good.read = (...range) => (isBroken ? Promise.reject(new Error('no')) : good.read(...range));
    const view = new TextWindow({ sizeBytes: 4, read }, { encoding: 'utf-8', markBytes: 0 });
    await view.open(0);
    expect(view.getSnapshot().error).toEqual(new Error('no'));
    isBroken = false;
    await view.open(0);
    expect(view.getSnapshot()).toMatchObject({ error: null, segments: [{ text: 'text', firstLine: 1 }] });
  });
});

describe('encodings', () => {
  it('takes the byte order mark, then UTF-8, then Latin-1', () => {
    expect(detectEncoding(new Uint8Array([0xff, 0xfe, 0x41, 0]))).toEqual({ encoding: 'utf-16le', markBytes: 2 });
    expect(detectEncoding(new Uint8Array([0xef, 0xbb, 0xbf, 0x41]))).toEqual({ encoding: 'utf-8', markBytes: 3 });
    expect(detectEncoding(toBytes('Zoë').slice(0, -1)).encoding).toBe('utf-8');
    expect(detectEncoding(new Uint8Array([0x5a, 0x6f, 0xeb, 0x20])).encoding).toBe('latin-1');
  });

  it('tells text from bytes', () => {
    expect(looksLikeText(toBytes('\u001b[31mred\u001b[0m'))).toBe(true);
    expect(looksLikeText(new Uint8Array([0x41, 0]))).toBe(false);
    expect(looksLikeText(new Uint8Array([1, 2, 3, 4]))).toBe(false);
    expect(looksLikeText(toUtf16('ab', true))).toBe(true);
  });
});
