import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { noteSignedIn } from '@/lib/client/session-events';
import { unwrap } from '@/lib/errors/result';
import { checkHealth, listConnections, signIn, signOut } from './actions';
import type { SignInInput } from './schema';
import type { ConnectionView } from './types';

const connectionKeys = {
  all: ['connections'] as const,
  health: (id: string) => ['connections', id, 'health'] as const,
};

export function connectionsQuery(initial?: ConnectionView[]) {
  return queryOptions({
    queryKey: connectionKeys.all,
    queryFn: async () => unwrap((await listConnections(undefined)).result),
    ...(initial && { initialData: initial }),
    staleTime: 60_000,
  });
}

export function connectionHealthQuery(id: string) {
  return queryOptions({
    queryKey: connectionKeys.health(id),
    queryFn: async () => unwrap(await (await checkHealth({ connection: id })).result),
    staleTime: 60_000,
    refetchInterval: 300_000,
  });
}

/** Signing in forgets what the cache held for that connection: other keys see other things. */
export function signInMutation(client: QueryClient) {
  return mutationOptions({
    mutationFn: async (input: SignInInput) => unwrap((await signIn(input)).result),
    onSuccess: async (view) => {
      noteSignedIn(view.id, true);
      client.setQueryData<ConnectionView[]>(connectionKeys.all, (views) =>
        views?.map((known) => (known.id === view.id ? view : known)),
      );
      await client.invalidateQueries();
    },
  });
}

export function signOutMutation(client: QueryClient) {
  return mutationOptions({
    mutationFn: async (id: string) => unwrap((await signOut({ connection: id })).result),
    onSuccess: (_nothing, id) => {
      noteSignedIn(id, false);
      client.setQueryData<ConnectionView[]>(connectionKeys.all, (views) =>
        views?.map((known) =>
          known.id === id && known.credentials === 'user'
            ? { ...known, isOpen: false, expires: null, accessKeyId: null }
            : known,
        ),
      );
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[1] === id });
    },
  });
}
