import { LoaderCircle } from 'lucide-react';
import { classNames } from './class-names';

/** A turning circle. Decoration: whoever shows it says in words what is under way. */
export function Spinner({ className }: { className?: string }) {
  return (
    <LoaderCircle
      aria-hidden="true"
      size={14}
      className={classNames('animate-spin text-current motion-reduce:animate-none', className)}
    />
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
