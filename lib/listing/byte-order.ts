/** A piece of a longer string: names and ETags of a page lie one after another. */
export interface Slice {
  text: string;
  start: number;
  end: number;
}

/**
 * Compares as S3 sorts keys: by the bytes of their UTF-8. That is the order of code points, which differs from the order
 * of UTF-16 units only where surrogates meet units above them.
 */
export function compareSlices(a: Slice, b: Slice): number {
  const lengthA = a.end - a.start;
  const lengthB = b.end - b.start;
  const shared = Math.min(lengthA, lengthB);
  for (let i = 0; i < shared; i += 1) {
    const unitA = a.text.charCodeAt(a.start + i);
    const unitB = b.text.charCodeAt(b.start + i);
    if (unitA !== unitB) return rankUnit(unitA) - rankUnit(unitB);
  }
  return lengthA - lengthB;
}

export function compareKeys(a: string, b: string): number {
  return compareSlices({ text: a, start: 0, end: a.length }, { text: b, start: 0, end: b.length });
}

/** Lifts surrogates, which stand for U+10000 and up, above U+E000–U+FFFF. */
function rankUnit(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

/**
 * The first six units as one number that orders like the string: if the numbers differ, so do the strings, in the same
 * direction. Equal numbers decide nothing.
 */
export function packSixUnits({ text, start, end }: Slice): number {
  let packed = 0;
  let isExact = true;
  for (let i = 0; i < 6; i += 1) {
    const unit = isExact && start + i < end ? text.charCodeAt(start + i) : 0;
    // All units from 255 up share one value, so what follows them must not count.
    if (unit >= 255) isExact = false;
    packed = packed * 256 + Math.min(unit, 255);
  }
  return packed;
}
