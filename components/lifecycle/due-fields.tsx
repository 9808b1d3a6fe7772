'use client';

import { Field } from '@/components/ui/field';
import { NumberInput } from '@/components/ui/number-input';
import { TextInput } from '@/components/ui/text-input';
import type { LifecycleDue } from '@/lib/lifecycle/rules';
import type { Issues } from '@/lib/settings/issues';

interface DueFieldProps<Due extends Pick<LifecycleDue, 'days' | 'date'>> {
  /** “Days of transition 1”, “Day of transition 1”: the field is called so. */
  of: string;
  isDate: boolean;
  due: Due;
  onChange: (due: Due) => void;
  issues: Issues;
}

/** After how many days, or on which day. */
export function DueField<Due extends Pick<LifecycleDue, 'days' | 'date'>>(props: DueFieldProps<Due>) {
  const { of, isDate, due, onChange, issues } = props;
  if (isDate) {
    return (
      <Field label={<span className="sr-only">{`Day of ${of}`}</span>} error={issues.at('date') ?? issues.at('kind')}>
        <TextInput
          type="date"
          value={due.date ?? ''}
          onValueChange={(date) => onChange({ ...due, date })}
          className="max-w-[220px]"
        />
      </Field>
    );
  }
  return (
    <Field label={<span className="sr-only">{`Days of ${of}`}</span>} error={issues.at('days') ?? issues.at('kind')}>
      <NumberInput unit="days" value={due.days} onValueChange={(days) => onChange({ ...due, days })} />
    </Field>
  );
}
