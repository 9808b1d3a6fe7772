import type { ReactNode } from 'react';
import { classNames } from './class-names';

/** A key of the keyboard. */
export function Kbd({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <kbd
      className={classNames(
        'rounded border border-line bg-surface px-1 font-mono text-xs whitespace-nowrap text-ink-3',
        className,
      )}
    >
      {children}
    </kbd>
  );
}
