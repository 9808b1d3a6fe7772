'use client';

import { Search } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { controlFrame } from './popup-style';

export interface FilterInputProps extends Omit<ComponentProps<'input'>, 'value' | 'defaultValue' | 'onChange'> {
  value: string;
  onValueChange: (value: string) => void;
  /** What stands in the list, such as "Filter buckets by name". */
  'aria-label': string;
  /** Stands inside, at the end. */
  trailing?: ReactNode;
}

/** Narrows the list beside it. It has no `Field` around it, so it needs none of what ties one together. */
export function FilterInput({ value, onValueChange, trailing, className, ...rest }: FilterInputProps) {
  return (
    <span className={classNames('relative flex min-w-0 items-center', className)}>
      <Search size={14} aria-hidden="true" className="pointer-events-none absolute left-2.5 text-ink-3" />
      <input
        type="search"
        autoComplete="off"
        spellCheck={false}
        {...rest}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        className={classNames(controlFrame, 'pl-[30px]', Boolean(trailing) && 'pr-9')}
      />
      {trailing && <span className="absolute right-1.5 flex items-center">{trailing}</span>}
    </span>
  );
}
