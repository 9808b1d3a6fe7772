import { classNames } from '@/components/ui/class-names';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import { getColdness, type LifeStep } from '@/lib/lifecycle/life';
import { toSegments, type LifeSegment } from '@/lib/lifecycle/segments';

interface TimelineProps {
  title: string;
  /** What day 0 is: “Days since it was uploaded”. */
  counted: string;
  steps: readonly LifeStep[];
  /** What it is before the first step, such as “as uploaded”. */
  start: string;
  /** How an end is called, such as “deleted”. */
  end: string;
  /** How rules are called. */
  nameRule: (index: number) => string;
}

/** What happens to one thing, as a bar of stretches from left to right; read aloud it is a list. */
export function Timeline({ title, counted, steps, start, end, nameRule }: TimelineProps) {
  const segments = toSegments(steps);
  return (
    <figure className="min-w-0">
      <figcaption className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{title}</span>
        <span className="text-sm text-ink-3">{counted}</span>
      </figcaption>
      <ol aria-label={title} className="mt-1.5 flex flex-col gap-px min-[680px]:flex-row">
        {segments.map((segment) => (
          <li
            key={segment.fromDay}
            // The longer, the wider, but ten years are not 3,650 times a day.
            style={{ flexGrow: getWeight(segment), backgroundColor: getShade(segment) }}
            className={classNames(
              'min-w-0 basis-0 border-l-2 px-2 py-1.5 first:rounded-l-md last:rounded-r-md min-[680px]:min-w-[104px]',
              segment.state === 'gone' ? 'border-danger' : 'border-accent',
            )}
          >
            <span className="block text-sm text-ink-2 tabular-nums">{describeSpan(segment)}</span>
            <span
              className={classNames(
                'block font-medium break-words',
                segment.state === 'gone' ? 'text-danger' : 'text-ink',
              )}
            >
              {describeState(segment, start, end)}
            </span>
            {segment.rule !== null && (
              <span className="block text-sm break-words text-ink-2">{nameRule(segment.rule)}</span>
            )}
          </li>
        ))}
      </ol>
    </figure>
  );
}

function describeSpan({ fromDay, toDay }: LifeSegment): string {
  if (toDay === null) return fromDay === 0 ? 'from the first day on' : `from day ${formatCount(fromDay)} on`;
  return `day ${formatCount(fromDay)} to ${formatCount(toDay)}`;
}

function describeState({ state, storageClass, spares }: LifeSegment, start: string, end: string): string {
  switch (state) {
    case 'asWritten':
      return start;
    case 'gone':
      return end;
    case 'spared':
      return `${end}, but for the newest ${formatCount(spares ?? 0)}`;
    case 'moved':
      return `${storageClass ?? ''}${spares === null ? '' : `, but for the newest ${formatQuantity(spares, 'version')}`}`;
  }
}

/** The last stretch has no length; it gets that of a short one. */
function getWeight({ fromDay, toDay }: LifeSegment): number {
  return toDay === null ? 2 : Math.max(1, Math.sqrt(toDay - fromDay));
}

/** Deeper for colder classes. */
function getShade({ state, storageClass }: LifeSegment): string {
  if (state === 'gone') return 'var(--danger-soft)';
  const depth = state === 'moved' ? 14 + 4 * (getColdness(storageClass ?? '') ?? 0) : state === 'spared' ? 4 : 8;
  return `color-mix(in srgb, var(--accent) ${depth}%, var(--surface))`;
}
