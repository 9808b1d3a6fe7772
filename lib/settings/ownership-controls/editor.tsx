'use client';

import { Callout } from '@/components/ui/callout';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { defineEditor, type SettingFormProps } from '../define';
import { references } from './constants';
import type { OwnershipControls } from './schema';
import { ownershipControls } from './setting';

const choices = [
  {
    value: 'bucket-owner-enforced',
    label: 'The bucket owner, always',
    description: 'ACLs are off: policies alone decide. Amazon’s default for new buckets.',
  },
  {
    value: 'bucket-owner-preferred',
    label: 'The bucket owner, if the writer agrees',
    description: 'Objects written with the ACL bucket-owner-full-control are the bucket owner’s.',
  },
  { value: 'object-writer', label: 'Whoever writes an object', description: 'ACLs count.' },
] as const;

function OwnershipControlsForm({ value, onChange, issues }: SettingFormProps<OwnershipControls>) {
  return (
    <div className="flex max-w-[520px] flex-col gap-4">
      <Field label="Objects belong to" error={issues.at('ownership')} reference={references.ownership}>
        <Select items={choices} value={value.ownership} onValueChange={(ownership) => onChange({ ownership })} />
      </Field>
      {value.ownership === 'bucket-owner-enforced' && (
        <Callout>
          It is refused while the bucket’s ACL grants anything to others, and uploads that set another ACL than
          bucket-owner-full-control fail from then on.
        </Callout>
      )}
    </div>
  );
}

export const editor = defineEditor(ownershipControls, OwnershipControlsForm);
