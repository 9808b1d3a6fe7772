/** A name and its value, as a person edits them. */
export interface Pair {
  name: string;
  value: string;
}

/** What is wrong with a list of names, if anything. Rows that are wholly empty do not count. */
export function findPairProblem(pairs: readonly Pair[]): string | null {
  const filled = pairs.filter(({ name, value }) => name !== '' || value !== '');
  if (filled.some(({ name }) => name === '')) return 'A value needs a name.';
  if (new Set(filled.map(({ name }) => name)).size < filled.length) return 'Two have the same name.';
  return null;
}

export const dropEmptyPairs = (pairs: readonly Pair[]): Pair[] => pairs.filter(({ name }) => name !== '');
