/** Something changed the keys of a bucket: an upload, a delete, a new folder. */
export interface ListingChange {
  connection: string;
  bucket: string;
  /** The common start of all keys that changed; '' when nobody knows. */
  prefix: string;
}

type Listener = (change: ListingChange) => void;

const listeners = new Set<Listener>();

/** Tells every listing on the screen that what it shows may be out of date. */
export function announceListingChange(change: ListingChange): void {
  for (const listener of listeners) listener(change);
}

export function subscribeToListingChanges(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a listing of `prefix` would look different: the change is in it, or above it. */
export function concernsListing(change: ListingChange, connection: string, bucket: string, prefix: string): boolean {
  if (change.connection !== connection || change.bucket !== bucket) return false;
  return change.prefix.startsWith(prefix) || prefix.startsWith(change.prefix);
}
