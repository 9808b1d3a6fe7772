import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface EmptyStateProps {
  icon?: ReactNode;
  title: ReactNode;
  /** What it means and what to do next. */
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

/** Where a list would be, when there is nothing to list. */
export function EmptyState({ icon, title, children, actions, className }: EmptyStateProps) {
  return (
    <div className={classNames('mx-auto flex max-w-[420px] flex-col items-center px-6 py-14 text-center', className)}>
      {icon && (
        <span aria-hidden="true" className="mb-3 text-ink-3">
          {icon}
        </span>
      )}
      <h2 className="text-lg font-semibold">{title}</h2>
      {children && <div className="mt-1 text-ink-2">{children}</div>}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
