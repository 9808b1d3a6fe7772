'use client';

import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';

interface SaveBarProps {
  isChanged: boolean;
  problem: string | null;
  isPending: boolean;
  error: Error | null;
  /** Title of a failure, such as "The tags were not saved". */
  failure: string;
  onReset: () => void;
}

/** Save and go back, at the end of a form that has changed. */
export function SaveBar({ isChanged, problem, isPending, error, failure, onReset }: SaveBarProps) {
  return (
    <div className="mt-3 flex flex-col gap-2">
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      {error && <ErrorNotice title={failure} error={error} />}
      {isChanged && (
        <div className="flex gap-2">
          <Button type="submit" variant="primary" disabled={problem !== null} pending={isPending}>
            Save
          </Button>
          <Button disabled={isPending} onClick={onReset}>
            Undo changes
          </Button>
        </div>
      )}
    </div>
  );
}
