import type { RowId } from './rows';
import { Selection } from './selection';
import { ListingView } from './view';
import { ListingWalk, type WalkOptions } from './walk';

/** One listing as somebody looks at it: what is loaded, what of it is shown, what is selected, where they were. */
export class ListingSession {
  readonly walk: ListingWalk;
  readonly view: ListingView;
  readonly selection: Selection;
  #place: RowId | null = null;

  constructor(options: WalkOptions) {
    this.walk = new ListingWalk(options);
    this.view = new ListingView(this.walk.rows);
    this.selection = new Selection(this.walk.rows);
    this.walk.subscribe(() => {
      if (this.walk.rows.count !== this.view.getSnapshot().seen) this.view.grow();
      this.#growSelection();
    });
  }

  /** When a place has been listed again: what was selected stays so, as far as it is still there. */
  keepSelection(earlier: ListingSession): void {
    this.selection.expect(earlier.selection);
    this.#growSelection();
  }

  #growSelection(): void {
    this.selection.grow(this.walk.getSnapshot().status === 'complete');
  }

  /** The row that was last active; `null` when none was. */
  get place(): RowId | null {
    return this.#place;
  }

  remember(id: RowId): void {
    this.#place = id;
  }
}

/** Beside the current listing this many are kept for the way back, with no more rows than this together. */
const keptSessions = 12;
const keptRows = 200_000;

/** The listings somebody came from, so that the way back shows them at once and where they were. */
export class SessionCache {
  readonly #sessions = new Map<string, ListingSession>();

  /** The listing under this name, made when there is none. It becomes the most recent. */
  open(name: string, make: () => ListingSession): ListingSession {
    const session = this.#sessions.get(name) ?? make();
    this.#sessions.delete(name);
    this.#sessions.set(name, session);
    this.#trim();
    return session;
  }

  /** Forgets the listings whose names begin like this. */
  forget(start: string): void {
    for (const name of this.#sessions.keys()) if (name.startsWith(start)) this.#sessions.delete(name);
  }

  #trim(): void {
    const [, ...earlier] = [...this.#sessions.keys()].reverse();
    let rows = 0;
    for (const [index, name] of earlier.entries()) {
      rows += this.#sessions.get(name)?.walk.rows.count ?? 0;
      if (index >= keptSessions || rows > keptRows) this.#sessions.delete(name);
    }
  }
}
