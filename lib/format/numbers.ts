const counts = new Intl.NumberFormat('en');

/** A whole number with thousands separated: "3,000". */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** A count with its noun: "1 object", "3,000 objects". */
export function formatQuantity(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
