'use client';

import type { ReactNode } from 'react';
import { Field } from './field';
import { LineList } from './line-list';
import { SuggestInput } from './suggest-input';
import { TextInput } from './text-input';

export interface StringListProps {
  /** Names the group; each field is called by it and its number. */
  label: string;
  values: readonly string[];
  onValuesChange: (values: string[]) => void;
  /** What one of them is, for the buttons: "origin". */
  item: string;
  hint?: ReactNode;
  description?: ReactNode;
  placeholder?: string;
  /** What the browser helps to complete each with. */
  suggestions?: readonly string[];
  /** What is wrong with the list as a whole. */
  error?: string | undefined;
  /** What is wrong with one of them. */
  errorAt?: (index: number) => string | undefined;
  /** Page that explains the list, for a mark beside the label. */
  reference?: string | undefined;
  className?: string;
}

/** Texts, one to a line, to add and to take away. */
export function StringList(props: StringListProps) {
  const { values, onValuesChange, placeholder, suggestions, errorAt, ...list } = props;
  const toField = (value: string, index: number) => {
    const shared = { value, placeholder, onValueChange: (text: string) => replace(index, text) };
    return suggestions ? (
      <SuggestInput {...shared} suggestions={suggestions} />
    ) : (
      <TextInput {...shared} autoComplete="off" spellCheck={false} mono />
    );
  };
  const replace = (index: number, text: string) =>
    onValuesChange(values.map((value, other) => (other === index ? text : value)));
  return (
    <LineList
      {...list}
      count={values.length}
      onAdd={() => onValuesChange([...values, ''])}
      onRemove={(index) => onValuesChange(values.filter((_, other) => other !== index))}
    >
      {(index) => (
        <Field
          label={<span className="sr-only">{`${list.label} ${index + 1}`}</span>}
          error={errorAt?.(index)}
          className="min-w-0 flex-1 gap-0!"
        >
          {toField(values[index] ?? '', index)}
        </Field>
      )}
    </LineList>
  );
}
