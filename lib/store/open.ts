import { join } from 'node:path';
import { getConfig } from '@/lib/config/current';
import { migrate } from './migrate';
import { migrations } from './migrations/all';
import { openPglite } from './pglite';
import { openPostgres } from './postgres';
import type { Store } from './types';

/** How long the database inside this process stays open with nobody using it; it holds some 100 MB. */
const idleMs = 5 * 60_000;

interface Shared {
  opening: Promise<Store> | null;
  users: number;
  idle: NodeJS.Timeout | null;
  /** The one that is being closed; the next may be opened when it has let go of its folder. */
  closing: Promise<void>;
  isWatchingSignals: boolean;
  /** What is to stop before the store closes. */
  beforeClose: Set<() => Promise<void>>;
}

// Next bundles instrumentation and actions apart, so a variable of this module would exist twice.
const global = globalThis as { cooperStore?: Shared };
const shared = (global.cooperStore ??= {
  opening: null,
  users: 0,
  idle: null,
  closing: Promise.resolve(),
  isWatchingSignals: false,
  beforeClose: new Set(),
});

async function open(): Promise<Store> {
  await shared.closing;
  const { dataDir, databaseUrl } = getConfig();
  const store = databaseUrl ? await openPostgres(databaseUrl.reveal()) : await openPglite(join(dataDir, 'store'));
  try {
    await migrate(store, migrations);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}

/** Closes the store if it is open. What uses it next opens it again. */
export function closeStore(): Promise<void> {
  const { opening } = shared;
  if (opening === null) return shared.closing;
  shared.opening = null;
  shared.closing = opening.then(
    async (store) => {
      await Promise.allSettled([...shared.beforeClose].map((stop) => stop()));
      await store.close();
    },
    () => undefined,
  );
  return shared.closing;
}

function watchSignals(): void {
  if (shared.isWatchingSignals) return;
  shared.isWatchingSignals = true;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void closeStore());
}

function release(): void {
  shared.users -= 1;
  if (shared.users > 0 || shared.opening === null) return;
  shared.idle = setTimeout(() => void closeStore(), idleMs);
  shared.idle.unref();
}

/**
 * The store, held open until `release` is called. `beforeClose` is called when this process is told to end meanwhile.
 * @throws AppError `store-unavailable`
 */
export async function holdStore(beforeClose?: () => Promise<void>): Promise<{ store: Store; release: () => void }> {
  if (shared.idle) clearTimeout(shared.idle);
  shared.idle = null;
  shared.users += 1;
  watchSignals();
  const opening = (shared.opening ??= open());
  try {
    const store = await opening;
    let isHeld = true;
    if (beforeClose) shared.beforeClose.add(beforeClose);
    return {
      store,
      release() {
        if (beforeClose) shared.beforeClose.delete(beforeClose);
        if (isHeld) release();
        isHeld = false;
      },
    };
  } catch (error) {
    if (shared.opening === opening) shared.opening = null;
    release();
    throw error;
  }
}

/**
 * Does something with the store, which is opened at the first need and closed when nobody has needed it for a while.
 * @throws AppError `store-unavailable`
 */
export async function withStore<Value>(work: (store: Store) => Promise<Value>): Promise<Value> {
  const { store, release: letGo } = await holdStore();
  try {
    return await work(store);
  } finally {
    letGo();
  }
}
