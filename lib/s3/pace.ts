import type { Connection } from './connection.ts';

/** Decides when a request may go. */
export interface Pace {
  /** Resolves when the next request may be sent. */
  enter(): Promise<void>;
  /** After its answer; `isThrottled` when the server asked to slow down. */
  leave(isThrottled: boolean): void;
}

/** SlowDown, 503 and 429 (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html), after the SDK's own tries. */
function isThrottling(error: unknown): boolean {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  return name === 'SlowDown' || $metadata?.httpStatusCode === 503 || $metadata?.httpStatusCode === 429;
}

/** Holds every command that this connection sends to a pace. A connection is given one at most. */
export function paceRequests(connection: Connection, pace: Pace): Connection {
  connection.client.middlewareStack.add(
    (next) => async (args) => {
      await pace.enter();
      let isThrottled = false;
      try {
        return await next(args);
      } catch (error) {
        isThrottled = isThrottling(error);
        throw error;
      } finally {
        pace.leave(isThrottled);
      }
    },
    { step: 'initialize', priority: 'low', name: 'pace', override: true },
  );
  return connection;
}
