import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { hasInvisible, splitVisibleText } from './visible-text';

const show = (text: string) =>
  splitVisibleText(text)
    .map((part) => (part.kind === 'text' ? part.text : `[${part.label}]`))
    .join('');

describe('splitVisibleText', () => {
  it.each([
    ['a right-to-left override', 'invoice\u202Efdp.exe', 'invoice[U+202E]fdp.exe'],
    ['a zero-width space', 'a\u200Bb', 'a[U+200B]b'],
    ['a byte order mark', '\uFEFFa', '[U+FEFF]a'],
    ['a no-break space', 'a\u00A0b', 'a[U+00A0]b'],
    ['an ideographic space', 'a\u3000b', 'a[U+3000]b'],
    ['a tab and a line feed', 'a\tb\n', 'a[U+0009]b[U+000A]'],
    ['null', 'a\u0000b', 'a[U+0000]b'],
    ['delete and C1 controls', '\u007F\u0085', '[U+007F][U+0085]'],
    ['isolates', '\u2066a\u2069', '[U+2066]a[U+2069]'],
    ['a soft hyphen', 'co\u00ADop', 'co[U+00AD]op'],
    ['a line separator', 'a\u2028b', 'a[U+2028]b'],
    ['a Hangul filler', 'a\u3164b', 'a[U+3164]b'],
    ['a tag beyond the basic plane', 'a\u{E0041}b', 'a[U+E0041]b'],
    ['a lone surrogate', 'a\uD800b', 'a[U+D800]b'],
    ['a joiner between letters', 'a\u200Db', 'a[U+200D]b'],
    ['spaces at the ends', ' a b ', '[␣]a b[␣]'],
    ['spaces in a row', 'a  b', 'a[␣][␣]b'],
    ['nothing but a space', ' ', '[␣]'],
  ])('spells out %s', (_, text, shown) => expect(show(text)).toBe(shown));

  it.each(['', 'plain.txt', 'a b', 'poster 50% (final+2).png', 'größe', '日本語', 'שלום', '👩\u200D💻.png', '❤\uFE0F'])(
    'leaves %j as it is',
    (text) => {
      expect(splitVisibleText(text)).toEqual([{ kind: 'text', text }]);
      expect(hasInvisible(text)).toBe(false);
    },
  );

  it('loses nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...nastyKeys.map(({ key }) => key))),
        (text) => {
          const parts = splitVisibleText(text);
          expect(parts.map((part) => part.text).join('')).toBe(text);
        },
      ),
    );
  });

  it('never leaves a bidi control in a text part', () => {
    const withBidi = fc.string({
      unit: fc.constantFrom('a', ' ', '\u202A', '\u202E', '\u2067', '\u200F', '\u061C', '👍'),
    });
    fc.assert(
      fc.property(withBidi, (text) => {
        const shown = splitVisibleText(text).filter((part) => part.kind === 'text');
        expect(shown.map((part) => part.text).join('')).not.toMatch(/\p{Bidi_Control}/u);
      }),
    );
  });

  it('names the well-known ones', () => {
    expect(splitVisibleText('\u202E')).toEqual([
      { kind: 'mark', text: '\u202E', label: 'U+202E', name: 'right-to-left override' },
    ]);
  });
});
