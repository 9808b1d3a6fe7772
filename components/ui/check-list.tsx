'use client';

import { Checkbox } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { checkboxClass } from './checkbox';
import { classNames } from './class-names';
import { ReferenceLink } from './reference-link';

export interface CheckListProps<Value extends string> {
  label: string;
  items: readonly { value: Value; label: ReactNode; description?: ReactNode }[];
  values: readonly Value[];
  /** In the order of `items`. */
  onValuesChange: (values: Value[]) => void;
  description?: ReactNode;
  error?: string | undefined;
  /** Page that explains the list, for a mark beside the label. */
  reference?: string | undefined;
  /** One below the other, for items with descriptions. */
  isStacked?: boolean;
}

/** From so many items on they stand in columns, where the eye finds them. */
const manyItems = 9;

function toLayout(count: number, isStacked: boolean): string {
  if (isStacked) return 'flex flex-col';
  return count < manyItems ? 'flex flex-wrap' : 'grid grid-cols-[repeat(auto-fill,minmax(min(100%,230px),1fr))]';
}

/** Any number out of a list. */
export function CheckList<Value extends string>(props: CheckListProps<Value>) {
  const { label, items, values, onValuesChange, description, error, reference, isStacked = false } = props;
  const id = useId();
  const toggle = (value: Value, isOn: boolean) =>
    onValuesChange(
      items.map((item) => item.value).filter((other) => (other === value ? isOn : values.includes(other))),
    );
  return (
    <div role="group" aria-labelledby={id}>
      <span className="flex items-baseline gap-1">
        <span id={id} className="font-medium">
          {label}
        </span>
        {reference && <ReferenceLink href={reference} labelId={id} />}
      </span>
      {description && <p className="text-sm text-ink-3">{description}</p>}
      <div className={classNames('mt-1 gap-x-4 gap-y-1.5', toLayout(items.length, isStacked))}>
        {items.map((item) => {
          const isOn = values.includes(item.value);
          return (
            <label key={item.value} className="flex items-start gap-2">
              <Checkbox.Root
                checked={isOn}
                onCheckedChange={(next) => toggle(item.value, next)}
                aria-labelledby={`${id}-${item.value}`}
                className={classNames(checkboxClass(isOn), 'mt-0.5')}
              >
                <Checkbox.Indicator>
                  <Check size={11} strokeWidth={3} aria-hidden="true" />
                </Checkbox.Indicator>
              </Checkbox.Root>
              <span className="min-w-0 wrap-anywhere">
                <span id={`${id}-${item.value}`}>{item.label}</span>
                {item.description && <span className="block text-sm text-ink-3">{item.description}</span>}
              </span>
            </label>
          );
        })}
      </div>
      {error && (
        <p role="alert" className="mt-1 text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
