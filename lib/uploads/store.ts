import type { ObjectAddress } from './transport';

/** A multipart upload that a reload interrupted, and what is needed to go on with it. */
export interface StoredUpload extends ObjectAddress {
  id: string;
  uploadId: string;
  partSizeBytes: number;
  contentType: string;
  mayOverwrite: boolean;
  sizeBytes: number;
  /** Of the file, in milliseconds since 1970: with the size, the proof that it is the same file. */
  lastModified: number;
  /** When the upload began, in milliseconds since 1970. */
  began: number;
  /** Chromium hands these out; elsewhere the person picks the file again. */
  handle: FileSystemFileHandle | null;
  /** Some other program began it; see `BegunMultipart`. */
  begunElsewhere?: boolean;
}

export interface UploadStore {
  put(upload: StoredUpload): Promise<void>;
  remove(id: string): Promise<void>;
  list(): Promise<StoredUpload[]>;
}

const databaseName = 'cooper-uploads';
const storeName = 'uploads';

/** Uploads remembered by this browser, in IndexedDB. Holds no credentials: they are the session's. */
export function createIndexedDbUploadStore(): UploadStore {
  let opened: Promise<IDBDatabase> | null = null;
  const open = () => (opened ??= openDatabase());
  const run = async <Value>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<Value>) => {
    const database = await open();
    return toPromise(act(database.transaction(storeName, mode).objectStore(storeName)));
  };
  return {
    put: async (upload) => {
      await run('readwrite', (store) => store.put(upload));
    },
    remove: async (id) => {
      await run('readwrite', (store) => store.delete(id));
    },
    list: () => run('readonly', (store) => store.getAll() as IDBRequest<StoredUpload[]>),
  };
}

/** For browsers that refuse IndexedDB (some private windows): uploads work, only a reload forgets them. */
export function createMemoryUploadStore(): UploadStore {
  const uploads = new Map<string, StoredUpload>();
  return {
    put: (upload) => Promise.resolve(void uploads.set(upload.id, upload)),
    remove: (id) => Promise.resolve(void uploads.delete(id)),
    list: () => Promise.resolve([...uploads.values()]),
  };
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'id' });
  return toPromise(request);
}

function toPromise<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('IndexedDB failed.'));
  });
}
