'use client';

import type { ReactNode } from 'react';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Loading } from '@/components/ui/spinner';
import { toAppError } from '@/lib/errors/app-error';

interface PropertyStateProps {
  /** What is being read, such as "tags". */
  what: string;
  query: { isPending: boolean; isFetching: boolean; error: Error | null; refetch: () => unknown };
  children: ReactNode;
}

/** One property of an object: on its way, denied, not known to the server, failed, or there. */
export function PropertyState({ what, query, children }: PropertyStateProps) {
  if (query.isPending) return <Loading className="px-3.5 py-3">{`Reading the ${what}`}</Loading>;
  if (!query.error) return <div className="px-3.5 py-3">{children}</div>;
  const { code, message } = toAppError(query.error);
  if (code === 'unsupported' || code === 'bad-response') {
    return (
      <Callout className="mx-3.5 my-3" title={`No ${what} here`}>
        {message}
      </Callout>
    );
  }
  return (
    <ErrorNotice
      className="mx-3.5 my-3"
      title={code === 'access-denied' ? `These keys may not look at the ${what}` : `The ${what} could not be read`}
      error={query.error}
      retrying={query.isFetching}
      onRetry={() => void query.refetch()}
    />
  );
}
