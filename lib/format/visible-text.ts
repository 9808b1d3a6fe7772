/** A name cut into what can be shown as it is and what must be spelled out. */
export type VisiblePart =
  | { kind: 'text'; text: string }
  /** One character that would not be seen, or would change how others are seen. `label` stands in for it. */
  | { kind: 'mark'; text: string; label: string; name: string };

/**
 * Everything a reader would not see or could mistake: controls, line and paragraph separators, every white space but the plain
 * one, everything Unicode calls default-ignorable (bidi controls, zero-width characters, BOM, soft hyphen, variation selectors,
 * tags, Hangul fillers: UAX #44, Default_Ignorable_Code_Point), interlinear annotation, the blank Braille pattern,
 * noncharacters and lone surrogates.
 */
const invisible =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Cs}\u{FFF9}-\u{FFFB}\u{2800}]|(?! )\p{Zs}/u;

/** Plain spaces are shown only where they would be lost: at either end and in a row. */
const lostSpace = /^ | $| {2,}/u;

/**
 * Emoji made of several code points hold joiners and variation selectors that are part of the picture. Made from a string: the
 * `v` flag is younger than the language level this project compiles for.
 */
const emojiSequence = new RegExp('\\p{RGI_Emoji}', 'gv');

const names = new Map<number, string>([
  [0x00, 'null'],
  [0x07, 'bell'],
  [0x08, 'backspace'],
  [0x09, 'tab'],
  [0x0a, 'line feed'],
  [0x0d, 'carriage return'],
  [0x1b, 'escape'],
  [0x7f, 'delete'],
  [0xa0, 'no-break space'],
  [0xad, 'soft hyphen'],
  [0x34f, 'combining grapheme joiner'],
  [0x61c, 'Arabic letter mark'],
  [0x2007, 'figure space'],
  [0x200b, 'zero width space'],
  [0x200c, 'zero width non-joiner'],
  [0x200d, 'zero width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x2028, 'line separator'],
  [0x2029, 'paragraph separator'],
  [0x202a, 'left-to-right embedding'],
  [0x202b, 'right-to-left embedding'],
  [0x202c, 'pop directional formatting'],
  [0x202d, 'left-to-right override'],
  [0x202e, 'right-to-left override'],
  [0x202f, 'narrow no-break space'],
  [0x2060, 'word joiner'],
  [0x2066, 'left-to-right isolate'],
  [0x2067, 'right-to-left isolate'],
  [0x2068, 'first strong isolate'],
  [0x2069, 'pop directional isolate'],
  [0x3000, 'ideographic space'],
  [0xfeff, 'byte order mark'],
]);

/** The code point as Unicode writes it: `U+202E`. */
function toCodePointLabel(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

function toMark(character: string): VisiblePart {
  if (character === ' ') return { kind: 'mark', text: ' ', label: '␣', name: 'space' };
  const codePoint = character.codePointAt(0) ?? 0;
  const label = toCodePointLabel(codePoint);
  return { kind: 'mark', text: character, label, name: names.get(codePoint) ?? 'invisible character' };
}

/** The offsets that belong to an emoji, where nothing needs spelling out. */
function findEmojiOffsets(text: string): Set<number> {
  const offsets = new Set<number>();
  for (const match of text.matchAll(emojiSequence)) {
    for (let index = 0; index < match[0].length; index += 1) offsets.add(match.index + index);
  }
  return offsets;
}

/** Whether a space at this offset would be lost to the eye. */
function isLostSpace(text: string, offset: number): boolean {
  return offset === 0 || offset === text.length - 1 || text[offset - 1] === ' ' || text[offset + 1] === ' ';
}

/** Whether `splitVisibleText` would find anything to spell out. */
export function hasInvisible(text: string): boolean {
  return splitVisibleText(text).some((part) => part.kind === 'mark');
}

/** Cuts a name into text and marks. The texts of the parts, joined, are the name again. The empty name is one empty text. */
export function splitVisibleText(text: string): VisiblePart[] {
  if (!invisible.test(text) && !lostSpace.test(text)) return [{ kind: 'text', text }];
  const parts: VisiblePart[] = [];
  const emoji = findEmojiOffsets(text);
  let plain = '';
  let offset = 0;
  for (const character of text) {
    const mustSpell = character === ' ' ? isLostSpace(text, offset) : invisible.test(character) && !emoji.has(offset);
    if (mustSpell) {
      if (plain) parts.push({ kind: 'text', text: plain });
      plain = '';
      parts.push(toMark(character));
    } else {
      plain += character;
    }
    offset += character.length;
  }
  if (plain || parts.length === 0) parts.push({ kind: 'text', text: plain });
  return parts;
}
