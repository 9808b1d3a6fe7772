import type { UploadStore } from './store';

const lockName = (id: string) => `cooper-upload-${id}`;

/**
 * Marks uploads that this tab works on, so that no other tab offers to take them up: a Web Lock lives exactly as long as
 * its tab. Where browsers have none (plain http), tabs do not know of each other.
 */
export function withUploadLocks(store: UploadStore): UploadStore {
  const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;
  if (!locks) return store;
  const releases = new Map<string, () => void>();
  const hold = (id: string) => {
    if (releases.has(id)) return;
    const held = new Promise<void>((release) => releases.set(id, release));
    // It may be refused when the tab is closing; then there is nothing left to protect.
    locks.request(lockName(id), { ifAvailable: true }, () => held).catch(() => undefined);
  };
  return {
    put: (upload) => {
      hold(upload.id);
      return store.put(upload);
    },
    remove: (id) => {
      releases.get(id)?.();
      releases.delete(id);
      return store.remove(id);
    },
    list: async () => {
      const [uploads, { held = [] }] = await Promise.all([store.list(), locks.query()]);
      const names = new Set(held.map(({ name }) => name));
      return uploads.filter(({ id }) => !names.has(lockName(id)));
    },
  };
}
