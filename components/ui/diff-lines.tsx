import { diffLines, type DiffLine } from '@/lib/format/line-diff';
import { classNames } from './class-names';

const marks: Record<DiffLine['kind'], string> = { same: ' ', added: '+', removed: '-' };

export interface DiffLinesProps {
  before: readonly string[];
  after: readonly string[];
  /** The accessible name of the text. */
  label: string;
  className?: string;
}

/** What changes from one text to another, line by line. */
export function DiffLines({ before, after, label, className }: DiffLinesProps) {
  return (
    <pre
      tabIndex={0}
      aria-label={label}
      className={classNames(
        'max-h-[40dvh] overflow-auto rounded-lg border border-line bg-sunken py-2 font-mono text-sm',
        className,
      )}
    >
      {/* As wide as its longest line, so that every line is coloured to its end. */}
      <div className="w-max min-w-full">
        {diffLines(before, after).map(({ kind, text }, index) => (
          <div
            key={index}
            className={classNames(
              'px-3',
              kind === 'added' && 'bg-accent-soft text-ink',
              kind === 'removed' && 'bg-danger-soft text-ink',
              kind === 'same' && 'text-ink-2',
            )}
          >
            {`${marks[kind]} ${text}`}
          </div>
        ))}
      </div>
    </pre>
  );
}
