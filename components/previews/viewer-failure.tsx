'use client';

import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { toAppError } from '@/lib/errors/app-error';

interface ViewerFailureProps {
  error: unknown;
  onRetry?: () => void;
  onReopen: () => void;
}

/** Why a viewer cannot go on. */
export function ViewerFailure({ error, onRetry, onReopen }: ViewerFailureProps) {
  if (toAppError(error).code === 'precondition-failed') {
    return (
      <Callout
        tone="warn"
        role="alert"
        title="The object has changed"
        className="m-3.5"
        actions={
          <Button size="small" onClick={onReopen}>
            Open it again
          </Button>
        }
      >
        Somebody wrote it anew while it was open here. What was shown so far is what it was before.
      </Callout>
    );
  }
  return <ErrorNotice className="m-3.5" title="This could not be shown" error={error} onRetry={onRetry ?? onReopen} />;
}
