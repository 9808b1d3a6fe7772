const powers: Record<string, number> = { '': 0, k: 1, m: 2, g: 3, t: 4, p: 5 };

/**
 * A size as people write it, in bytes: "7", "10 kB", "1.5 GiB"; `null` when it is none. A K is 1,024 with and without its i, as
 * sizes are shown here.
 */
export function parseBytes(text: string): number | null {
  const found = /^(\d+(?:[.,]\d+)?)\s*(?:([kmgtp])i?)?b?$/iu.exec(text.trim());
  if (!found) return null;
  const [, number = '', unit = ''] = found;
  const bytes = Number(number.replace(',', '.')) * 1024 ** (powers[unit.toLowerCase()] ?? 0);
  return Number.isFinite(bytes) && bytes <= Number.MAX_SAFE_INTEGER ? Math.round(bytes) : null;
}

/** The same size to write it again: in the largest unit that leaves it whole. */
export function toByteText(bytes: number): string {
  const units = [' B', ' KiB', ' MiB', ' GiB', ' TiB'];
  let power = 0;
  while (bytes > 0 && power < units.length - 1 && bytes % 1024 ** (power + 1) === 0) power += 1;
  return `${bytes / 1024 ** power}${units[power] ?? ''}`;
}
