'use client';

import { Field } from '@base-ui/react/field';
import type { ComponentProps } from 'react';
import { classNames } from './class-names';
import { controlFrame } from './popup-style';

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'value' | 'defaultValue' | 'onChange'> {
  value: string;
  onValueChange: (value: string) => void;
  mono?: boolean;
}

/** Several lines of text. Inside a `Field` it takes the field's label, description and error. */
export function TextArea({ value, onValueChange, mono = false, className, rows = 4, ...rest }: TextAreaProps) {
  return (
    <Field.Control
      value={value}
      onValueChange={(next) => onValueChange(next)}
      render={<textarea {...rest} rows={rows} />}
      className={classNames(controlFrame, 'h-auto py-1.5', mono && 'font-mono text-sm', className)}
    />
  );
}
