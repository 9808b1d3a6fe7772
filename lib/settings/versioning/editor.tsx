'use client';

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Callout } from '@/components/ui/callout';
import { defineEditor, type SettingFormProps } from '../define';
import { references } from './constants';
import type { Versioning } from './schema';
import { versioning } from './setting';

const statuses = [
  { value: 'enabled', label: 'On', description: 'Overwriting and deleting keep the earlier version.' },
  {
    value: 'suspended',
    label: 'Suspended',
    description: 'Earlier versions stay; from now on objects are overwritten. A bucket never goes back to “off”.',
  },
] as const;

const mfaChoices = [
  { value: 'unset', label: 'Leave as it is' },
  { value: 'enabled', label: 'On', description: 'Deleting a version needs a code of the device.' },
  { value: 'disabled', label: 'Off' },
] as const;

function VersioningForm({ value, onChange, issues }: SettingFormProps<Versioning>) {
  return (
    <div className="flex flex-col gap-4">
      <Field label="Versions" error={issues.at('status')} reference={references.status} className="max-w-[420px]">
        <Select items={statuses} value={value.status} onValueChange={(status) => onChange({ ...value, status })} />
      </Field>
      <Field
        label="MFA delete"
        error={issues.at('mfaDelete')}
        reference={references.mfaDelete}
        className="max-w-[420px]"
        description="Only the root user of an Amazon account can change it, with a hardware or virtual device."
      >
        <Select
          items={mfaChoices}
          value={value.mfaDelete ?? 'unset'}
          onValueChange={(choice) => onChange({ ...value, mfaDelete: choice === 'unset' ? null : choice })}
        />
      </Field>
      <Callout>Every version counts towards what is stored. A lifecycle rule can remove old ones.</Callout>
    </div>
  );
}

export const editor = defineEditor(versioning, VersioningForm);
