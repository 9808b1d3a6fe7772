'use client';

import { useConnection } from '@/components/connections/use-connections';
import { CurrentFields } from '@/components/lifecycle/current-fields';
import { FilterFields } from '@/components/lifecycle/filter-fields';
import { LifecyclePicture } from '@/components/lifecycle/picture';
import { RuleCounter } from '@/components/lifecycle/rule-counter';
import { VersionFields } from '@/components/lifecycle/version-fields';
import { Callout } from '@/components/ui/callout';
import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { plainRule, type LifecycleRule } from '@/lib/lifecycle/rules';
import { defineEditor, type SettingFormProps, type SettingToolsProps } from '../define';
import type { Issues } from '../issues';
import { references } from './constants';
import type { Lifecycle } from './schema';
import { lifecycle } from './setting';

const byServer = 'server';

const minimumSizes = [
  { value: byServer, label: 'As the server does' },
  { value: 'all_storage_classes_128K', label: 'Nothing below 128 KiB', description: 'For every class' },
  {
    value: 'varies_by_storage_class',
    label: 'Nothing below 128 KiB, but archives',
    description: 'Glacier and Deep Archive take smaller objects',
  },
] as const;

function LifecycleForm({ value, onChange, issues }: SettingFormProps<Lifecycle>) {
  return (
    <div className="flex flex-col gap-4">
      <ItemList
        label="Rules"
        item="rule"
        items={value.rules}
        onItemsChange={(rules) => onChange({ ...value, rules })}
        makeItem={() => plainRule}
        describe={({ id, isEnabled }) => [id, !isEnabled && 'disabled'].filter(Boolean).join(', ')}
        error={issues.at('rules')}
        emptyText="No rule: nothing happens to objects by itself."
      >
        {(rule, index, change) => <RuleFields rule={rule} onChange={change} issues={issues.below('rules', index)} />}
      </ItemList>
      <Field
        label="Small objects"
        description="From which size Amazon moves objects, where a rule names no size. Other servers move all."
        error={issues.at('transitionMinimumSize')}
        reference={references.transitionMinimumSize}
      >
        <Select
          items={minimumSizes}
          value={value.transitionMinimumSize ?? byServer}
          onValueChange={(next) => onChange({ ...value, transitionMinimumSize: next === byServer ? null : next })}
          className="max-w-[320px]"
        />
      </Field>
    </div>
  );
}

interface RuleFieldsProps {
  rule: LifecycleRule;
  onChange: (rule: LifecycleRule) => void;
  issues: Issues;
}

function RuleFields({ rule, onChange, issues }: RuleFieldsProps) {
  const problem = issues.at();
  return (
    <>
      {problem && (
        <Callout tone="danger" role="alert">
          {problem}
        </Callout>
      )}
      <Field
        label="Name"
        hint="optional"
        description="Without one the server makes one up."
        error={issues.at('id')}
        reference={references.id}
      >
        <TextInput
          value={rule.id ?? ''}
          onValueChange={(id) => onChange({ ...rule, id: id === '' ? null : id })}
          className="max-w-[320px]"
        />
      </Field>
      <Switch
        label="Enabled"
        reference={references.isEnabled}
        checked={rule.isEnabled}
        onCheckedChange={(isEnabled) => onChange({ ...rule, isEnabled })}
      />
      <FilterFields
        filter={rule.filter}
        onChange={(filter) => onChange({ ...rule, filter })}
        issues={issues.below('filter')}
      />
      <CurrentFields rule={rule} onChange={onChange} issues={issues} />
      <VersionFields rule={rule} onChange={onChange} issues={issues} />
    </>
  );
}

function LifecycleTools({ value, connection, bucket }: SettingToolsProps<Lifecycle>) {
  const missing = useConnection(connection)?.lacks ?? [];
  const lacks = {
    sizes: missing.includes('lifecycle-sizes'),
    keptVersions: missing.includes('lifecycle-kept-versions'),
  };
  return (
    <>
      <LifecyclePicture rules={value.rules} minimumSize={value.transitionMinimumSize} lacks={lacks} />
      <RuleCounter rules={value.rules} connection={connection} bucket={bucket} />
    </>
  );
}

export const editor = defineEditor(lifecycle, LifecycleForm, LifecycleTools);
