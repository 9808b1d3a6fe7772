'use client';

import { useState } from 'react';
import { Callout } from '@/components/ui/callout';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { CannedAccess } from '@/lib/bulk/schema';
import type { FormProps } from './form-props';

/** S3 User Guide, "Canned ACL". */
const choices: readonly { value: CannedAccess; label: string; description: string }[] = [
  { value: 'private', label: 'Private', description: 'The owner alone' },
  { value: 'public-read', label: 'Public', description: 'Everybody may read' },
  { value: 'public-read-write', label: 'Public, writable', description: 'Everybody may read and write' },
  { value: 'authenticated-read', label: 'Every account', description: 'Whoever has keys of any account may read' },
  { value: 'bucket-owner-read', label: 'Bucket owner may read', description: 'Beside the owner of the object' },
  {
    value: 'bucket-owner-full-control',
    label: 'Bucket owner may do all',
    description: 'Beside the owner of the object',
  },
];

/** One access list for all, instead of what they have. */
export function AccessForm({ onChange }: FormProps) {
  const [acl, setAcl] = useState<CannedAccess>('private');
  return (
    <>
      <Field label="Access list" description="Replaces every grant that the objects have.">
        <Select<CannedAccess>
          items={choices}
          value={acl}
          onValueChange={(value) => {
            setAcl(value);
            onChange({ kind: 'access', acl: value }, null);
          }}
        />
      </Field>
      {(acl.startsWith('public') || acl === 'authenticated-read') && (
        <Callout tone="warn">Anybody who knows or guesses a key can read the object.</Callout>
      )}
    </>
  );
}
