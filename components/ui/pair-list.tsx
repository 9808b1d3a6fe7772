'use client';

import { Field } from './field';
import { LineList } from './line-list';
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
  /** Page that explains the list, for a mark beside the label. */
  reference?: string | undefined;
  className?: string;
}

/** Keys with their values, such as tags, one pair to a line. */
export function PairList({ pairs, onPairsChange, errorAt, ...list }: PairListProps) {
  const replace = (index: number, change: Partial<Pair>) =>
    onPairsChange(pairs.map((pair, other) => (other === index ? { ...pair, ...change } : pair)));
  const field = (pair: Pair, index: number, part: 'key' | 'value') => (
    <Field
      label={<span className="sr-only">{`${part === 'key' ? 'Key' : 'Value'} of ${list.item} ${index + 1}`}</span>}
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
    <LineList
      {...list}
      count={pairs.length}
      onAdd={() => onPairsChange([...pairs, { key: '', value: '' }])}
      onRemove={(index) => onPairsChange(pairs.filter((_, other) => other !== index))}
    >
      {(index) => {
        const pair = pairs[index];
        return (
          pair && (
            <>
              {field(pair, index, 'key')}
              {field(pair, index, 'value')}
            </>
          )
        );
      }}
    </LineList>
  );
}
