'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { ObjectChange } from '@/lib/bulk/schema';
import type { FormProps } from './form-props';

type Algorithm = Extract<ObjectChange, { kind: 'encryption' }>['algorithm'];

const choices: readonly { value: Algorithm; label: string; description: string }[] = [
  { value: 'AES256', label: 'SSE-S3', description: 'Keys of the server' },
  { value: 'aws:kms', label: 'SSE-KMS', description: 'A key of the key service' },
  { value: 'aws:kms:dsse', label: 'DSSE-KMS', description: 'Two layers, a key of the key service' },
];

/** The encryption of all alike. Each object is written anew, with everything that belongs to it. */
export function EncryptionForm({ onChange }: FormProps) {
  const [algorithm, setAlgorithm] = useState<Algorithm>('AES256');
  const [key, setKey] = useState('');
  const tell = (nextAlgorithm: Algorithm, nextKey: string): void => {
    const kmsKeyId = nextAlgorithm === 'AES256' || nextKey.trim() === '' ? null : nextKey.trim();
    onChange({ kind: 'encryption', algorithm: nextAlgorithm, kmsKeyId }, null);
  };
  return (
    <>
      <Field
        label="Encryption"
        description="Each object is copied onto itself and keeps its metadata, tags and access."
      >
        <Select<Algorithm>
          items={choices}
          value={algorithm}
          onValueChange={(value) => {
            setAlgorithm(value);
            tell(value, key);
          }}
        />
      </Field>
      {algorithm !== 'AES256' && (
        <Field label="Key" description="Id, ARN or alias; empty for the key that belongs to the service.">
          <TextInput
            mono
            value={key}
            autoComplete="off"
            spellCheck={false}
            onValueChange={(value) => {
              setKey(value);
              tell(algorithm, value);
            }}
          />
        </Field>
      )}
    </>
  );
}
