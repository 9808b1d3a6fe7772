'use client';

import { ConfigurationList } from '@/components/bucket-settings/configuration-list';
import { ObjectFilterFields } from '@/components/bucket-settings/object-filter-fields';
import { TargetFields } from '@/components/bucket-settings/target-fields';
import { Switch } from '@/components/ui/switch';
import { defineEditor, type SettingFormProps } from '../define';
import type { Issues } from '../issues';
import { noFilter } from '../object-filter';
import { references } from './constants';
import type { Analytics } from './schema';
import { analytics } from './setting';

type Configuration = Analytics['configurations'][number];

function AnalyticsForm({ value, onChange, issues }: SettingFormProps<Analytics>) {
  return (
    <ConfigurationList
      label="Analyses"
      item="analysis"
      configurations={value.configurations}
      onChange={onChange}
      makeItem={() => ({ id: '', filter: noFilter, export: null })}
      issues={issues}
      idReference={references.id}
      emptyText="Nobody watches how often objects are read."
    >
      {(one, change, below) => <ConfigurationFields value={one} onChange={change} issues={below} />}
    </ConfigurationList>
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
      <ObjectFilterFields
        value={value.filter}
        onChange={(filter) => onChange({ ...value, filter })}
        issues={issues.below('filter')}
        references={references.filter}
      />
      <Switch
        label="Write reports"
        reference={references.export}
        description="A CSV file a day, into a bucket of the same region."
        checked={value.export !== null}
        onCheckedChange={(isOn) =>
          onChange({ ...value, export: isOn ? { bucketArn: 'arn:aws:s3:::', accountId: null, prefix: null } : null })
        }
      />
      {value.export && (
        <div className="grid grid-cols-2 gap-2 max-[680px]:grid-cols-1">
          <TargetFields
            value={value.export}
            onChange={(target) => onChange({ ...value, export: target })}
            issues={issues.below('export')}
            references={references.target}
            labels={{ bucket: 'Bucket', prefix: 'Prefix of reports' }}
            descriptions={{ bucket: 'By its ARN.', account: 'Reports are not written if it belongs to another.' }}
          />
        </div>
      )}
    </>
  );
}

export const editor = defineEditor(analytics, AnalyticsForm);
