'use client';

import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { controlFrame, popupItem, popupSurface } from './popup-style';

export interface SelectItem<Value extends string> {
  value: Value;
  label: ReactNode;
  description?: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<Value extends string> {
  items: readonly SelectItem<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
  /** The accessible name, where no `Field` gives one. */
  'aria-label'?: string;
  disabled?: boolean;
  className?: string;
}

/** A choice of one. Inside a `Field` it takes the field's label and description. */
export function Select<Value extends string>({ items, value, onValueChange, className, ...rest }: SelectProps<Value>) {
  return (
    <BaseSelect.Root
      items={items.map(({ value: itemValue, label }) => ({ value: itemValue, label }))}
      value={value}
      disabled={rest.disabled ?? false}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
    >
      <BaseSelect.Trigger
        aria-label={rest['aria-label']}
        className={classNames(controlFrame, 'flex cursor-default items-center gap-2 text-left', className)}
      >
        <BaseSelect.Value className="min-w-0 flex-1 truncate" />
        <BaseSelect.Icon>
          <ChevronsUpDown size={13} aria-hidden="true" className="text-ink-3" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner
          className="z-50 outline-none"
          sideOffset={4}
          collisionPadding={8}
          alignItemWithTrigger={false}
        >
          <BaseSelect.Popup
            className={classNames(
              popupSurface,
              'max-h-[min(320px,var(--available-height))] min-w-(--anchor-width) overflow-y-auto p-1',
            )}
          >
            {items.map((item) => (
              <BaseSelect.Item
                key={item.value}
                value={item.value}
                disabled={item.disabled ?? false}
                className={popupItem}
              >
                <span aria-hidden="true" className="flex w-4 shrink-0 justify-center text-accent">
                  <BaseSelect.ItemIndicator>
                    <Check size={14} />
                  </BaseSelect.ItemIndicator>
                </span>
                <span className="min-w-0 flex-1">
                  <BaseSelect.ItemText>{item.label}</BaseSelect.ItemText>
                  {item.description && <span className="block text-sm text-ink-3">{item.description}</span>}
                </span>
              </BaseSelect.Item>
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
