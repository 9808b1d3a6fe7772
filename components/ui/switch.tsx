'use client';

import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { useId, type ReactNode } from 'react';
import { classNames } from './class-names';

export interface SwitchProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  description?: ReactNode;
  disabled?: boolean;
  className?: string;
}

export function Switch({ checked, onCheckedChange, label, description, disabled = false, className }: SwitchProps) {
  const labelId = useId();
  const descriptionId = useId();
  return (
    <label className={classNames('flex items-start gap-2.5', disabled && 'text-ink-3', className)}>
      <BaseSwitch.Root
        // The words around it would all be its name otherwise.
        aria-labelledby={labelId}
        {...(description && { 'aria-describedby': descriptionId })}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onCheckedChange(next)}
        className={classNames(
          'mt-px flex h-[18px] w-[30px] shrink-0 items-center rounded-full border p-px transition-colors duration-100',
          checked ? 'border-accent bg-accent' : 'border-ink-3 bg-sunken',
          disabled && 'opacity-50',
        )}
      >
        <BaseSwitch.Thumb
          className={classNames(
            'block size-[14px] rounded-full transition-transform duration-100',
            checked ? 'translate-x-[12px] bg-accent-ink' : 'bg-ink-3',
          )}
        />
      </BaseSwitch.Root>
      <span className="min-w-0">
        <span id={labelId}>{label}</span>
        {description && (
          <span id={descriptionId} className="block text-sm text-ink-3">
            {description}
          </span>
        )}
      </span>
    </label>
  );
}
