'use client';

import { useState } from 'react';
import { TextInput, type TextInputProps } from './text-input';

export interface NumberInputProps extends Omit<TextInputProps, 'value' | 'onValueChange' | 'type' | 'trailing'> {
  /** `null` while the field is empty. */
  value: number | null;
  onValueChange: (value: number | null) => void;
  /** Unit, shown inside at the end, such as "days". */
  unit?: string;
}

/** What the field says that is no number stays there to be put right; for the form it is empty. */
function toNumber(text: string): number | null {
  const number = Number(text);
  return text.trim() === '' || !Number.isFinite(number) ? null : number;
}

/** A number with its unit. Whether it may be negative, broken or missing is for whoever checks the value. */
export function NumberInput({ value, onValueChange, unit, className, ...rest }: NumberInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  // What was typed ("1.", "0012") stands as long as it means the value.
  const text = typed !== null && toNumber(typed) === value ? typed : value === null ? '' : String(value);
  return (
    <span className={className ?? 'relative flex max-w-[220px] items-center gap-2'}>
      <TextInput
        {...rest}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onValueChange={(next) => {
          const kept = next.replace(/[^\d.\-]/gu, '');
          setTyped(kept);
          onValueChange(toNumber(kept));
        }}
      />
      {unit !== undefined && <span className="shrink-0 text-sm text-ink-3">{unit}</span>}
    </span>
  );
}
