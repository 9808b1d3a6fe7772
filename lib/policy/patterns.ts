/** What a policy variable such as `aws:username` stands for; `null` where the request has no such key. */
export type Resolve = (key: string) => string | null;

const anyOne = Symbol('?');
const anyRun = Symbol('*');

type Token = string | typeof anyOne | typeof anyRun;

/** `${key}` or `${key, 'default'}`: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
const variable = /^\$\{\s*([^},\s]+)\s*(?:,\s*'([^']*)'\s*)?\}/u;

/** The pattern in parts; `null` where a variable stands for nothing, so that nothing can match. */
function toTokens(pattern: string, resolve: Resolve | null): Token[] | null {
  const tokens: Token[] = [];
  for (let index = 0; index < pattern.length;) {
    const found = resolve ? variable.exec(pattern.slice(index)) : null;
    if (resolve && found) {
      const [whole, key = '', fallback] = found;
      // ${*}, ${?} and ${$} are the characters themselves.
      const text = ['*', '?', '$'].includes(key) ? key : (resolve(key) ?? fallback ?? null);
      if (text === null) return null;
      tokens.push(...text.split(''));
      index += whole.length;
    } else {
      const character = pattern.charAt(index);
      tokens.push(character === '*' ? anyRun : character === '?' ? anyOne : character);
      index += 1;
    }
  }
  return tokens;
}

/**
 * Whether all of a text is as a pattern with `*` and `?` says. With `resolve`, variables are filled in, and a wildcard in
 * what they stand for is only itself. The time is bounded by the product of both lengths.
 */
export function matchesPattern(pattern: string, text: string, resolve: Resolve | null = null): boolean {
  const tokens = toTokens(pattern, resolve);
  if (tokens === null) return false;
  let at = 0;
  let position = 0;
  let lastRun = -1;
  let runEnd = 0;
  while (position < text.length) {
    const token = tokens[at];
    if (token === anyRun) {
      lastRun = at;
      runEnd = position;
      at += 1;
    } else if (token === anyOne || (token !== undefined && token === text.charAt(position))) {
      at += 1;
      position += 1;
    } else if (lastRun >= 0) {
      // The last * takes one character more.
      runEnd += 1;
      position = runEnd;
      at = lastRun + 1;
    } else {
      return false;
    }
  }
  return tokens.slice(at).every((token) => token === anyRun);
}

/** The text with its variables filled in, for operators without wildcards; `null` where one stands for nothing. */
export function fillIn(text: string, resolve: Resolve | null): string | null {
  if (!resolve) return text;
  return (
    toTokens(text, resolve)
      ?.map((token) => (token === anyRun ? '*' : token === anyOne ? '?' : token))
      .join('') ?? null
  );
}

/** Whether some text could match both patterns, such as a resource of a policy and “any object of this bucket”. */
export function mayOverlap(a: string, b: string): boolean {
  // Row by row: could what is left of `a` from i and of `b` from j match one text? `below` is the row of i + 1.
  let below: boolean[] = [];
  for (let i = a.length; i >= 0; i -= 1) {
    const row: boolean[] = [];
    for (let j = b.length; j >= 0; j -= 1) {
      const [left, right] = [a.charAt(i), b.charAt(j)];
      // A run may be empty, or take in one more character of the other side. Beyond the ends nothing is true.
      row[j] =
        left === '*' || right === '*'
          ? below[j] === true || row[j + 1] === true
          : isOneCharacter(left, right) && (left === '' || below[j + 1] === true);
    }
    below = row;
  }
  return below[0] === true;
}

/** Whether two parts could be the same character, or both be the end. */
function isOneCharacter(a: string, b: string): boolean {
  return a === b || (a === '?' && b !== '') || (b === '?' && a !== '');
}
