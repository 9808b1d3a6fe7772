import { createMd5Hasher } from './hasher';
import type { HashOptions } from './md5';
import type { Md5Answer, Md5Request } from './worker-messages';

/* The worker's global scope, in the few words this file needs: the DOM's types describe a window. */
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Md5Request>) => void) | null;
  postMessage(answer: Md5Answer, transfer: Transferable[]): void;
};

const hash = createMd5Hasher();
const running = new Map<number, AbortController>();

scope.onmessage = ({ data }) => {
  if (data.kind === 'cancel') {
    running.get(data.id)?.abort();
    return;
  }
  const controller = new AbortController();
  running.set(data.id, controller);
  void answer(data.id, data.body, { signal: controller.signal, keepsBytes: data.keepsBytes }).then((message) => {
    running.delete(data.id);
    const bytes = 'hashed' in message ? message.hashed.bytes : null;
    scope.postMessage(message, bytes ? [bytes] : []);
  });
};

async function answer(id: number, body: Blob, options: HashOptions): Promise<Md5Answer> {
  try {
    return { id, hashed: await hash(body, options) };
  } catch (error) {
    const problem = error instanceof Error ? error : new Error(String(error));
    return { id, problem: { name: problem.name, message: problem.message } };
  }
}
