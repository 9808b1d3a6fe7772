import { QueryCache, MutationCache, QueryClient } from '@tanstack/react-query';
import { AppError } from '@/lib/errors/app-error';
import { emitSessionEnd } from './session-events';

/** A failure that may pass is tried once more by itself; the server side has tried three times already. */
const automaticRetries = 1;

function noticeSessionEnd(error: unknown, connection: unknown): void {
  if (error instanceof AppError && error.code === 'session-ended') {
    emitSessionEnd(typeof connection === 'string' ? connection : null);
  }
}

/** One per browser tab. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => noticeSessionEnd(error, query.queryKey[1]) }),
    mutationCache: new MutationCache({
      onError: (error, variables) =>
        noticeSessionEnd(error, (variables as { connection?: unknown } | undefined)?.connection),
    }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < automaticRetries && error instanceof AppError && error.isRetryable,
        refetchOnWindowFocus: false,
      },
    },
  });
}
