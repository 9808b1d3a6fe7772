import type { ReactNode } from 'react';

/**
 * Announces its content whenever it changes. Render it always, empty at first: a region that arrives together with its
 * text is not announced.
 */
export function LiveRegion({ urgent = false, children }: { urgent?: boolean; children: ReactNode }) {
  return (
    <div
      role={urgent ? 'alert' : 'status'}
      aria-live={urgent ? 'assertive' : 'polite'}
      aria-atomic="true"
      className="sr-only"
    >
      {children}
    </div>
  );
}
