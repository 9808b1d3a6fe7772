'use client';

import { Field } from '@/components/ui/field';
import { NumberInput } from '@/components/ui/number-input';
import { Switch } from '@/components/ui/switch';
import type { LifecycleRule, NoncurrentExpiration, NoncurrentTransition } from '@/lib/lifecycle/rules';
import type { Issues } from '@/lib/settings/issues';
import { references } from '@/lib/settings/lifecycle/constants';
import { Section } from './section';
import { StepList } from './step-list';
import { StorageClassField } from './storage-class-field';

interface VersionFieldsProps {
  rule: LifecycleRule;
  onChange: (rule: LifecycleRule) => void;
  issues: Issues;
}

const makeTransition = (): NoncurrentTransition => ({ days: null, newerVersions: null, storageClass: 'GLACIER' });

/** What a rule does to versions that a newer one has replaced, and to uploads that nobody completed. */
export function VersionFields({ rule, onChange, issues }: VersionFieldsProps) {
  const { noncurrentExpiration, noncurrentTransitions, abortUploads } = rule;
  return (
    <>
      <Section title="Earlier versions">
        <StepList
          label="Move earlier versions to another storage class"
          item="version transition"
          steps={noncurrentTransitions}
          onStepsChange={(next) => onChange({ ...rule, noncurrentTransitions: next })}
          makeStep={makeTransition}
          reference={references.noncurrentTransitions}
        >
          {(step, index, change) => (
            <>
              <StorageClassField
                of={`version transition ${index + 1}`}
                value={step.storageClass}
                onChange={(storageClass) => change({ ...step, storageClass })}
                error={issues.at('noncurrentTransitions', index, 'storageClass')}
              />
              <AgeFields
                of={`version transition ${index + 1}`}
                value={step}
                onChange={change}
                issues={issues.below('noncurrentTransitions', index)}
                references={references.noncurrentTransition}
              />
            </>
          )}
        </StepList>
        <Switch
          label="Delete earlier versions for good"
          reference={references.noncurrentExpiration}
          checked={noncurrentExpiration !== null}
          onCheckedChange={(isOn) =>
            onChange({ ...rule, noncurrentExpiration: isOn ? { days: null, newerVersions: null } : null })
          }
        />
        {noncurrentExpiration && (
          <AgeFields
            of="earlier versions"
            value={noncurrentExpiration}
            onChange={(next) => onChange({ ...rule, noncurrentExpiration: next })}
            issues={issues.below('noncurrentExpiration')}
            references={references.noncurrentEnd}
          />
        )}
      </Section>
      <Section title="Unfinished uploads">
        <Switch
          label="Give up uploads that are not completed"
          reference={references.abortUploads}
          description="Their parts take space and show in no listing."
          checked={abortUploads !== null}
          onCheckedChange={(isOn) => onChange({ ...rule, abortUploads: isOn ? { afterDays: null } : null })}
        />
        {abortUploads && (
          <Field
            label={<span className="sr-only">Days of unfinished uploads</span>}
            description="Counted from when the upload began."
            error={issues.at('abortUploads') ?? issues.at('abortUploads', 'afterDays')}
          >
            <NumberInput
              unit="days"
              value={abortUploads.afterDays}
              onValueChange={(afterDays) => onChange({ ...rule, abortUploads: { afterDays } })}
            />
          </Field>
        )}
      </Section>
    </>
  );
}

interface AgeFieldsProps<Age extends NoncurrentExpiration> {
  of: string;
  value: Age;
  onChange: (value: Age) => void;
  issues: Issues;
  references: { days: string; newerVersions: string };
}

/** Days since a version was replaced, and how many newer ones are spared. */
function AgeFields<Age extends NoncurrentExpiration>(props: AgeFieldsProps<Age>) {
  const { of, value, onChange, issues, references: pages } = props;
  return (
    <div className="flex min-w-0 flex-wrap gap-x-3 gap-y-1">
      <Field
        label={
          <span className="text-sm text-ink-2">
            Replaced for<span className="sr-only">{` (${of})`}</span>
          </span>
        }
        error={issues.at('days')}
        reference={pages.days}
      >
        <NumberInput
          unit="days"
          value={value.days}
          onValueChange={(days) => onChange({ ...value, days })}
          className="flex w-[130px] items-center gap-2"
        />
      </Field>
      <Field
        label={
          <span className="text-sm text-ink-2">
            Always keep the newest<span className="sr-only">{` (${of})`}</span>
          </span>
        }
        error={issues.at('newerVersions')}
        reference={pages.newerVersions}
      >
        <NumberInput
          unit="versions"
          placeholder="0"
          value={value.newerVersions}
          onValueChange={(newerVersions) => onChange({ ...value, newerVersions })}
          className="flex w-[150px] items-center gap-2"
        />
      </Field>
    </div>
  );
}
