/** Reads text separated by commas, tabs or the like piece by piece, as RFC 4180 has it: quotes double, lines break inside quotes. */
export class TableReader {
  readonly #delimiter: string;
  #cells: string[] = [];
  #cell = '';
  #state: 'start' | 'plain' | 'quoted' | 'quote' = 'start';
  #isAfterReturn = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The rows that are complete after this piece. */
  push(text: string): string[][] {
    const rows: string[][] = [];
    for (const character of text) {
      if (this.#isAfterReturn) {
        this.#isAfterReturn = false;
        if (character === '\n') continue;
      }
      if (this.#state === 'quoted') this.#inQuotes(character);
      else if (this.#state === 'quote' && character === '"') {
        this.#cell += '"';
        this.#state = 'quoted';
      } else this.#outside(character, rows);
    }
    return rows;
  }

  /** The last row, when no line break ends it. */
  end(): string[][] {
    if (this.#state === 'start' && this.#cells.length === 0 && this.#cell === '') return [];
    return [this.#endRow()];
  }

  #inQuotes(character: string): void {
    if (character === '"') this.#state = 'quote';
    else this.#cell += character;
  }

  #outside(character: string, rows: string[][]): void {
    if (character === this.#delimiter) this.#endCell();
    else if (character === '\n' || character === '\r') {
      this.#isAfterReturn = character === '\r';
      rows.push(this.#endRow());
    } else if (character === '"' && this.#state === 'start') this.#state = 'quoted';
    else {
      this.#cell += character;
      this.#state = 'plain';
    }
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#state = 'start';
  }

  #endRow(): string[] {
    this.#endCell();
    const row = this.#cells;
    this.#cells = [];
    return row;
  }
}

/** The separator that cuts the first lines into the most columns, the same number in each. */
export function guessDelimiter(head: string): string {
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of [',', ';', '\t', '|']) {
    const rows = new TableReader(delimiter).push(head).slice(0, 20);
    const widths = rows.map(({ length }) => length);
    const usual = widths[0] ?? 1;
    const same = widths.filter((width) => width === usual).length;
    const score = usual > 1 ? (same / widths.length) * 1000 + usual : 0;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
