'use client';

import { CheckList } from '@/components/ui/check-list';
import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { defineEditor, type SettingFormProps } from '../define';
import type { Issues } from '../issues';
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

const orNull = (text: string): string | null => (text === '' ? null : text);

function InventoryForm({ value, onChange, issues }: SettingFormProps<Inventory>) {
  return (
    <ItemList
      label="Lists"
      item="list"
      items={value.configurations}
      onItemsChange={(configurations) => onChange({ configurations })}
      makeItem={makeConfiguration}
      describe={({ id }) => id}
      error={issues.at('configurations')}
      emptyText="No list is written."
    >
      {(item, index, change) => (
        <ListFields value={item} onChange={change} issues={issues.below('configurations', index)} />
      )}
    </ItemList>
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
      <Field label="Id" error={issues.at('id')}>
        <TextInput value={value.id} onValueChange={(id) => onChange({ ...value, id })} className="max-w-[320px]" />
      </Field>
      <Switch
        label="In force"
        checked={value.isEnabled}
        onCheckedChange={(isEnabled) => onChange({ ...value, isEnabled })}
      />
      <div className="grid grid-cols-2 gap-2 max-[680px]:grid-cols-1">
        <Field label="Prefix" hint="optional" description="Only keys that begin with it." error={issues.at('prefix')}>
          <TextInput
            mono
            spellCheck={false}
            value={value.prefix ?? ''}
            onValueChange={(prefix) => onChange({ ...value, prefix: orNull(prefix) })}
          />
        </Field>
        <Field label="Objects">
          <Select
            items={versions}
            value={value.versions}
            onValueChange={(choice) => onChange({ ...value, versions: choice })}
          />
        </Field>
        <Field label="How often">
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
      />
      <TargetFields
        value={value.target}
        onChange={(target) => onChange({ ...value, target })}
        issues={issues.below('target')}
      />
    </>
  );
}

function TargetFields({ value, onChange, issues }: FieldsProps<InventoryTarget>) {
  const { encryption } = value;
  const setEncryption = (kind: 'none' | 's3' | 'kms') =>
    onChange({ ...value, encryption: kind === 'none' ? null : kind === 's3' ? { kind } : { kind, keyId: '' } });
  return (
    <div className="grid grid-cols-2 gap-2 max-[680px]:grid-cols-1">
      <Field label="Target bucket" description="By its ARN; in the same region." error={issues.at('bucketArn')}>
        <TextInput
          mono
          spellCheck={false}
          value={value.bucketArn}
          onValueChange={(bucketArn) => onChange({ ...value, bucketArn })}
        />
      </Field>
      <Field label="Target prefix" hint="optional" error={issues.at('prefix')}>
        <TextInput
          mono
          spellCheck={false}
          value={value.prefix ?? ''}
          onValueChange={(prefix) => onChange({ ...value, prefix: orNull(prefix) })}
        />
      </Field>
      <Field label="Account of that bucket" hint="optional" error={issues.at('accountId')}>
        <TextInput
          value={value.accountId ?? ''}
          onValueChange={(accountId) => onChange({ ...value, accountId: orNull(accountId) })}
        />
      </Field>
      <Field label="Format">
        <Select items={formats} value={value.format} onValueChange={(format) => onChange({ ...value, format })} />
      </Field>
      <Field label="Encryption of lists">
        <Select items={encryptions} value={encryption?.kind ?? 'none'} onValueChange={setEncryption} />
      </Field>
      {encryption?.kind === 'kms' && (
        <Field label="KMS key" error={issues.at('encryption', 'keyId')}>
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
