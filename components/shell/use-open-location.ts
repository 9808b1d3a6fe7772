'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useConnections } from '@/components/connections/use-connections';
import { objectsRoute } from '@/lib/client/routes';
import { toAppError } from '@/lib/errors/app-error';
import { getParentPrefix } from '@/lib/client/location';
import { objectDetailsQuery } from '@/lib/objects/queries';
import type { ObjectTarget } from '@/lib/objects/schema';

/**
 * Whether there is an object of that key; what keeps it from being known, if something does. Keys that may not list are
 * told 403 of an object that does not exist (API_HeadObject, "Permissions").
 */
async function isObject(client: QueryClient, target: ObjectTarget): Promise<boolean | string> {
  try {
    await client.query(objectDetailsQuery(target));
    return true;
  } catch (thrown) {
    const { code, message } = toAppError(thrown);
    return code === 'not-found' || code === 'access-denied' ? false : message;
  }
}

/**
 * Opens what somebody typed. A place that does not end in a slash may be an object or a folder: one HeadObject tells.
 * Answers with what is wrong, or `null` once the page is on its way.
 */
export function useOpenLocation(currentConnection: string | null): (text: string) => Promise<string | null> {
  const connections = useConnections();
  const client = useQueryClient();
  const router = useRouter();

  return async (text) => {
    const open = connections.filter(({ isOpen }) => isOpen);
    const ordered = [
      ...open.filter(({ id }) => id === currentConnection),
      ...open.filter(({ id }) => id !== currentConnection),
    ];
    const { findDestination } = await import('./find-destination');
    const destination = findDestination(text, ordered);
    if (typeof destination === 'string') return destination;
    const { connection, location } = destination;
    const { bucket, key, versionId } = location;
    if (key !== '' && versionId !== null) {
      router.push(objectsRoute(connection.id, bucket, { prefix: getParentPrefix(key), key, versionId }));
      return null;
    }
    if (key === '' || key.endsWith('/')) {
      router.push(objectsRoute(connection.id, bucket, { prefix: key }));
      return null;
    }
    const found = await isObject(client, { connection: connection.id, bucket, key });
    if (typeof found === 'string') return found;
    router.push(
      objectsRoute(connection.id, bucket, found ? { prefix: getParentPrefix(key), key } : { prefix: `${key}/` }),
    );
    return null;
  };
}
