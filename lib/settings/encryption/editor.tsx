'use client';

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { defineEditor, type SettingFormProps } from '../define';
import { references } from './constants';
import { encryptionAlgorithms, type Encryption } from './schema';
import { encryption } from './setting';

const descriptions: Record<(typeof encryptionAlgorithms)[number], string> = {
  AES256: 'SSE-S3: the server makes and keeps the keys.',
  'aws:kms': 'SSE-KMS: keys lie in a key management service.',
  'aws:kms:dsse': 'DSSE-KMS: two layers of encryption.',
  'aws:backup': 'Set by AWS Backup.',
  'aws:fsx': 'Set by Amazon FSx.',
};

const algorithms = [
  { value: 'unset' as const, label: 'Not named', description: 'The server takes AES256.' },
  ...encryptionAlgorithms.map((value) => ({ value, label: value, description: descriptions[value] })),
];

function EncryptionForm({ value, onChange, issues, disabled }: SettingFormProps<Encryption>) {
  const isKms = value.algorithm === 'aws:kms' || value.algorithm === 'aws:kms:dsse';
  return (
    <div className="flex max-w-[560px] flex-col gap-4">
      <Field label="Algorithm" error={issues.at('algorithm')} reference={references.algorithm}>
        <Select
          items={algorithms}
          value={value.algorithm ?? 'unset'}
          onValueChange={(choice) => onChange({ ...value, algorithm: choice === 'unset' ? null : choice })}
        />
      </Field>
      {(isKms || value.kmsKeyId !== null) && (
        <Field
          label="KMS key"
          hint="optional"
          description="Id, ARN or alias of the key. Empty: the account’s own key for S3."
          error={issues.at('kmsKeyId')}
          reference={references.kmsKeyId}
        >
          <TextInput
            mono
            spellCheck={false}
            value={value.kmsKeyId ?? ''}
            onValueChange={(key) => onChange({ ...value, kmsKeyId: key === '' ? null : key })}
          />
        </Field>
      )}
      <Switch
        label="Bucket key"
        description="One key for the bucket instead of one question to KMS for every object. Without KMS it does nothing."
        reference={references.usesBucketKey}
        checked={value.usesBucketKey ?? false}
        disabled={disabled}
        onCheckedChange={(usesBucketKey) => onChange({ ...value, usesBucketKey })}
      />
      <Switch
        label="Block SSE-C"
        description="Refuse uploads that bring a key of their own (SSE-C). Objects stored so stay readable."
        reference={references.blockedTypes}
        checked={value.blockedTypes.includes('SSE-C')}
        disabled={disabled}
        onCheckedChange={(isOn) => onChange({ ...value, blockedTypes: isOn ? ['SSE-C'] : ['NONE'] })}
      />
    </div>
  );
}

export const editor = defineEditor(encryption, EncryptionForm);
