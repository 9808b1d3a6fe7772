'use client';

import { useState } from 'react';
import { fromLocalMinute } from '@/components/object-properties/local-minute';
import { Callout } from '@/components/ui/callout';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import type { ObjectChange } from '@/lib/bulk/schema';
import type { FormProps } from './form-props';

type Choice = 'GOVERNANCE' | 'COMPLIANCE' | 'none' | 'hold' | 'release';

const choices: readonly { value: Choice; label: string }[] = [
  { value: 'GOVERNANCE', label: 'Retain, governance' },
  { value: 'COMPLIANCE', label: 'Retain, compliance' },
  { value: 'none', label: 'Lift the retention' },
  { value: 'hold', label: 'Set a legal hold' },
  { value: 'release', label: 'Lift the legal hold' },
];

interface Draft {
  choice: Choice;
  until: string;
  bypassGovernance: boolean;
}

function toChange({ choice, until, bypassGovernance }: Draft): ObjectChange | null {
  if (choice === 'hold' || choice === 'release') return { kind: 'legal-hold', isOn: choice === 'hold' };
  if (choice === 'none') return { kind: 'retention', retention: null, bypassGovernance };
  const time = fromLocalMinute(until);
  return time === null ? null : { kind: 'retention', retention: { mode: choice, until: time }, bypassGovernance };
}

/** Retention or legal hold of all alike. */
export function LockForm({ onChange }: FormProps) {
  const [draft, setDraft] = useState<Draft>({ choice: 'GOVERNANCE', until: '', bypassGovernance: false });
  const change = (part: Partial<Draft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    onChange(toChange(next), null);
  };
  const { choice } = draft;
  const isRetained = choice === 'GOVERNANCE' || choice === 'COMPLIANCE';
  return (
    <>
      <Field label="What to do">
        <Select<Choice> items={choices} value={choice} onValueChange={(value) => change({ choice: value })} />
      </Field>
      {isRetained && (
        <Field label="Until" hint="your time zone">
          <TextInput type="datetime-local" value={draft.until} onValueChange={(until) => change({ until })} />
        </Field>
      )}
      {choice === 'COMPLIANCE' && (
        <Callout tone="warn">
          Nobody can shorten or lift compliance mode, not even the owner of the account. It can only be made longer.
        </Callout>
      )}
      {(isRetained || choice === 'none') && (
        <Switch
          label="Bypass governance"
          description="Needed to shorten or lift it. Takes the permission s3:BypassGovernanceRetention."
          checked={draft.bypassGovernance}
          onCheckedChange={(bypassGovernance) => change({ bypassGovernance })}
        />
      )}
    </>
  );
}
