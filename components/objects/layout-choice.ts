/** How the rows of a bucket are shown. The choice is the person's, for every bucket, and kept by the browser. */
export type Layout = 'list' | 'tiles';

const storageKey = 'cooper-layout';
const listeners = new Set<() => void>();
/** Where the browser keeps nothing, the choice lasts as long as the page. */
let unkept: Layout | null = null;

export function getLayout(): Layout {
  try {
    return unkept ?? (localStorage.getItem(storageKey) === 'tiles' ? 'tiles' : 'list');
  } catch {
    return 'list';
  }
}

export function setLayout(layout: Layout): void {
  try {
    localStorage.setItem(storageKey, layout);
  } catch {
    unkept = layout;
  }
  for (const listener of [...listeners]) listener();
}

/** For useSyncExternalStore. */
export function subscribeToLayout(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** As the server draws it, which does not know. */
export const serverLayout = (): Layout => 'list';
