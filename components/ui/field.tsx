'use client';

import { Field as BaseField } from '@base-ui/react/field';
import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface FieldProps {
  label: ReactNode;
  /** Said at the right end of the label, such as "optional". */
  hint?: ReactNode;
  description?: ReactNode;
  /** What is wrong with the value; marks the control as invalid. */
  error?: ReactNode;
  className?: string;
  /** `TextInput`, `TextArea` or `Select`; label, description and error are tied to it. */
  children: ReactNode;
}

export function Field({ label, hint, description, error, className, children }: FieldProps) {
  const isInvalid = Boolean(error);
  return (
    <BaseField.Root invalid={isInvalid} className={classNames('flex flex-col gap-1', className)}>
      <span className="flex items-baseline gap-2">
        <BaseField.Label className="font-medium">{label}</BaseField.Label>
        {hint && <span className="text-sm text-ink-3">{hint}</span>}
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
