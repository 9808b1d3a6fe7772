'use client';

import { ArrowDown, ArrowUp, Copy, Plus, Trash2 } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Button, IconButton } from './button';

export interface ItemListProps<Item> {
  /** Names the list, such as "Rules". */
  label: string;
  /** What one of them is: "rule". Each is called by it and its number. */
  item: string;
  items: readonly Item[];
  onItemsChange: (items: Item[]) => void;
  /** A new one, to be filled in. */
  makeItem: () => Item;
  /** Shown in the heading of an item, after its number. */
  describe?: (item: Item) => ReactNode;
  /** Whether their order means something. */
  isOrdered?: boolean;
  error?: string | undefined;
  /** Said while there are none. */
  emptyText: string;
  children: (item: Item, index: number, change: (next: Item) => void) => ReactNode;
}

/** Groups of fields, such as the rules of a document: to add, to copy, to take away and, where it counts, to move. */
export function ItemList<Item>(props: ItemListProps<Item>) {
  const { label, item, items, onItemsChange, makeItem, isOrdered = false, error, emptyText, children } = props;
  const id = useId();
  const replace = (index: number, next: Item) =>
    onItemsChange(items.map((old, other) => (other === index ? next : old)));
  const swap = (index: number, other: number) => {
    const [a, b] = [items[index], items[other]];
    if (a !== undefined && b !== undefined) onItemsChange(items.with(index, b).with(other, a));
  };
  return (
    <div role="group" aria-labelledby={id}>
      <span id={id} className="sr-only">
        {label}
      </span>
      {items.length === 0 && <p className="text-ink-3">{emptyText}</p>}
      <ol className="flex flex-col gap-3">
        {items.map((value, index) => (
          <li
            // Items have no name of their own that could not change while it is typed.
            key={index}
            aria-label={`${capitalise(item)} ${index + 1}`}
            className="rounded-lg border border-line bg-surface"
          >
            <div className="flex min-h-[34px] items-center gap-1 border-b border-line pr-1 pl-3">
              <span className="font-medium">{`${capitalise(item)} ${index + 1}`}</span>
              <span className="min-w-0 flex-1 truncate pl-1 text-sm text-ink-3">{props.describe?.(value)}</span>
              {isOrdered && (
                <>
                  <IconButton
                    size="small"
                    label={`Move ${item} ${index + 1} up`}
                    disabled={index === 0}
                    onClick={() => swap(index, index - 1)}
                  >
                    <ArrowUp size={13} aria-hidden="true" />
                  </IconButton>
                  <IconButton
                    size="small"
                    label={`Move ${item} ${index + 1} down`}
                    disabled={index === items.length - 1}
                    onClick={() => swap(index, index + 1)}
                  >
                    <ArrowDown size={13} aria-hidden="true" />
                  </IconButton>
                </>
              )}
              <IconButton
                size="small"
                label={`Copy ${item} ${index + 1}`}
                onClick={() => onItemsChange(items.toSpliced(index + 1, 0, structuredClone(value)))}
              >
                <Copy size={13} aria-hidden="true" />
              </IconButton>
              <IconButton
                size="small"
                label={`Remove ${item} ${index + 1}`}
                onClick={() => onItemsChange(items.filter((_, other) => other !== index))}
              >
                <Trash2 size={13} aria-hidden="true" />
              </IconButton>
            </div>
            <div className="flex flex-col gap-3 p-3">{children(value, index, (next) => replace(index, next))}</div>
          </li>
        ))}
      </ol>
      {error && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {error}
        </p>
      )}
      <Button
        className="mt-3"
        icon={<Plus size={14} aria-hidden="true" />}
        onClick={() => onItemsChange([...items, makeItem()])}
      >
        Add {item}
      </Button>
    </div>
  );
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
