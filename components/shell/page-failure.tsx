'use client';

import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { AppError } from '@/lib/errors/app-error';

interface PageFailureProps {
  error: unknown;
  onRetry: () => void;
}

/** The number under which the server's log has an error whose message Next keeps from the browser. */
function getDigest(error: unknown): string | null {
  return error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : null;
}

/** A page that could not be drawn. */
export function PageFailure({ error, onRetry }: PageFailureProps) {
  const digest = getDigest(error);
  return (
    <EmptyState
      title="This page could not be shown"
      actions={
        <>
          <Button variant="primary" onClick={onRetry}>
            Try again
          </Button>
          <Button onClick={() => window.location.reload()}>Reload</Button>
        </>
      }
    >
      <p>{error instanceof AppError ? error.message : 'Cooper met an error it did not foresee.'}</p>
      {digest !== null && (
        <p className="mt-1">
          The server’s log has it under <code className="font-mono">{digest}</code>.
        </p>
      )}
    </EmptyState>
  );
}
