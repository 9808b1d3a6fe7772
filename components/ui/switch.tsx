'use client';

import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { useId, type ReactNode } from 'react';
import { classNames } from './class-names';
import { ReferenceLink } from './reference-link';

export interface SwitchProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  description?: ReactNode;
  disabled?: boolean;
  /** Page that explains the switch, for a mark beside the label. */
  reference?: string | undefined;
  className?: string;
}

export function Switch(props: SwitchProps) {
  const { checked, onCheckedChange, label, description, disabled = false, reference, className } = props;
  const labelId = useId();
  const descriptionId = useId();
  const explanation = description && (
    <span id={descriptionId} className="block text-sm text-ink-3">
      {description}
    </span>
  );
  const control = (
    <label
      className={classNames('flex min-w-0 items-start gap-2.5', disabled && 'text-ink-3', !reference && className)}
    >
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
        {!reference && explanation}
      </span>
    </label>
  );
  if (!reference) return control;
  // Beside the label and not in it, where a press would be one on the switch.
  return (
    <div className={className}>
      <div className="flex items-start gap-1">
        {control}
        <ReferenceLink href={reference} labelId={labelId} />
      </div>
      {explanation && <div className="pl-10">{explanation}</div>}
    </div>
  );
}
