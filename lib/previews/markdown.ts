/** Schemes a link in somebody's text may have; whatever else it names would run something or open something. */
const safeSchemes = new Set(['http:', 'https:', 'mailto:']);

/** Where a link leads, if that is a page elsewhere or an address; a relative one has nowhere to lead from here. */
export function toSafeHref(href: string): string | null {
  try {
    const url = new URL(href);
    return safeSchemes.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
};

/** The characters that a text spells as references of HTML (CommonMark, section 2.5); rare names stay as they are written. */
export function toReadable(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]+));/gu, (reference, decimal, hex, name) => {
    if (name) return named[name as string] ?? reference;
    const code = decimal ? Number(decimal) : Number.parseInt(hex as string, 16);
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : '\ufffd';
  });
}
