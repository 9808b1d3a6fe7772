import type { SettingModel } from '@/lib/settings/define';
import { parseSource, toSource } from '@/lib/settings/source';

/** A change under way. Form and JSON are two views of it. */
export interface Draft {
  /** What the form shows: the last text that could be read. */
  value: unknown;
  text: string;
  /** Why the text cannot be read, so that form and text are apart; `null` while they are in step. */
  problem: string | null;
  /** The state that was looked at when the change began. */
  seen: string;
}

type Model = SettingModel<unknown, unknown>;

export function fromForm(model: Model, value: unknown, seen: string): Draft {
  return { value, text: toSource(model, value), problem: null, seen };
}

export function fromText(model: Model, text: string, shown: unknown, seen: string): Draft {
  const parsed = parseSource(model, text);
  return parsed.ok
    ? { value: parsed.value, text, problem: null, seen }
    : { value: shown, text, problem: parsed.problem, seen };
}

/** The part of Storage that a draft needs, so that tests need no browser. */
type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Drafts live as long as the tab: over reloads, errors and sign-ins, and in no other place. */
export class DraftStore {
  readonly #storage: DraftStorage;
  readonly #name: string;

  constructor(storage: DraftStorage, place: { connection: string; bucket: string; setting: string }) {
    this.#storage = storage;
    this.#name = `cooper.draft ${JSON.stringify([place.connection, place.bucket, place.setting])}`;
  }

  read(): Draft | null {
    try {
      return JSON.parse(this.#storage.getItem(this.#name) ?? 'null') as Draft | null;
    } catch {
      // The browser keeps nothing here, or what lies there is not ours.
      return null;
    }
  }

  write(draft: Draft | null): void {
    try {
      if (draft === null) this.#storage.removeItem(this.#name);
      else this.#storage.setItem(this.#name, JSON.stringify(draft));
    } catch {
      // Without storage, or with a full one, the draft lives in the page alone.
    }
  }
}
