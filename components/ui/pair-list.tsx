'use client';

import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { Button, IconButton } from './button';
import { Field } from './field';
import { TextInput } from './text-input';

export interface Pair {
  key: string;
  value: string;
}

export interface PairListProps {
  /** Names the group, such as "Tags". */
  label: string;
  /** What one of them is: "tag". */
  item: string;
  pairs: readonly Pair[];
  onPairsChange: (pairs: Pair[]) => void;
  error?: string | undefined;
  errorAt?: (index: number, part: 'key' | 'value') => string | undefined;
  className?: string;
}

/** Keys with their values, such as tags, one pair to a line. */
export function PairList({ label, item, pairs, onPairsChange, error, errorAt, className }: PairListProps) {
  const id = useId();
  const replace = (index: number, change: Partial<Pair>) =>
    onPairsChange(pairs.map((pair, other) => (other === index ? { ...pair, ...change } : pair)));
  const field = (pair: Pair, index: number, part: 'key' | 'value') => (
    <Field
      label={<span className="sr-only">{`${part === 'key' ? 'Key' : 'Value'} of ${item} ${index + 1}`}</span>}
      error={errorAt?.(index, part)}
      className="min-w-0 flex-1 gap-0!"
    >
      <TextInput
        value={pair[part]}
        onValueChange={(text) => replace(index, { [part]: text })}
        placeholder={part === 'key' ? 'Key' : 'Value'}
        autoComplete="off"
        spellCheck={false}
      />
    </Field>
  );
  return (
    <div role="group" aria-labelledby={id} className={className}>
      <span id={id} className="font-medium">
        {label}
      </span>
      <ul className="mt-1 flex flex-col gap-1">
        {pairs.map((pair, index) => (
          <li key={index} className="flex items-start gap-1">
            {field(pair, index, 'key')}
            {field(pair, index, 'value')}
            <IconButton
              label={`Remove ${item} ${index + 1}`}
              onClick={() => onPairsChange(pairs.filter((_, other) => other !== index))}
            >
              <X size={14} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      {error && (
        <p role="alert" className="mt-1 text-sm text-danger">
          {error}
        </p>
      )}
      <Button
        size="small"
        className="mt-1"
        icon={<Plus size={13} aria-hidden="true" />}
        onClick={() => onPairsChange([...pairs, { key: '', value: '' }])}
      >
        Add {item}
      </Button>
    </div>
  );
}
