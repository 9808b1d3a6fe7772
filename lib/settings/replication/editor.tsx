'use client';

import { ReplicationDestinationFields } from '@/components/bucket-settings/replication-destination-fields';
import { ObjectFilterFields } from '@/components/bucket-settings/object-filter-fields';
import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { NumberInput } from '@/components/ui/number-input';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { defineEditor, type SettingFormProps } from '../define';
import type { Issues } from '../issues';
import { references } from './constants';
import type { Replication, ReplicationRule } from './schema';
import { makeReplicationRule, replication } from './setting';

const choices = [
  { value: 'unset', label: 'Not named' },
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
] as const;

const extras = [
  { name: 'deleteMarkers', label: 'Delete markers', description: 'Whether a deletion here hides the replica too.' },
  {
    name: 'replicaModifications',
    label: 'Changes to replicas',
    description: 'Whether metadata is kept alike both ways.',
  },
  { name: 'kmsObjects', label: 'Objects encrypted by KMS', description: 'They need a key at the destination.' },
  { name: 'existingObjects', label: 'Objects from before', description: 'Amazon no longer supports it.' },
] as const;

function ReplicationForm({ value, onChange, issues }: SettingFormProps<Replication>) {
  const nextPriority = Math.max(0, ...value.rules.map(({ priority }) => priority ?? 0)) + 1;
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Role"
        description="ARN of the role that the server takes on to read here and write there."
        error={issues.at('role')}
        reference={references.role}
      >
        <TextInput mono spellCheck={false} value={value.role} onValueChange={(role) => onChange({ ...value, role })} />
      </Field>
      <ItemList
        label="Rules"
        item="rule"
        items={value.rules}
        onItemsChange={(rules) => onChange({ ...value, rules })}
        makeItem={() => makeReplicationRule('arn:aws:s3:::', nextPriority)}
        describe={({ id }) => id}
        error={issues.at('rules')}
        emptyText="No rule: nothing is replicated. Both buckets need versioning."
      >
        {(rule, index, change) => <RuleFields rule={rule} onChange={change} issues={issues.below('rules', index)} />}
      </ItemList>
    </div>
  );
}

interface RuleFieldsProps {
  rule: ReplicationRule;
  onChange: (rule: ReplicationRule) => void;
  issues: Issues;
}

function RuleFields({ rule, onChange, issues }: RuleFieldsProps) {
  return (
    <>
      <Switch
        label="In force"
        reference={references.isEnabled}
        checked={rule.isEnabled}
        onCheckedChange={(isEnabled) => onChange({ ...rule, isEnabled })}
      />
      <div className="grid grid-cols-2 gap-2 max-[680px]:grid-cols-1">
        <Field label="Rule id" hint="optional" error={issues.at('id')} reference={references.id}>
          <TextInput value={rule.id ?? ''} onValueChange={(id) => onChange({ ...rule, id: id === '' ? null : id })} />
        </Field>
        <Field
          label="Priority"
          description="The higher number counts."
          error={issues.at('priority')}
          reference={references.priority}
        >
          <NumberInput value={rule.priority} onValueChange={(priority) => onChange({ ...rule, priority })} />
        </Field>
      </div>
      <ObjectFilterFields
        value={rule.filter}
        onChange={(filter) => onChange({ ...rule, filter })}
        issues={issues.below('filter')}
        references={references.filter}
      />
      {rule.usesOldPrefix && (
        <Switch
          label="Written in the old form"
          reference={references.oldPrefix}
          description="A prefix of the rule itself instead of a filter, as it was found."
          checked
          onCheckedChange={() =>
            onChange({ ...rule, usesOldPrefix: false, deleteMarkers: rule.deleteMarkers ?? false })
          }
        />
      )}
      <div className="grid grid-cols-2 gap-2 max-[680px]:grid-cols-1">
        {extras.map(({ name, label, description }) => (
          <Field
            key={name}
            label={label}
            description={description}
            error={issues.at(name)}
            reference={references[name]}
          >
            <Select
              items={choices}
              value={rule[name] === null ? 'unset' : rule[name] ? 'yes' : 'no'}
              onValueChange={(choice) => onChange({ ...rule, [name]: choice === 'unset' ? null : choice === 'yes' })}
            />
          </Field>
        ))}
      </div>
      <ReplicationDestinationFields
        value={rule.destination}
        onChange={(destination) => onChange({ ...rule, destination })}
        issues={issues.below('destination')}
      />
    </>
  );
}

export const editor = defineEditor(replication, ReplicationForm);
