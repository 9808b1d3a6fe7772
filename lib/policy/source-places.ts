/**
 * Where one is in the text of a JSON document that may not be complete yet: what CodeMirror needs to complete and to
 * underline, without a parser of its own.
 */
export interface Container {
  kind: 'object' | 'array';
  /** Offset of its bracket. */
  from: number;
  /** Name under which it stands; `null` in a list and at the top. */
  name: string | null;
  /** Places of values before, in a list. */
  index: number;
}

export interface SourcePlace {
  /** From the outermost to the one around the position. */
  containers: Container[];
  /** Offset behind the quote of the text one is in; `null` outside of texts. */
  textFrom: number | null;
  /** The text is a name, not a value. */
  isName: boolean;
  /** Name that the value belongs to, in the object around it; `null` in a list. */
  name: string | null;
}

/** Reads the text of a quoted string from its quote on; the end is that of the text where no quote closes it. */
function readString(text: string, from: number, end: number): { to: number; isClosed: boolean } {
  for (let at = from + 1; at < end; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return { to: at, isClosed: true };
    else if (text[at] === '\n') return { to: at, isClosed: false };
  }
  return { to: end, isClosed: false };
}

interface Walk {
  open: Container[];
  /** The name before the colon, in the innermost object. */
  name: string | null;
  expectsName: boolean;
}

function step(walk: Walk, character: string, at: number): void {
  const inner = walk.open.at(-1);
  switch (character) {
    case '{':
    case '[':
      walk.open.push({ kind: character === '{' ? 'object' : 'array', from: at, name: walk.name, index: 0 });
      walk.name = null;
      walk.expectsName = character === '{';
      break;
    case '}':
    case ']':
      walk.open.pop();
      walk.name = null;
      walk.expectsName = false;
      break;
    case ',':
      if (inner?.kind === 'array') inner.index += 1;
      walk.name = null;
      walk.expectsName = inner?.kind === 'object';
      break;
    case ':':
      walk.expectsName = false;
      break;
    default:
  }
}

/** Where `position` is in `text`. */
export function findSourcePlace(text: string, position: number): SourcePlace {
  const walk: Walk = { open: [], name: null, expectsName: false };
  for (let at = 0; at < position; at += 1) {
    const character = text.charAt(at);
    if (character !== '"') {
      step(walk, character, at);
      continue;
    }
    const { to, isClosed } = readString(text, at, text.length);
    if (!isClosed || to >= position) {
      return { containers: walk.open, textFrom: at + 1, isName: walk.expectsName, name: walk.name };
    }
    if (walk.expectsName) walk.name = text.slice(at + 1, to);
    at = to;
  }
  return { containers: walk.open, textFrom: null, isName: walk.expectsName, name: walk.name };
}

/** Whether the innermost container is a statement: the one there is, or one in the list. */
function isStatement([, first, second, ...deeper]: readonly Container[]): boolean {
  if (first?.name !== 'Statement' || deeper.length > 0) return false;
  return second ? second.kind === 'object' && first.kind === 'array' : first.kind === 'object';
}

/** Where the statements of a policy stand, in their order: from bracket to bracket. */
export function findStatementRanges(text: string): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  const walk: Walk = { open: [], name: null, expectsName: false };
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') {
      const { to } = readString(text, at, text.length);
      if (walk.expectsName) walk.name = text.slice(at + 1, to);
      at = to;
      continue;
    }
    const inner = walk.open.at(-1);
    if (character === '}' && inner && isStatement(walk.open)) ranges.push({ from: inner.from, to: at + 1 });
    step(walk, character, at);
  }
  return ranges;
}
