'use client';

import { Input } from '@base-ui/react/input';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { controlFrame } from './popup-style';

export interface TextInputProps extends Omit<ComponentProps<'input'>, 'value' | 'defaultValue' | 'onChange'> {
  value: string;
  onValueChange: (value: string) => void;
  /** For keys, tokens and other text where each character counts. */
  mono?: boolean;
  /** Stands inside, at the end. */
  trailing?: ReactNode;
}

/** One line of text. Inside a `Field` it takes the field's label, description and error. */
export function TextInput({ value, onValueChange, mono = false, trailing, className, ...rest }: TextInputProps) {
  const input = (
    <Input
      {...rest}
      value={value}
      onValueChange={(next) => onValueChange(next)}
      className={classNames(
        controlFrame,
        mono && 'font-mono text-sm',
        Boolean(trailing) && 'pr-9',
        !trailing && className,
      )}
    />
  );
  if (!trailing) return input;
  return (
    <span className={classNames('relative flex min-w-0 items-center', className)}>
      {input}
      <span className="absolute right-1.5 flex items-center">{trailing}</span>
    </span>
  );
}
