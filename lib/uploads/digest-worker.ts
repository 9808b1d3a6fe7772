import type { DigestAnswer, DigestRequest } from './digest-messages';
import { createMd5Hasher } from './md5-hasher';

/* The worker's global scope, in the few words this file needs: the DOM's types describe a window. */
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<DigestRequest>) => void) | null;
  postMessage(answer: DigestAnswer): void;
};

const hasher = createMd5Hasher();
const running = new Map<number, AbortController>();
/** One body at a time: the hasher keeps state, and two readers would only share the same core. */
let previous: Promise<unknown> = Promise.resolve();

scope.onmessage = ({ data }) => {
  if (data.kind === 'cancel') {
    running.get(data.id)?.abort();
    return;
  }
  const controller = new AbortController();
  running.set(data.id, controller);
  previous = previous.then(async () => {
    scope.postMessage(await answer(data.id, data.body, controller.signal));
    running.delete(data.id);
  });
};

async function answer(id: number, body: Blob, signal: AbortSignal): Promise<DigestAnswer> {
  try {
    signal.throwIfAborted();
    const compute = await hasher;
    return { id, md5: await compute(body, signal) };
  } catch (error) {
    const problem = error instanceof Error ? error : new Error(String(error));
    return { id, problem: { name: problem.name, message: problem.message } };
  }
}
