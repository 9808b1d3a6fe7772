import { subscribeToSessionResume } from '@/lib/client/session-events';
import { actionTransport } from './action-transport';
import { chooseBudgetBytes } from './byte-budget';
import { createWorkerMd5 } from './md5/in-worker';
import { UploadQueue } from './queue';
import { createIndexedDbUploadStore, createMemoryUploadStore, type UploadStore } from './store';
import { rememberUploads } from './remembered';
import { withUploadLocks } from './upload-locks';
import { sendWithXhr } from './xhr-put';

let queue: UploadQueue | null = null;

/** The one queue of this tab. It outlives every page of the console; uploads end with the tab and can be taken up again. */
export function getUploadQueue(): UploadQueue {
  queue ??= createBrowserQueue();
  return queue;
}

function createBrowserQueue(): UploadQueue {
  const created = new UploadQueue({
    transport: actionTransport,
    sendPut: sendWithXhr,
    hashBody: createWorkerMd5(),
    budgetBytes: chooseBudgetBytes((navigator as { deviceMemory?: number }).deviceMemory),
    store: rememberUploads(withUploadLocks(createStore())),
  });
  addEventListener('beforeunload', (event) => {
    const { waiting, preparing, uploading, completing } = created.getSnapshot().totals.byStatus;
    if (waiting + preparing + uploading + completing > 0) event.preventDefault();
  });
  // What stopped for want of a session or a network goes on by itself when it is back.
  subscribeToSessionResume((connection) => created.retryFailed({ kind: 'session', connection }));
  addEventListener('online', () => created.retryFailed({ kind: 'network' }));
  return created;
}

function createStore(): UploadStore {
  return 'indexedDB' in globalThis ? createIndexedDbUploadStore() : createMemoryUploadStore();
}
