import { unwrapFor } from '@/lib/client/unwrap-for';
import { AppError } from '@/lib/errors/app-error';
import type { Result } from '@/lib/errors/result';
import { abortUpload, beginUpload, completeUpload, findExisting, listParts, signParts, signPuts } from './actions';
import type { ExistingObject, UploadTransport } from './transport';

/** Next refuses actions over 1 MB, and 500 is the most the lookup takes. Keys count up to three bytes a character. */
const maxLookupKeys = 500;
const maxLookupCharacters = 200_000;

/** The engine's calls as server actions. */
export const actionTransport: UploadTransport = {
  begin: (request) => call(beginUpload, request),
  signParts: (request) => call(signParts, request),
  signPuts: (request) => call(signPuts, request),
  listParts: (request) => call(listParts, request),
  complete: (request) => call(completeUpload, request),
  abort: async (request) => {
    await call(abortUpload, request);
  },
  findExisting: async ({ connection, bucket, keys }) => {
    const found: ExistingObject[] = [];
    for (const batch of toBatches(keys)) {
      const request = { connection, bucket, keys: batch };
      found.push(...(await call(findExisting, request)));
    }
    return found;
  },
};

/** All actions take `unknown`, because anybody can send them anything; what the engine sends is typed by the transport. */
type Action<Value> = (input: unknown) => Promise<{ result: Promise<Result<Value>> }>;

async function call<Value>(action: Action<Value>, input: { connection: string }): Promise<Value> {
  let result: Result<Value>;
  try {
    result = await (await action(input)).result;
  } catch (cause) {
    throw new AppError('unreachable', 'The console’s own server did not answer. What has arrived is kept; try again.', {
      cause,
    });
  }
  return unwrapFor(input.connection, result);
}

function toBatches(keys: readonly string[]): string[][] {
  const batches: string[][] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const key of keys) {
    const last = batches.at(-1);
    if (!last || last.length >= maxLookupKeys || characters + key.length > maxLookupCharacters) {
      batches.push([key]);
      characters = key.length;
    } else {
      last.push(key);
      characters += key.length;
    }
  }
  return batches;
}
