'use client';

import { Callout } from '@/components/ui/callout';
import { Switch } from '@/components/ui/switch';
import { defineEditor, type SettingFormProps } from '../define';
import { references } from './constants';
import type { PublicAccessBlock } from './schema';
import { publicAccessBlock } from './setting';

const switches: { name: keyof PublicAccessBlock; label: string; description: string }[] = [
  {
    name: 'blockPublicAcls',
    label: 'Refuse public ACLs',
    description: 'Requests that would set a public ACL on the bucket or an object fail. Those already set stay.',
  },
  {
    name: 'ignorePublicAcls',
    label: 'Ignore public ACLs',
    description: 'Public ACLs, old and new, have no effect.',
  },
  {
    name: 'blockPublicPolicy',
    label: 'Refuse public policies',
    description: 'A bucket policy that would allow everyone is refused. One already set stays.',
  },
  {
    name: 'restrictPublicBuckets',
    label: 'Restrict a public bucket',
    description: 'Where the policy is public, only the owner’s account and services of the provider get in.',
  },
];

function PublicAccessBlockForm({ value, onChange, disabled }: SettingFormProps<PublicAccessBlock>) {
  return (
    <div className="flex max-w-[620px] flex-col gap-3.5">
      {switches.map(({ name, label, description }) => (
        <Switch
          key={name}
          label={label}
          description={description}
          reference={references[name]}
          checked={value[name]}
          disabled={disabled}
          onCheckedChange={(isOn) => onChange({ ...value, [name]: isOn })}
        />
      ))}
      {Object.values(value).some((isOn) => !isOn) && (
        <Callout tone="warn">What is not blocked here is decided by the bucket’s policy and ACLs alone.</Callout>
      )}
    </div>
  );
}

export const editor = defineEditor(publicAccessBlock, PublicAccessBlockForm);
