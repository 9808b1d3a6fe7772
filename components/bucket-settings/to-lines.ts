/** The lines of a document; none where there is none. */
export function toLines(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}
