'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { KeyName } from '@/components/ui/key-name';
import { Select } from '@/components/ui/select';
import { useRowWindow } from '@/components/ui/use-row-window';
import { formatBytes } from '@/lib/format/bytes';
import { formatDate } from '@/lib/format/dates';
import { formatCount, formatQuantity } from '@/lib/format/numbers';
import type { Conflict, ConflictChoice } from '@/lib/uploads/conflicts';

interface ConflictDialogProps {
  conflicts: readonly Conflict[];
  /** Whether the file can get another name. */
  canKeepBoth: boolean;
  /** `null` cancels the whole upload. */
  onAnswer: (choices: ReadonlyMap<string, ConflictChoice> | null) => void;
}

const allItems: { value: ConflictChoice; label: string; description: string }[] = [
  { value: 'skip', label: 'Skip', description: 'Leave what is there' },
  { value: 'replace', label: 'Replace', description: 'Overwrite it with the file' },
  { value: 'keep-both', label: 'Keep both', description: 'Give the file a number' },
];

const rowHeight = 52;

/** Asks, before the first byte, what to do with files whose key is taken. Skipping is the answer that loses nothing. */
export function ConflictDialog({ conflicts, canKeepBoth, onAnswer }: ConflictDialogProps) {
  const items = canKeepBoth ? allItems : allItems.filter(({ value }) => value !== 'keep-both');
  const [choices, setChoices] = useState(
    () => new Map<string, ConflictChoice>(conflicts.map(({ key }) => [key, 'skip'])),
  );
  const values = new Set(choices.values());
  const [common] = values;
  const chooseAll = (choice: ConflictChoice) => setChoices(new Map(conflicts.map(({ key }) => [key, choice])));
  const choose = (key: string, choice: ConflictChoice) => setChoices((current) => new Map(current).set(key, choice));
  return (
    <Dialog
      open
      width="large"
      keepOpenOnOutsidePress
      onOpenChange={(isOpen) => {
        if (!isOpen) onAnswer(null);
      }}
      onSubmit={() => onAnswer(choices)}
      title={
        conflicts.length === 1 ? 'One object exists already' : `${formatCount(conflicts.length)} objects exist already`
      }
      description={`Nothing has been sent yet. Choose what happens to ${conflicts.length === 1 ? 'it' : 'each, or to all of them'}.`}
      footer={
        <>
          <span className="mr-auto text-sm text-ink-3">{toEffect([...choices.values()])}</span>
          <Button onClick={() => onAnswer(null)}>Cancel the upload</Button>
          <Button type="submit" variant="primary">
            Continue
          </Button>
        </>
      }
    >
      {conflicts.length > 1 && (
        <div className="mb-2 flex items-center justify-end gap-2">
          <span className="text-ink-2 whitespace-nowrap">For all of them</span>
          <div className="w-[160px]">
            <Select
              aria-label="Choice for all"
              items={values.size > 1 ? [{ value: 'mixed', label: 'As chosen below', disabled: true }, ...items] : items}
              value={values.size > 1 || !common ? 'mixed' : common}
              onValueChange={(value) => {
                if (value !== 'mixed') chooseAll(value);
              }}
            />
          </div>
        </div>
      )}
      <ConflictList items={items} conflicts={conflicts} choices={choices} onChoose={choose} />
    </Dialog>
  );
}

function toEffect(choices: ConflictChoice[]): string {
  const count = (choice: ConflictChoice) => choices.filter((one) => one === choice).length;
  const parts = [
    count('replace') > 0 && `${formatQuantity(count('replace'), 'object')} replaced`,
    count('keep-both') > 0 && `${formatCount(count('keep-both'))} kept beside`,
    count('skip') > 0 && `${formatQuantity(count('skip'), 'file')} skipped`,
  ];
  return parts.filter(Boolean).join(', ');
}

interface ConflictListProps {
  items: typeof allItems;
  conflicts: readonly Conflict[];
  choices: ReadonlyMap<string, ConflictChoice>;
  onChoose: (key: string, choice: ConflictChoice) => void;
}

function ConflictList({ items, conflicts, choices, onChoose }: ConflictListProps) {
  const { first, end, ref } = useRowWindow(conflicts.length, rowHeight);
  return (
    <div
      ref={ref}
      role="list"
      aria-label="Objects that exist"
      tabIndex={0}
      className="relative max-h-[40dvh] overflow-y-auto rounded-lg border border-line outline-offset-[-2px]"
    >
      <div style={{ height: conflicts.length * rowHeight }} role="presentation" />
      {conflicts.slice(first, end).map((conflict, index) => (
        <div
          key={conflict.key}
          role="listitem"
          aria-setsize={conflicts.length}
          aria-posinset={first + index + 1}
          style={{ top: (first + index) * rowHeight, height: rowHeight }}
          className="absolute inset-x-0 flex items-center gap-3 border-b border-line px-3 last:border-b-0"
        >
          <ConflictText conflict={conflict} />
          <div className="w-[120px] shrink-0">
            <Select
              aria-label={`Choice for ${conflict.key}`}
              items={items}
              value={choices.get(conflict.key) ?? 'skip'}
              onValueChange={(choice) => onChoose(conflict.key, choice)}
            />
          </div>
        </div>
      ))}
    </div>
  );
}

function ConflictText({ conflict: { key, file, existing } }: { conflict: Conflict }) {
  const there = [formatBytes(existing.sizeBytes), existing.modified === null ? null : formatDate(existing.modified)];
  const here = [formatBytes(file.sizeBytes), file.modified === null ? null : formatDate(file.modified)];
  return (
    <div className="min-w-0 flex-1">
      <p className="truncate" title={key}>
        <KeyName text={key} />
      </p>
      <p className="truncate text-xs text-ink-3">
        there: {there.filter(Boolean).join(', ')} · file: {here.filter(Boolean).join(', ')}
      </p>
    </div>
  );
}
