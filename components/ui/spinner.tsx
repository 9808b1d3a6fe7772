import { classNames } from './class-names';

/**
 * A turning circle. Decoration: whoever shows it says in words what is under way. Drawn by hand, because every button has
 * one, also on the pages of errors, which should load little.
 */
export function Spinner({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden="true"
      width={14}
      height={14}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      className={classNames('animate-spin text-current motion-reduce:animate-none', className)}
    >
      <path d="M21 12a9 9 0 1 1-6.2-8.6" />
    </svg>
  );
}

/** A spinner with its words, announced to screen readers. */
export function Loading({ children = 'Loading', className }: { children?: string; className?: string }) {
  return (
    <div role="status" className={classNames('flex items-center gap-2 text-ink-3', className)}>
      <Spinner />
      {children}
    </div>
  );
}
