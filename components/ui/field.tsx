'use client';

import { Field as BaseField } from '@base-ui/react/field';
import { useId, type ReactNode } from 'react';
import { classNames } from './class-names';
import { ReferenceLink } from './reference-link';

export interface FieldProps {
  label: ReactNode;
  /** Said at the right end of the label, such as "optional". */
  hint?: ReactNode;
  description?: ReactNode;
  /** What is wrong with the value; marks the control as invalid. */
  error?: ReactNode;
  /** Page that explains the field, for a mark beside the label. */
  reference?: string | undefined;
  className?: string;
  /** `TextInput`, `TextArea` or `Select`; label, description and error are tied to it. */
  children: ReactNode;
}

export function Field({ label, hint, description, error, reference, className, children }: FieldProps) {
  const labelId = useId();
  const isInvalid = Boolean(error);
  return (
    <BaseField.Root invalid={isInvalid} className={classNames('flex flex-col gap-1', className)}>
      <span className="flex items-baseline gap-2">
        <BaseField.Label id={labelId} className="font-medium">
          {label}
        </BaseField.Label>
        {hint && <span className="text-sm text-ink-3">{hint}</span>}
        {reference && <ReferenceLink href={reference} labelId={labelId} className="-ml-1" />}
      </span>
      {children}
      {isInvalid ? (
        <BaseField.Error match className="text-sm text-danger">
          {error}
        </BaseField.Error>
      ) : null}
      {description && <BaseField.Description className="text-sm text-ink-3">{description}</BaseField.Description>}
    </BaseField.Root>
  );
}
