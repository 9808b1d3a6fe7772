'use client';

import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '@/components/ui/button';
import { TextInput } from '@/components/ui/text-input';
import type { Pair } from './pairs';

interface PairRowsProps {
  /** What one row is, such as "tag". */
  what: string;
  pairs: readonly Pair[];
  onChange: (pairs: Pair[]) => void;
  /** No more than this many. */
  max: number;
  isReadOnly?: boolean;
}

/** Names and their values, to edit, add and remove. */
export function PairRows({ what, pairs, onChange, max, isReadOnly = false }: PairRowsProps) {
  const change = (at: number, part: Partial<Pair>): void =>
    onChange(pairs.map((pair, index) => (index === at ? { ...pair, ...part } : pair)));
  return (
    <div className="flex flex-col gap-1.5">
      {pairs.map((pair, index) => (
        <div key={index} className="flex items-center gap-1.5">
          <TextInput
            aria-label={`Name of ${what} ${index + 1}`}
            placeholder="name"
            value={pair.name}
            disabled={isReadOnly}
            autoComplete="off"
            spellCheck={false}
            onValueChange={(name) => change(index, { name })}
          />
          <TextInput
            aria-label={`Value of ${what} ${index + 1}`}
            placeholder="value"
            value={pair.value}
            disabled={isReadOnly}
            autoComplete="off"
            spellCheck={false}
            onValueChange={(value) => change(index, { value })}
          />
          {!isReadOnly && (
            <IconButton
              label={`Remove ${what} ${index + 1}`}
              size="small"
              onClick={() => onChange(pairs.filter((_, at) => at !== index))}
            >
              <X size={14} aria-hidden="true" />
            </IconButton>
          )}
        </div>
      ))}
      {!isReadOnly && pairs.length < max && (
        <Button
          size="small"
          className="self-start"
          icon={<Plus size={13} aria-hidden="true" />}
          onClick={() => onChange([...pairs, { name: '', value: '' }])}
        >
          {`Add ${/^[aeiou]/u.test(what) ? 'an' : 'a'} ${what}`}
        </Button>
      )}
    </div>
  );
}
