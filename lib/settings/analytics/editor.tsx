'use client';

import { ObjectFilterFields } from '@/components/bucket-settings/object-filter-fields';
import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { defineEditor, type SettingFormProps } from '../define';
import type { Issues } from '../issues';
import { noFilter } from '../object-filter';
import type { Analytics } from './schema';
import { analytics } from './setting';

type Configuration = Analytics['configurations'][number];
type Export = NonNullable<Configuration['export']>;

function AnalyticsForm({ value, onChange, issues }: SettingFormProps<Analytics>) {
  return (
    <ItemList
      label="Analyses"
      item="analysis"
      items={value.configurations}
      onItemsChange={(configurations) => onChange({ configurations })}
      makeItem={() => ({ id: '', filter: noFilter, export: null })}
      describe={({ id }) => id}
      error={issues.at('configurations')}
      emptyText="Nobody watches how often objects are read."
    >
      {(item, index, change) => (
        <ConfigurationFields value={item} onChange={change} issues={issues.below('configurations', index)} />
      )}
    </ItemList>
  );
}

interface FieldsProps<Value> {
  value: Value;
  onChange: (value: Value) => void;
  issues: Issues;
}

function ConfigurationFields({ value, onChange, issues }: FieldsProps<Configuration>) {
  return (
    <>
      <Field label="Id" error={issues.at('id')}>
        <TextInput value={value.id} onValueChange={(id) => onChange({ ...value, id })} className="max-w-[320px]" />
      </Field>
      <ObjectFilterFields
        value={value.filter}
        onChange={(filter) => onChange({ ...value, filter })}
        issues={issues.below('filter')}
      />
      <Switch
        label="Write reports"
        description="A CSV file a day, into a bucket of the same region."
        checked={value.export !== null}
        onCheckedChange={(isOn) =>
          onChange({ ...value, export: isOn ? { bucketArn: 'arn:aws:s3:::', accountId: null, prefix: null } : null })
        }
      />
      {value.export && (
        <ExportFields
          value={value.export}
          onChange={(target) => onChange({ ...value, export: target })}
          issues={issues.below('export')}
        />
      )}
    </>
  );
}

const orNull = (text: string): string | null => (text === '' ? null : text);

function ExportFields({ value, onChange, issues }: FieldsProps<Export>) {
  return (
    <div className="grid grid-cols-2 gap-2 max-[680px]:grid-cols-1">
      <Field label="Bucket" description="By its ARN." error={issues.at('bucketArn')}>
        <TextInput
          mono
          spellCheck={false}
          value={value.bucketArn}
          onValueChange={(bucketArn) => onChange({ ...value, bucketArn })}
        />
      </Field>
      <Field label="Prefix of reports" hint="optional" error={issues.at('prefix')}>
        <TextInput
          mono
          spellCheck={false}
          value={value.prefix ?? ''}
          onValueChange={(prefix) => onChange({ ...value, prefix: orNull(prefix) })}
        />
      </Field>
      <Field
        label="Account of that bucket"
        hint="optional"
        description="Reports are not written if it belongs to another."
        error={issues.at('accountId')}
      >
        <TextInput
          value={value.accountId ?? ''}
          onValueChange={(accountId) => onChange({ ...value, accountId: orNull(accountId) })}
        />
      </Field>
    </div>
  );
}

export const editor = defineEditor(analytics, AnalyticsForm);
