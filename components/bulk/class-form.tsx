'use client';

import { useState } from 'react';
import { storageClasses } from '@/components/object-properties/metadata-draft';
import { Field } from '@/components/ui/field';
import { SuggestInput } from '@/components/ui/suggest-input';
import type { FormProps } from './form-props';

/** The class of all alike. Each object is written anew, with everything that belongs to it. */
export function ClassForm({ onChange }: FormProps) {
  const [storageClass, setClass] = useState('');
  return (
    <Field
      label="Storage class"
      description="Each object is copied onto itself and keeps its metadata, tags, access, lock and encryption."
    >
      <SuggestInput
        value={storageClass}
        suggestions={storageClasses}
        onValueChange={(value) => {
          setClass(value);
          onChange(value.trim() === '' ? null : { kind: 'class', storageClass: value.trim() }, null);
        }}
      />
    </Field>
  );
}
