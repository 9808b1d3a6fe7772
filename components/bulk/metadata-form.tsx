'use client';

import { useState } from 'react';
import { findMetadataProblem, systemFields } from '@/components/object-properties/metadata-draft';
import { PairRows } from '@/components/object-properties/pair-rows';
import { dropEmptyPairs, type Pair } from '@/components/object-properties/pairs';
import { Field } from '@/components/ui/field';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import type { MetadataPatch } from '@/lib/copying/schema';
import type { FormProps } from './form-props';

type System = MetadataPatch['system'];

type SystemMetadata = { [Name in keyof System]-?: string };

const noSystem = Object.fromEntries(systemFields.map(({ name }) => [name, '']));

interface Draft {
  system: System;
  user: Pair[];
  replacesUser: boolean;
}

/** An empty system field leaves what an object has; user metadata is added, or set instead of all other. */
export function MetadataForm({ onChange }: FormProps) {
  const [draft, setDraft] = useState<Draft>({ system: {}, user: [], replacesUser: false });
  const change = (part: Partial<Draft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    const system = Object.fromEntries(Object.entries(next.system).filter(([, value]) => value !== '')) as System;
    const user = dropEmptyPairs(next.user);
    const problem = findMetadataProblem({
      system: { ...noSystem, ...system } as SystemMetadata,
      user: next.user,
      storageClass: '',
    });
    const isNothing = Object.keys(system).length === 0 && user.length === 0 && !next.replacesUser;
    const patch = { system, user, replacesUser: next.replacesUser };
    onChange(problem !== null || isNothing ? null : { kind: 'metadata', patch }, problem);
  };
  return (
    <>
      <div className="grid grid-cols-1 gap-3 min-[480px]:grid-cols-2">
        {systemFields.map(({ name, header, placeholder }) => (
          <Field key={name} label={header}>
            <TextInput
              value={draft.system[name] ?? ''}
              placeholder={`unchanged, or ${placeholder}`}
              spellCheck={false}
              onValueChange={(value) => change({ system: { ...draft.system, [name]: value } })}
            />
          </Field>
        ))}
      </div>
      <section aria-label="User metadata" className="flex flex-col gap-1.5">
        <h3 className="text-sm font-medium text-ink-2">User metadata to set</h3>
        <PairRows what="entry" pairs={draft.user} max={100} onChange={(user) => change({ user })} />
      </section>
      <Switch
        label="Take all other user metadata away"
        description="Otherwise each object keeps what it has."
        checked={draft.replacesUser}
        onCheckedChange={(replacesUser) => change({ replacesUser })}
      />
    </>
  );
}
