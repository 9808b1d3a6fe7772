/** A field of a CSV file (RFC 4180). A leading sign that spreadsheets take for a formula is kept from being one. */
export function toCsvField(text: string): string {
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of a CSV file with its end. */
export function toCsvLine(fields: readonly (string | number)[]): string {
  return `${fields.map((field) => (typeof field === 'number' ? String(field) : toCsvField(field))).join(',')}\r\n`;
}

/** The texts that a CSV file consists of, from pages of rows. */
export async function* toCsvTexts<Row>(
  head: string,
  pages: AsyncIterable<Row[]>,
  toLines: (rows: Row[]) => string,
): AsyncGenerator<string, void, void> {
  yield head;
  for await (const rows of pages) yield toLines(rows);
}
