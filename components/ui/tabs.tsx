'use client';

import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface Tab<Value extends string> {
  value: Value;
  label: string;
  /** Drawn while the tab is chosen, so that what it asks for is asked then. */
  content: () => ReactNode;
}

export interface TabsProps<Value extends string> {
  /** The accessible name of the row of tabs. */
  label: string;
  tabs: readonly Tab<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
}

/** Pages of one thing, one shown at a time. */
export function Tabs<Value extends string>({ label, tabs, value, onValueChange }: TabsProps<Value>) {
  return (
    <BaseTabs.Root value={value} onValueChange={(next: unknown) => onValueChange(next as Value)}>
      <BaseTabs.List aria-label={label} className="flex overflow-x-auto border-b border-line px-1.5">
        {tabs.map((tab) => (
          <BaseTabs.Tab
            key={tab.value}
            value={tab.value}
            className="-mb-px h-[30px] shrink-0 cursor-default border-b-2 border-transparent px-[5px] text-sm text-ink-2 hover:text-ink data-active:border-accent data-active:font-medium data-active:text-ink"
          >
            {tab.label}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.value} value={tab.value} tabIndex={-1}>
          {tab.value === value && tab.content()}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
