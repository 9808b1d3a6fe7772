import { useId, type ReactNode } from 'react';

/** A part of a rule with its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="flex flex-col gap-2.5 border-t border-line pt-2.5">
      <span id={id} className="text-sm font-medium text-ink-2">
        {title}
      </span>
      {children}
    </div>
  );
}
