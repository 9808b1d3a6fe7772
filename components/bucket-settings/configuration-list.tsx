'use client';

import type { ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import { ItemList } from '@/components/ui/item-list';
import { TextInput } from '@/components/ui/text-input';
import type { Issues } from '@/lib/settings/issues';

interface ConfigurationListProps<Item extends { id: string }> {
  label: string;
  /** One of them, such as “analysis”. */
  item: string;
  configurations: Item[];
  onChange: (value: { configurations: Item[] }) => void;
  makeItem: () => Item;
  /** Those of the whole value. */
  issues: Issues;
  emptyText: string;
  /** Page that explains the id. */
  idReference: string;
  /** What stands below the id. */
  children: (item: Item, change: (item: Item) => void, issues: Issues) => ReactNode;
}

/** The configurations that a bucket has under an id each. */
export function ConfigurationList<Item extends { id: string }>(props: ConfigurationListProps<Item>) {
  const { label, item, configurations, onChange, makeItem, issues, emptyText, idReference, children } = props;
  return (
    <ItemList
      label={label}
      item={item}
      items={configurations}
      onItemsChange={(next) => onChange({ configurations: next })}
      makeItem={makeItem}
      describe={({ id }) => id}
      error={issues.at('configurations')}
      emptyText={emptyText}
    >
      {(one, index, change) => (
        <>
          <Field label="Id" error={issues.at('configurations', index, 'id')} reference={idReference}>
            <TextInput value={one.id} onValueChange={(id) => change({ ...one, id })} className="max-w-[320px]" />
          </Field>
          {children(one, change, issues.below('configurations', index))}
        </>
      )}
    </ItemList>
  );
}
