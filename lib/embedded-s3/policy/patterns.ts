/** A pattern taken apart: characters to be met exactly, any one character, any run of characters. */
export type Glob = readonly (string | typeof anyOne | typeof anyRun)[];
const anyOne = Symbol('?');
const anyRun = Symbol('*');

/** What a variable of a policy stands for in a request; `null` when the request has no such key. */
export type Resolve = (key: string) => string | null;

const variable = /^\$\{\s*([^},\s]+)\s*(?:,\s*'([^']*)'\s*)?\}/;

/**
 * Reads a pattern with `*`, `?` and, given `resolve`, variables as `${aws:username}` and `${aws:username, 'nobody'}`.
 * What a variable stands for is met exactly, wildcards in it included. `null` when a variable stands for nothing: then
 * nothing matches. IAM User Guide, "IAM policy elements: Variables and tags".
 */
export function readGlob(pattern: string, resolve: Resolve | null): Glob | null {
  const glob: (string | typeof anyOne | typeof anyRun)[] = [];
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern.charAt(index);
    const found = resolve && character === '$' ? variable.exec(pattern.slice(index)) : null;
    if (resolve && found) {
      const [whole, name = '', fallback] = found;
      const value = ['*', '?', '$'].includes(name) ? name : (resolve(name) ?? fallback);
      if (value === undefined) return null;
      glob.push(...value.split(''));
      index += whole.length - 1;
    } else if (character === '*') glob.push(anyRun);
    else glob.push(character === '?' ? anyOne : character);
  }
  return glob;
}

/** Whether the whole text is as the pattern says. Takes at most the product of both lengths, whatever the pattern. */
export function fitsGlob(glob: Glob, text: string): boolean {
  let [at, position] = [0, 0];
  let [runAt, runEnd] = [-1, 0];
  while (position < text.length) {
    const token = glob[at];
    if (token === anyRun) {
      runAt = at;
      runEnd = position;
      at += 1;
    } else if (token === anyOne || token === text[position]) {
      at += 1;
      position += 1;
    } else if (runAt >= 0) {
      // Let the last run take one character more.
      runEnd += 1;
      position = runEnd;
      at = runAt + 1;
    } else return false;
  }
  while (glob[at] === anyRun) at += 1;
  return at === glob.length;
}

/** As `fitsGlob`, for a pattern without variables. */
export function matchesGlob(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  const glob = readGlob(pattern, null);
  return glob !== null && fitsGlob(glob, text);
}
