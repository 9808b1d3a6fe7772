'use client';

import { useState } from 'react';
import { PairRows } from '@/components/object-properties/pair-rows';
import { dropEmptyPairs, findPairProblem, type Pair } from '@/components/object-properties/pairs';
import { Field } from '@/components/ui/field';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import type { FormProps } from './form-props';

interface Draft {
  tags: Pair[];
  remove: string;
  replaces: boolean;
}

/** Tags to add, to take away, or to set instead of all others. */
export function TagsForm({ onChange }: FormProps) {
  const [draft, setDraft] = useState<Draft>({ tags: [{ name: '', value: '' }], remove: '', replaces: false });
  const change = (part: Partial<Draft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    const tags = dropEmptyPairs(next.tags);
    const remove = next.replaces ? [] : toNames(next.remove);
    const problem = findPairProblem(next.tags);
    const isNothing = tags.length + remove.length === 0 && !next.replaces;
    onChange(problem !== null || isNothing ? null : { kind: 'tags', tags, remove, replaces: next.replaces }, problem);
  };
  return (
    <>
      <section aria-label="Tags to set" className="flex flex-col gap-1.5">
        <h3 className="text-sm font-medium text-ink-2">Tags to set</h3>
        <PairRows what="tag" pairs={draft.tags} max={10} onChange={(tags) => change({ tags })} />
      </section>
      <Switch
        label="Take all other tags away"
        description="Otherwise each object keeps those it has."
        checked={draft.replaces}
        onCheckedChange={(replaces) => change({ replaces })}
      />
      {!draft.replaces && (
        <Field label="Tags to take away" hint="names, with commas between">
          <TextInput value={draft.remove} spellCheck={false} onValueChange={(remove) => change({ remove })} />
        </Field>
      )}
    </>
  );
}

function toNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}
