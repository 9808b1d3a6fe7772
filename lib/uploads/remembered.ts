import type { UploadStore } from './store';

/** Says whether IndexedDB may hold uploads, so that a page without any need not load the engine to find out. */
const flagName = 'cooper-uploads';

/** Whether an earlier visit may have left uploads to take up. Browser only. */
export function hasRememberedUploads(): boolean {
  try {
    return localStorage.getItem(flagName) !== null;
  } catch {
    // Storage can be forbidden altogether.
    return false;
  }
}

/** The store, keeping the flag true to what it holds. */
export function rememberUploads(store: UploadStore): UploadStore {
  const setFlag = (isSet: boolean) => {
    try {
      if (isSet) localStorage.setItem(flagName, '1');
      else localStorage.removeItem(flagName);
    } catch {
      // Then a reload offers nothing; uploads themselves do not need it.
    }
  };
  return {
    put: async (upload) => {
      await store.put(upload);
      setFlag(true);
    },
    remove: (id) => store.remove(id),
    list: async () => {
      const uploads = await store.list();
      setFlag(uploads.length > 0);
      return uploads;
    },
  };
}
