'use client';

import { useState } from 'react';
import type { SettingModel } from '@/lib/settings/define';
import { toSource } from '@/lib/settings/source';
import type { SettingReading } from '@/lib/settings/types';
import { DraftStore, fromForm, fromText, type Draft } from './draft';

/** A reading that can be edited. */
export type EditableReading = Exclude<SettingReading, { state: 'unsupported' }>;

export interface Editing {
  /** What the form shows. */
  value: unknown;
  text: string;
  problem: string | null;
  /** The saved document, '' where there is none. */
  savedText: string;
  hasDraft: boolean;
  /** There is something that saving would change. */
  isChanged: boolean;
  /** The draft was begun on another state than the one that is there now. */
  isStale: boolean;
  changeValue: (value: unknown) => void;
  changeText: (text: string) => void;
  /** Forgets the draft. */
  revert: () => void;
  /** Goes on with the draft as a change of what is there now. */
  rebase: () => void;
}

interface Place {
  connection: string;
  bucket: string;
  setting: string;
}

/** The change under way on one setting, kept in the tab. */
export function useDraft(model: SettingModel<unknown, unknown>, place: Place, reading: EditableReading): Editing {
  const [store] = useState(() => new DraftStore(sessionStorage, place));
  const [draft, setDraft] = useState<Draft | null>(() => store.read());
  const keep = (next: Draft | null) => {
    store.write(next);
    setDraft(next);
  };
  const saved = reading.state === 'configured' ? reading.value : null;
  const savedText = saved === null ? '' : toSource(model, saved);
  const value = draft ? draft.value : (saved ?? model.empty);
  const text = draft ? draft.text : toSource(model, value);
  // A draft that has come back to what is saved is none.
  const hasDraft = draft !== null && (draft.problem !== null || draft.text.trim() !== savedText);
  const seen = draft && hasDraft ? draft.seen : reading.seen;
  return {
    value,
    text,
    problem: draft?.problem ?? null,
    savedText,
    hasDraft,
    isChanged: hasDraft || saved === null,
    isStale: hasDraft && draft.seen !== reading.seen,
    changeValue: (next) => keep(fromForm(model, next, seen)),
    changeText: (next) => keep(fromText(model, next, value, seen)),
    revert: () => keep(null),
    rebase: () => {
      if (draft) keep({ ...draft, seen: reading.seen });
    },
  };
}
