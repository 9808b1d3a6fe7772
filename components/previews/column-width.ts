/** About the width of a character of small text, in pixels. */
const characterPixels = 7;
const padding = 18;

/** A width that shows most cells whole, in pixels. */
export function toColumnWidth(cells: readonly string[]): number {
  const longest = cells.reduce((most, { length }) => Math.max(most, length), 0);
  return Math.round(Math.min(360, Math.max(64, longest * characterPixels + padding)));
}
