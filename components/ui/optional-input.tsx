'use client';

import { TextInput, type TextInputProps } from './text-input';

export interface OptionalInputProps extends Omit<TextInputProps, 'value' | 'onValueChange'> {
  /** `null` is the empty field. */
  value: string | null;
  onValueChange: (value: string | null) => void;
}

/** A text that need not be there: an empty field says nothing, not the empty text. */
export function OptionalInput({ value, onValueChange, ...rest }: OptionalInputProps) {
  return <TextInput {...rest} value={value ?? ''} onValueChange={(text) => onValueChange(text === '' ? null : text)} />;
}
