'use client';

import { ObjectFilterFields } from '@/components/bucket-settings/object-filter-fields';
import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { TextInput } from '@/components/ui/text-input';
import { defineEditor, type SettingFormProps } from '../define';
import { noFilter } from '../object-filter';
import type { Metrics } from './schema';
import { metrics } from './setting';

function MetricsForm({ value, onChange, issues }: SettingFormProps<Metrics>) {
  return (
    <ItemList
      label="Configurations"
      item="configuration"
      items={value.configurations}
      onItemsChange={(configurations) => onChange({ configurations })}
      makeItem={() => ({ id: '', filter: noFilter, accessPointArn: null })}
      describe={({ id }) => id}
      error={issues.at('configurations')}
      emptyText="No request is counted. Metrics cost extra."
    >
      {(item, index, change) => (
        <>
          <Field label="Id" error={issues.at('configurations', index, 'id')}>
            <TextInput value={item.id} onValueChange={(id) => change({ ...item, id })} className="max-w-[320px]" />
          </Field>
          <ObjectFilterFields
            value={item.filter}
            onChange={(filter) => change({ ...item, filter })}
            issues={issues.below('configurations', index, 'filter')}
          />
          <Field
            label="Access point"
            hint="optional"
            description="Only requests through it."
            error={issues.at('configurations', index, 'accessPointArn')}
          >
            <TextInput
              mono
              spellCheck={false}
              placeholder="arn:aws:s3:region:account:accesspoint/name"
              value={item.accessPointArn ?? ''}
              onValueChange={(arn) => change({ ...item, accessPointArn: arn === '' ? null : arn })}
            />
          </Field>
        </>
      )}
    </ItemList>
  );
}

export const editor = defineEditor(metrics, MetricsForm);
