'use client';

import { useState } from 'react';
import { tiers, type Tier } from '@/components/object-properties/restore-dialog';
import { Field } from '@/components/ui/field';
import { NumberInput } from '@/components/ui/number-input';
import { Select } from '@/components/ui/select';
import type { FormProps } from './form-props';

/** For how long, and how fast. */
export function ArchiveForm({ onChange }: FormProps) {
  const [draft, setDraft] = useState<{ days: number | null; tier: Tier }>({ days: 7, tier: 'Standard' });
  const change = (part: Partial<typeof draft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    const { days, tier } = next;
    const isRight = days !== null && Number.isInteger(days) && days >= 1 && days <= 36_500;
    onChange(isRight ? { kind: 'archive', days, tier } : null, isRight ? null : 'A whole number of days.');
  };
  return (
    <>
      <Field label="Days they stay readable">
        <NumberInput value={draft.days} onValueChange={(days) => change({ days })} />
      </Field>
      <Field label="Speed">
        <Select<Tier> items={tiers} value={draft.tier} onValueChange={(tier) => change({ tier })} />
      </Field>
    </>
  );
}
