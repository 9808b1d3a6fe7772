'use client';

import { Callout } from '@/components/ui/callout';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { defineEditor, type SettingFormProps } from '../define';
import { references } from './constants';
import type { Accelerate } from './schema';
import { accelerate } from './setting';

const statuses = [
  { value: 'enabled', label: 'On' },
  { value: 'suspended', label: 'Suspended', description: 'Transfers take the ordinary way.' },
] as const;

function AccelerateForm({ value, onChange, issues, bucket }: SettingFormProps<Accelerate>) {
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Acceleration"
        description="It may take half an hour until a change is in force."
        error={issues.at('status')}
        reference={references.status}
        className="max-w-[420px]"
      >
        <Select items={statuses} value={value.status} onValueChange={(status) => onChange({ status })} />
      </Field>
      <Callout>
        Clients must use the address {bucket}.s3-accelerate.amazonaws.com, and accelerated traffic costs extra.
        {bucket.includes('.') && ' A bucket with dots in its name cannot be accelerated.'}
      </Callout>
    </div>
  );
}

export const editor = defineEditor(accelerate, AccelerateForm);
