'use client';

import { Callout } from '@/components/ui/callout';
import { Field } from '@/components/ui/field';
import { NumberInput } from '@/components/ui/number-input';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { defineEditor, type SettingFormProps } from '../define';
import type { Issues } from '../issues';
import { references } from './constants';
import type { ObjectLock, Period } from './schema';
import { objectLock } from './setting';

const modes = [
  { value: 'none', label: 'None', description: 'Each upload says for itself.' },
  { value: 'governance', label: 'Governance', description: 'Whoever may bypass governance can still delete.' },
  {
    value: 'compliance',
    label: 'Compliance',
    description: 'Nobody can delete before the time is over, nor shorten it.',
  },
] as const;

const units = [
  { value: 'days', label: 'days' },
  { value: 'years', label: 'years' },
] as const;

function ObjectLockForm({ value, onChange, issues, disabled }: SettingFormProps<ObjectLock>) {
  const { retention, eventHold } = value;
  return (
    <div className="flex max-w-[560px] flex-col gap-4">
      <Field label="Default retention" error={issues.at('retention')} reference={references.mode}>
        <Select
          items={modes}
          value={retention?.mode ?? 'none'}
          onValueChange={(mode) => {
            const period = retention?.period ?? { unit: 'days', count: 30 };
            onChange({ ...value, retention: mode === 'none' ? null : { mode, period } });
          }}
        />
      </Field>
      {retention && (
        <PeriodField
          label="Kept for"
          value={retention.period}
          onChange={(period) => onChange({ ...value, retention: { ...retention, period } })}
          issues={issues.below('retention', 'period')}
        />
      )}
      {retention?.mode === 'compliance' && (
        <Callout tone="warn" title="Compliance cannot be taken back">
          Objects uploaded from now on, and what they cost, stay until the time is over. Try it with governance first.
        </Callout>
      )}
      <Switch
        label="Hold new objects until an event"
        description="New objects are held, and for this long after the hold is lifted. Only Amazon S3 knows it."
        reference={references.eventHold}
        checked={eventHold !== null}
        disabled={disabled}
        onCheckedChange={(isOn) => onChange({ ...value, eventHold: isOn ? { unit: 'days', count: 30 } : null })}
      />
      {eventHold && (
        <PeriodField
          label="Held for"
          value={eventHold}
          onChange={(next) => onChange({ ...value, eventHold: next })}
          issues={issues.below('eventHold')}
        />
      )}
      <Callout>Object lock itself cannot be switched off once a bucket has it. It needs versioning.</Callout>
    </div>
  );
}

interface PeriodFieldProps {
  label: string;
  value: Period;
  onChange: (value: Period) => void;
  issues: Issues;
}

function PeriodField({ label, value, onChange, issues }: PeriodFieldProps) {
  return (
    <div className="flex items-start gap-2">
      <Field label={label} error={issues.at('count')} reference={references[value.unit]}>
        <NumberInput value={value.count} onValueChange={(count) => onChange({ ...value, count })} />
      </Field>
      <Field label="Unit" className="w-[120px]">
        <Select items={units} value={value.unit} onValueChange={(unit) => onChange({ ...value, unit })} />
      </Field>
    </div>
  );
}

export const editor = defineEditor(objectLock, ObjectLockForm);
