'use client';

import { Field } from '@/components/ui/field';
import { OptionalInput } from '@/components/ui/optional-input';
import { TextInput } from '@/components/ui/text-input';
import type { Issues } from '@/lib/settings/issues';

/** The bucket that reports or lists are written to. */
export interface ReportTarget {
  bucketArn: string;
  accountId: string | null;
  prefix: string | null;
}

interface TargetFieldsProps<Target extends ReportTarget> {
  value: Target;
  onChange: (value: Target) => void;
  issues: Issues;
  labels: { bucket: string; prefix: string };
  descriptions: { bucket: string; account?: string };
  /** Pages that explain the fields. */
  references: { bucketArn: string; accountId: string; prefix: string };
}

/** Fields for a grid of two columns. */
export function TargetFields<Target extends ReportTarget>(props: TargetFieldsProps<Target>) {
  const { value, onChange, issues, labels, descriptions, references } = props;
  return (
    <>
      <Field
        label={labels.bucket}
        description={descriptions.bucket}
        error={issues.at('bucketArn')}
        reference={references.bucketArn}
      >
        <TextInput
          mono
          spellCheck={false}
          value={value.bucketArn}
          onValueChange={(bucketArn) => onChange({ ...value, bucketArn })}
        />
      </Field>
      <Field label={labels.prefix} hint="optional" error={issues.at('prefix')} reference={references.prefix}>
        <OptionalInput
          mono
          spellCheck={false}
          value={value.prefix}
          onValueChange={(prefix) => onChange({ ...value, prefix })}
        />
      </Field>
      <Field
        label="Account of that bucket"
        hint="optional"
        description={descriptions.account}
        error={issues.at('accountId')}
        reference={references.accountId}
      >
        <OptionalInput value={value.accountId} onValueChange={(accountId) => onChange({ ...value, accountId })} />
      </Field>
    </>
  );
}
