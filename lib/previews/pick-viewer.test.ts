import { describe, expect, it } from 'vitest';
import { toNamedKind, isWrittenAtItsEnd } from './file-names';
import { pickViewer } from './pick-viewer';
import { toBytes } from './testing/memory-source';

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
const pick = (key: string, head: Uint8Array | null, size = head?.length ?? 9) => pickViewer(key, head, size);

describe('pickViewer', () => {
  it.each([
    ['a.png', png, 'image', 'image/png'],
    ['a.jpg', png, 'image', 'image/png'],
    ['a.svg', toBytes('<?xml version="1.0"?><!-- x --><svg xmlns="x"/>'), 'image', 'image/svg+xml'],
    ['a.mp4', toBytes('\0\0\0\u0018ftypisom'), 'video', 'video/mp4'],
    ['a.m4a', toBytes('\0\0\0\u0018ftypisom'), 'audio', 'audio/mp4'],
    ['a.webm', new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 1]), 'video', 'video/webm'],
    ['a.mp3', toBytes('ID3\u0003'), 'audio', 'audio/mpeg'],
    ['a.pdf', toBytes('%PDF-1.7\n'), 'pdf', null],
    ['a.docx', toBytes('PK\u0003\u0004rest'), 'archive', null],
    ['a.parquet', toBytes('PAR1…'), 'parquet', null],
    ['a.md', toBytes('# Title'), 'markdown', null],
    ['a.csv', toBytes('a,b\n1,2'), 'table', null],
    ['a.json', toBytes('{"a":1}'), 'json', null],
    ['a.ts', toBytes('export {}'), 'text', null],
    ['Makefile', toBytes('all:\n'), 'text', null],
    ['no extension', toBytes('plain words'), 'text', null],
    ['no extension', png, 'image', 'image/png'],
    ['a.bin', new Uint8Array([1, 2, 0, 3]), 'hex', null],
    ['empty.csv', new Uint8Array(), 'table', null],
  ])('shows %s by what it is', (key, head, viewer, mediaType) => {
    expect(pick(key, head)).toMatchObject({ viewer, mediaType, remark: null });
  });

  it.each([
    ['page.png', '<html><script>alert(1)</script>', 'text'],
    ['page.svg', '<html><body onload=alert(1)>', 'text'],
    ['page.pdf', '<html>', 'text'],
    ['page.parquet', 'not one', 'text'],
    ['page.csv', '%PDF-1.7', 'pdf'],
    ['page.txt', '\u0000\u0001', 'hex'],
  ])('never shows %s as its name says when its content is %j', (key, text, viewer) => {
    const picked = pick(key, toBytes(text));
    expect(picked?.viewer).toBe(viewer);
    expect(picked?.remark).toMatch(/^By its name this is /u);
  });

  it('shows HTML as its source, whatever it is called', () => {
    for (const key of ['a.html', 'a.htm', 'a.xhtml', 'a', 'a.txt']) {
      expect(pick(key, toBytes('<!doctype html><script>1</script>'))?.viewer).toBe('text');
    }
  });

  it('leaves to the browser’s decoders alone what may not be read', () => {
    expect(pick('a.png', null)).toMatchObject({ viewer: 'image', mediaType: 'image/png' });
    expect(pick('a.svg', null)).toMatchObject({ viewer: 'image' });
    for (const key of ['a.pdf', 'a.txt', 'a.html', 'a', 'a.zip']) expect(pick(key, null)).toBeNull();
  });

  it('can always show bytes', () => {
    expect(pick('a.svg', toBytes('<svg/>'))?.others).toEqual(['text', 'hex']);
    expect(pick('a.zip', toBytes('PK\u0003\u0004'))?.others).toEqual(['hex']);
  });
});

describe('names', () => {
  it('knows a log that was rotated', () => {
    expect(toNamedKind('var/app.log.3')).toEqual({ viewer: 'text' });
    expect(isWrittenAtItsEnd('var/app.log.2026-11-21')).toBe(true);
    expect(isWrittenAtItsEnd('catalog.json')).toBe(false);
    expect(toNamedKind('a.b/c')).toBeNull();
  });
});
