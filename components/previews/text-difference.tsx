import { DiffLines } from '@/components/ui/diff-lines';

/** Lines around what differs. */
const context = 3;
/** More differing lines are not compared one by one. */
const maxLines = 1500;

function countSame(
  before: readonly string[],
  after: readonly string[],
  at: (lines: readonly string[], index: number) => string | undefined,
): number {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && at(before, same) === at(after, same)) same += 1;
  return same;
}

interface TextDifferenceProps {
  /** The accessible name of the lines. */
  label: string;
  before: readonly string[];
  after: readonly string[];
}

/** What differs, with a little around it: of two long texts most is usually the same. */
export function TextDifference({ label, before, after }: TextDifferenceProps) {
  const head = countSame(before, after, (lines, index) => lines[index]);
  const rest = [before.slice(head), after.slice(head)] as const;
  const tail = countSame(...rest, (lines, index) => lines.at(-1 - index));
  const start = Math.max(0, head - context);
  const cut = (lines: readonly string[]): readonly string[] =>
    lines.slice(start, Math.min(lines.length, lines.length - tail + context));
  const [removed, added] = [cut(before), cut(after)];
  const isCut = removed.length > maxLines || added.length > maxLines;
  return (
    <>
      <p className="mb-1 text-sm text-ink-3">
        {`From line ${start + 1} on`}
        {isCut && `; the first ${maxLines} lines that differ`}
      </p>
      <DiffLines label={label} before={removed.slice(0, maxLines)} after={added.slice(0, maxLines)} />
    </>
  );
}
