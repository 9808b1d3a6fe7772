/** Called with the connection whose session has ended; `null` when nobody can tell which. */
type Listener = (connection: string | null) => void;

const listeners = new Set<Listener>();

/** Calls back whenever a query or a mutation learns that a session has ended. Returns the way to stop. */
export function subscribeToSessionEnd(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Connections the user has left: what their screens still ask is refused, and that is no news. */
const left = new Set<string>();

/** The user signs out, or in again. */
export function noteSignedIn(connection: string, isSignedIn: boolean): void {
  if (isSignedIn) left.delete(connection);
  else left.add(connection);
}

/** Tells every subscriber. The query client calls it on `session-ended`. */
export function emitSessionEnd(connection: string | null): void {
  if (connection !== null && left.has(connection)) return;
  for (const listener of listeners) listener(connection);
}

type ResumeListener = (connection: string) => void;

const resumeListeners = new Set<ResumeListener>();

/** Calls back when somebody has signed in again where a session had ended. Returns the way to stop. */
export function subscribeToSessionResume(listener: ResumeListener): () => void {
  resumeListeners.add(listener);
  return () => {
    resumeListeners.delete(listener);
  };
}

/** Tells what is no query, such as a listing, to ask again for what was refused. */
export function emitSessionResume(connection: string): void {
  for (const listener of resumeListeners) listener(connection);
}
