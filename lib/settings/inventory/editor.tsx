'use client';

import { ConfigurationList } from '@/components/bucket-settings/configuration-list';
import { TargetFields } from '@/components/bucket-settings/target-fields';
import { CheckList } from '@/components/ui/check-list';
import { Field } from '@/components/ui/field';
import { OptionalInput } from '@/components/ui/optional-input';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { defineEditor, type SettingFormProps } from '../define';
import type { Issues } from '../issues';
import { references } from './constants';
import { inventoryFields, type Inventory, type InventoryTarget } from './schema';
import { inventory } from './setting';

type Configuration = Inventory['configurations'][number];

const versions = [
  { value: 'current', label: 'Current versions' },
  { value: 'all', label: 'All versions' },
] as const;
const frequencies = [
  { value: 'daily', label: 'Every day' },
  { value: 'weekly', label: 'Every week' },
] as const;
const formats = (['CSV', 'ORC', 'Parquet'] as const).map((value) => ({ value, label: value }));
const encryptions = [
  { value: 'none', label: 'As the bucket does by default' },
  { value: 's3', label: 'Keys of the server (SSE-S3)' },
  { value: 'kms', label: 'A KMS key' },
] as const;
const fields = inventoryFields.map((value) => ({ value, label: value }));

const makeConfiguration = (): Configuration => ({
  id: '',
  isEnabled: true,
  prefix: null,
  versions: 'current',
  frequency: 'weekly',
  fields: ['Size', 'LastModifiedDate', 'StorageClass'],
  target: { bucketArn: 'arn:aws:s3:::', accountId: null, prefix: null, format: 'CSV', encryption: null },
});

function InventoryForm({ value, onChange, issues }: SettingFormProps<Inventory>) {
  return (
    <ConfigurationList
      label="Lists"
      item="list"
      configurations={value.configurations}
      onChange={onChange}
      makeItem={makeConfiguration}
      issues={issues}
      idReference={references.id}
      emptyText="No list is written."
    >
      {(one, change, below) => <ListFields value={one} onChange={change} issues={below} />}
    </ConfigurationList>
  );
}

interface FieldsProps<Value> {
  value: Value;
  onChange: (value: Value) => void;
  issues: Issues;
}

function ListFields({ value, onChange, issues }: FieldsProps<Configuration>) {
  return (
    <>
      <Switch
        label="In force"
        reference={references.isEnabled}
        checked={value.isEnabled}
        onCheckedChange={(isEnabled) => onChange({ ...value, isEnabled })}
      />
      <div className="grid grid-cols-2 gap-2 max-[680px]:grid-cols-1">
        <Field
          label="Prefix"
          hint="optional"
          description="Only keys that begin with it."
          error={issues.at('prefix')}
          reference={references.prefix}
        >
          <OptionalInput
            mono
            spellCheck={false}
            value={value.prefix}
            onValueChange={(prefix) => onChange({ ...value, prefix })}
          />
        </Field>
        <Field label="Objects" reference={references.versions}>
          <Select
            items={versions}
            value={value.versions}
            onValueChange={(choice) => onChange({ ...value, versions: choice })}
          />
        </Field>
        <Field label="How often" reference={references.frequency}>
          <Select
            items={frequencies}
            value={value.frequency}
            onValueChange={(frequency) => onChange({ ...value, frequency })}
          />
        </Field>
      </div>
      <CheckList
        label="Columns"
        description="Beside bucket and key."
        items={fields}
        values={value.fields}
        onValuesChange={(chosen) => onChange({ ...value, fields: chosen })}
        error={issues.within('fields')}
        reference={references.fields}
      />
      <ListTargetFields
        value={value.target}
        onChange={(target) => onChange({ ...value, target })}
        issues={issues.below('target')}
      />
    </>
  );
}

function ListTargetFields({ value, onChange, issues }: FieldsProps<InventoryTarget>) {
  const { encryption } = value;
  const setEncryption = (kind: 'none' | 's3' | 'kms') =>
    onChange({ ...value, encryption: kind === 'none' ? null : kind === 's3' ? { kind } : { kind, keyId: '' } });
  return (
    <div className="grid grid-cols-2 gap-2 max-[680px]:grid-cols-1">
      <TargetFields
        value={value}
        onChange={onChange}
        issues={issues}
        references={references.target}
        labels={{ bucket: 'Target bucket', prefix: 'Target prefix' }}
        descriptions={{ bucket: 'By its ARN; in the same region.' }}
      />
      <Field label="Format" reference={references.target.format}>
        <Select items={formats} value={value.format} onValueChange={(format) => onChange({ ...value, format })} />
      </Field>
      <Field label="Encryption of lists" reference={references.target.encryption}>
        <Select items={encryptions} value={encryption?.kind ?? 'none'} onValueChange={setEncryption} />
      </Field>
      {encryption?.kind === 'kms' && (
        <Field label="KMS key" error={issues.at('encryption', 'keyId')} reference={references.keyId}>
          <TextInput
            mono
            spellCheck={false}
            value={encryption.keyId}
            onValueChange={(keyId) => onChange({ ...value, encryption: { kind: 'kms', keyId } })}
          />
        </Field>
      )}
    </div>
  );
}

export const editor = defineEditor(inventory, InventoryForm);
