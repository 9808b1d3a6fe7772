/** One row of docs/operations.md. */
export interface DocumentedOperation {
  operation: string;
  action: string;
  test: string;
}

/** Rows of the page's table: operation, screen, action, test, the first and the last two in backquotes. */
export function readOperationsPage(markdown: string): DocumentedOperation[] {
  const rows = markdown.matchAll(/^\| `(\w+)` \|[^|]*\| `([\w./ -]+)` \| `([\w./ -]+)` \|$/gmu);
  return [...rows].map(([, operation = '', action = '', test = '']) => ({ operation, action, test }));
}

/** Names of the operations in a trace (lib/s3/trace.ts), each once. */
export function readTrace(lines: string): Set<string> {
  const parsed = lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { operation: string });
  return new Set(parsed.map(({ operation }) => operation));
}

/**
 * Sentences about every place where the page and the run differ: operations sent that no row explains, rows whose
 * operation the run never sent, and rows that name a file which is not there.
 */
export function compareOperations(
  rows: DocumentedOperation[],
  sent: ReadonlySet<string>,
  exists: (path: string) => boolean,
): string[] {
  const documented = new Set(rows.map(({ operation }) => operation));
  return [
    ...(rows.length === 0 ? ['docs/operations.md has no row that can be read.'] : []),
    ...[...sent]
      .filter((operation) => !documented.has(operation))
      .map((operation) => `${operation} was sent, but docs/operations.md has no row for it.`),
    ...[...documented]
      .filter((operation) => !sent.has(operation))
      .map((operation) => `${operation} stands in docs/operations.md, but the end-to-end run never sent it.`),
    ...rows
      .filter(({ test }) => !exists(test))
      .map(({ operation, test }) => `The row of ${operation} names ${test}, which is not there.`),
  ];
}
