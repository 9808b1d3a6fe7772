import { describe, expect, it } from 'vitest';
import { toText } from './read-text';

describe('bytes as a text', () => {
  it('have line feeds alone, and no mark', () => {
    expect(toText(new TextEncoder().encode('\ufeffa\r\nb\rc\n'))).toBe('a\nb\nc\n');
    expect(toText(new Uint8Array([0xff, 0xfe, 0x61, 0, 0x0a, 0]))).toBe('a\n');
    expect(toText(new Uint8Array([0x67, 0x72, 0xfc, 0x6e]))).toBe('grün');
    expect(toText(new Uint8Array())).toBe('');
  });

  it('are none where they look like something else', () => {
    expect(toText(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).toBeNull();
  });
});
