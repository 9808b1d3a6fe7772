'use client';

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import type { LifecycleExpiration, LifecycleRule, LifecycleTransition } from '@/lib/lifecycle/rules';
import type { Issues } from '@/lib/settings/issues';
import { references } from '@/lib/settings/lifecycle/constants';
import { DueField } from './due-fields';
import { Section } from './section';
import { StepList } from './step-list';
import { StorageClassField } from './storage-class-field';

interface CurrentFieldsProps {
  rule: LifecycleRule;
  onChange: (rule: LifecycleRule) => void;
  issues: Issues;
}

type Choice = 'never' | LifecycleExpiration['kind'];

const choices: readonly { value: Choice; label: string; description?: string }[] = [
  { value: 'never', label: 'Never' },
  { value: 'days', label: 'After days', description: 'Counted from when the object was made' },
  { value: 'date', label: 'On a day', description: 'At midnight UTC, and from then on' },
  { value: 'marker', label: 'Expired delete markers only', description: 'Markers with no version behind them' },
];

function toExpiration(choice: Choice): LifecycleExpiration | null {
  if (choice === 'never') return null;
  const isMarker = choice === 'marker';
  return { kind: choice, days: null, date: null, removesExpiredMarkers: isMarker ? true : null };
}

const dueChoices = [
  { value: 'days', label: 'After days' },
  { value: 'date', label: 'On a day' },
] as const;

/** The next move goes to a colder class, counted as the others are. */
function makeTransition({ transitions }: LifecycleRule): LifecycleTransition {
  return {
    kind: transitions[0]?.kind ?? 'days',
    days: null,
    date: null,
    storageClass: transitions.length === 0 ? 'STANDARD_IA' : 'GLACIER',
  };
}

/** What a rule does to the objects themselves. */
export function CurrentFields(props: CurrentFieldsProps) {
  return (
    <Section title="Objects">
      <TransitionFields {...props} />
      <ExpirationFields {...props} />
    </Section>
  );
}

function TransitionFields({ rule, onChange, issues }: CurrentFieldsProps) {
  const { transitions } = rule;
  const kind = transitions[0]?.kind ?? 'days';
  return (
    <>
      <StepList
        label="Move to another storage class"
        item="transition"
        steps={transitions}
        onStepsChange={(next) => onChange({ ...rule, transitions: next })}
        makeStep={() => makeTransition(rule)}
        reference={references.transitions}
      >
        {(step, index, change) => (
          <>
            <StorageClassField
              of={`transition ${index + 1}`}
              value={step.storageClass}
              onChange={(storageClass) => change({ ...step, storageClass })}
              error={issues.at('transitions', index, 'storageClass')}
            />
            <DueField
              of={`transition ${index + 1}`}
              isDate={step.kind === 'date'}
              due={step}
              onChange={change}
              issues={issues.below('transitions', index)}
            />
          </>
        )}
      </StepList>
      {transitions.length > 0 && (
        <Field
          label="Transitions count"
          description="All of a rule count alike, and so does its expiration."
          reference={references.transitionDate}
        >
          <Select
            items={dueChoices}
            value={kind}
            onValueChange={(next) =>
              onChange({
                ...rule,
                transitions: transitions.map((step) => ({ ...step, kind: next, days: null, date: null })),
              })
            }
            className="max-w-[220px]"
          />
        </Field>
      )}
    </>
  );
}

function ExpirationFields({ rule, onChange, issues }: CurrentFieldsProps) {
  const { expiration } = rule;
  return (
    <>
      <Field
        label="Delete"
        description="In a bucket with versioning the object becomes an earlier version, hidden by a delete marker."
        error={issues.at('expiration') ?? issues.at('expiration', 'removesExpiredMarkers')}
        reference={references.expiration}
      >
        <Select
          items={choices}
          value={expiration?.kind ?? 'never'}
          onValueChange={(next) => onChange({ ...rule, expiration: toExpiration(next) })}
          className="max-w-[320px]"
        />
      </Field>
      {expiration && expiration.kind !== 'marker' && (
        <DueField
          of="expiration"
          isDate={expiration.kind === 'date'}
          due={expiration}
          onChange={(next) => onChange({ ...rule, expiration: next })}
          issues={issues.below('expiration')}
        />
      )}
      {expiration?.kind === 'marker' && (
        <Switch
          label="Remove them"
          reference={references.removesExpiredMarkers}
          description="Off is a rule that does nothing, which S3 allows."
          checked={expiration.removesExpiredMarkers === true}
          onCheckedChange={(removesExpiredMarkers) =>
            onChange({ ...rule, expiration: { ...expiration, removesExpiredMarkers } })
          }
        />
      )}
    </>
  );
}
