'use client';

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import type { CopyJobInput } from '@/lib/jobs/kinds/copy/schema';
import { PlaceFields } from './place-fields';
import type { TransferDraft, TransferMode } from './transfer-draft';

interface TransferFormProps {
  mode: TransferMode;
  draft: TransferDraft;
  onChange: (part: Partial<TransferDraft>) => void;
  problem: string | null;
  /** The bucket they are in has kept versions. */
  hasVersions: boolean;
}

const rules: { value: CopyJobInput['rule']; label: string }[] = [
  { value: 'skip', label: 'Leave what is there' },
  { value: 'different', label: 'Replace what differs' },
  { value: 'newer', label: 'Replace what is older' },
  { value: 'overwrite', label: 'Replace everything' },
];

/** Where things are to be, and what becomes of what is there. */
export function TransferForm({ mode, draft, onChange, problem, hasVersions }: TransferFormProps) {
  return (
    <>
      {mode === 'rename' ? (
        <Field label="New name" error={problem}>
          <TextInput
            mono
            value={draft.name}
            autoComplete="off"
            spellCheck={false}
            onValueChange={(name) => onChange({ name })}
          />
        </Field>
      ) : (
        <PlaceFields draft={draft} onChange={onChange} problem={problem} />
      )}
      <Field label="Where an object of the same key is">
        <Select items={rules} value={draft.rule} onValueChange={(rule) => onChange({ rule })} />
      </Field>
      {mode !== 'rename' && (
        <Switch
          label="Keep access lists"
          description="Of objects that are open to others; on another server only what is open to everyone."
          checked={draft.keepsAccess}
          onCheckedChange={(keepsAccess) => onChange({ keepsAccess })}
        />
      )}
      {hasVersions && (
        <Switch
          label="With older versions"
          description={
            mode === 'copy'
              ? 'Every version and delete marker, oldest first; what was deleted comes along too.'
              : 'Every version and delete marker, oldest first. None stays behind.'
          }
          checked={draft.keepsVersions}
          onCheckedChange={(keepsVersions) => onChange({ keepsVersions })}
        />
      )}
    </>
  );
}
