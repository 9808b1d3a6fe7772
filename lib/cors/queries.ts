import { mutationOptions } from '@tanstack/react-query';
import { unwrap } from '@/lib/errors/result';
import { signBrowserTest, testCors } from './actions';
import { askAsBrowser } from './ask-as-browser';
import type { CorsTestInput } from './schema';

/** Asks the endpoint what a browser would ask. Changes nothing, but every press asks anew. */
export function corsTestMutation() {
  return mutationOptions({
    mutationFn: async (input: CorsTestInput) => unwrap(await (await testCors(input)).result),
  });
}

/** Lets this very browser ask, from the origin of this page. */
export function browserTestMutation() {
  return mutationOptions({
    mutationFn: async ({ connection, bucket, method, headers }: Omit<CorsTestInput, 'origin'>) => {
      const { url } = unwrap(await (await signBrowserTest({ connection, bucket, method })).result);
      return askAsBrowser(url, { method, headers });
    },
  });
}
