'use client';

import { Field } from '@/components/ui/field';
import { NumberInput } from '@/components/ui/number-input';
import { OptionalInput } from '@/components/ui/optional-input';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import type { Issues } from '@/lib/settings/issues';
import { references as all } from '@/lib/settings/replication/constants';
import { replicaClasses, type ReplicationRule } from '@/lib/settings/replication/schema';

type Destination = ReplicationRule['destination'];

const references = all.destination;

interface ReplicationDestinationFieldsProps {
  value: Destination;
  onChange: (value: Destination) => void;
  issues: Issues;
}

/** Where replicas go, and what they are there. */
export function ReplicationDestinationFields({ value, onChange, issues }: ReplicationDestinationFieldsProps) {
  const change = (part: Partial<Destination>) => onChange({ ...value, ...part });
  const known = replicaClasses.some((name) => name === value.storageClass);
  const classes = [
    { value: '', label: 'As the object has' },
    ...(known || value.storageClass === null ? [] : [value.storageClass]).concat(replicaClasses).map((name) => ({
      value: name,
      label: name,
    })),
  ];
  return (
    <>
      <div className="grid grid-cols-2 gap-2 max-[680px]:grid-cols-1">
        <Field
          label="Destination bucket"
          description="By its ARN."
          error={issues.at('bucketArn')}
          reference={references.bucketArn}
        >
          <TextInput
            mono
            spellCheck={false}
            value={value.bucketArn}
            onValueChange={(bucketArn) => change({ bucketArn })}
          />
        </Field>
        <Field label="Storage class" reference={references.storageClass}>
          <Select
            items={classes}
            value={value.storageClass ?? ''}
            onValueChange={(name) => change({ storageClass: name === '' ? null : name })}
          />
        </Field>
        <Field
          label="Account of that bucket"
          hint="optional"
          error={issues.at('accountId')}
          reference={references.accountId}
        >
          <OptionalInput value={value.accountId} onValueChange={(accountId) => change({ accountId })} />
        </Field>
        <Field
          label="KMS key for replicas"
          hint="optional"
          error={issues.at('kmsKeyId')}
          reference={references.kmsKeyId}
        >
          <OptionalInput
            mono
            spellCheck={false}
            value={value.kmsKeyId}
            onValueChange={(kmsKeyId) => change({ kmsKeyId })}
          />
        </Field>
      </div>
      <Switch
        label="Replicas belong to the owner of the destination"
        description="Otherwise they belong to the owner of the object."
        reference={references.changesOwner}
        checked={value.changesOwner}
        onCheckedChange={(changesOwner) => change({ changesOwner })}
      />
      <TimingFields {...{ value, change, issues }} />
    </>
  );
}

interface TimingFieldsProps {
  value: Destination;
  change: (part: Partial<Destination>) => void;
  issues: Issues;
}

/** How soon replicas are there, and who hears when they are not. */
function TimingFields({ value, change, issues }: TimingFieldsProps) {
  return (
    <>
      <Switch
        label="Time control"
        description="Most objects within 15 minutes, for a price. Brings metrics with it."
        reference={references.timeControl}
        checked={value.timeControl?.isEnabled ?? false}
        onCheckedChange={(isOn) =>
          change(
            isOn
              ? {
                  timeControl: { isEnabled: true, minutes: 15 },
                  metrics: { isEnabled: true, thresholdMinutes: 15 },
                }
              : { timeControl: null },
          )
        }
      />
      <Switch
        label="Metrics and events"
        reference={references.metrics}
        checked={value.metrics?.isEnabled ?? false}
        onCheckedChange={(isOn) => change({ metrics: isOn ? { isEnabled: true, thresholdMinutes: 15 } : null })}
      />
      {value.metrics?.isEnabled && (
        <Field
          label="Late after"
          description="Then an event is sent. Amazon takes 15."
          error={issues.at('metrics', 'thresholdMinutes')}
          reference={references.thresholdMinutes}
        >
          <NumberInput
            value={value.metrics.thresholdMinutes}
            onValueChange={(thresholdMinutes) => change({ metrics: { isEnabled: true, thresholdMinutes } })}
            unit="minutes"
          />
        </Field>
      )}
      {issues.at('metrics') && (
        <p role="alert" className="text-sm text-danger">
          {issues.at('metrics')}
        </p>
      )}
    </>
  );
}
