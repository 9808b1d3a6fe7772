'use client';

import { ConfigurationList } from '@/components/bucket-settings/configuration-list';
import { ObjectFilterFields } from '@/components/bucket-settings/object-filter-fields';
import { Field } from '@/components/ui/field';
import { OptionalInput } from '@/components/ui/optional-input';
import { defineEditor, type SettingFormProps } from '../define';
import { noFilter } from '../object-filter';
import { references } from './constants';
import type { Metrics } from './schema';
import { metrics } from './setting';

function MetricsForm({ value, onChange, issues }: SettingFormProps<Metrics>) {
  return (
    <ConfigurationList
      label="Configurations"
      item="configuration"
      configurations={value.configurations}
      onChange={onChange}
      makeItem={() => ({ id: '', filter: noFilter, accessPointArn: null })}
      issues={issues}
      idReference={references.id}
      emptyText="No request is counted. Metrics cost extra."
    >
      {(item, change, below) => (
        <>
          <ObjectFilterFields
            value={item.filter}
            onChange={(filter) => change({ ...item, filter })}
            issues={below.below('filter')}
            references={references.filter}
          />
          <Field
            label="Access point"
            hint="optional"
            description="Only requests through it."
            error={below.at('accessPointArn')}
            reference={references.accessPointArn}
          >
            <OptionalInput
              mono
              spellCheck={false}
              placeholder="arn:aws:s3:region:account:accesspoint/name"
              value={item.accessPointArn}
              onValueChange={(accessPointArn) => change({ ...item, accessPointArn })}
            />
          </Field>
        </>
      )}
    </ConfigurationList>
  );
}

export const editor = defineEditor(metrics, MetricsForm);
