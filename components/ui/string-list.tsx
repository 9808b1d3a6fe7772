'use client';

import { Plus, X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Button, IconButton } from './button';
import { Field } from './field';
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
  className?: string;
}

/** Texts, one to a line, to add and to take away. */
export function StringList(props: StringListProps) {
  const { label, values, onValuesChange, item, hint, description, suggestions, error, errorAt, className } = props;
  const { placeholder } = props;
  const id = useId();
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
    <div role="group" aria-labelledby={id} className={className}>
      <div className="flex items-baseline gap-2">
        <span id={id} className="font-medium">
          {label}
        </span>
        {hint && <span className="text-sm text-ink-3">{hint}</span>}
      </div>
      {description && <p className="text-sm text-ink-3">{description}</p>}
      <ul className="mt-1 flex flex-col gap-1">
        {values.map((value, index) => (
          // The place in the list is what a line is: a text may stand there twice while it is typed.
          <li key={index} className="flex items-start gap-1">
            <Field
              label={<span className="sr-only">{`${label} ${index + 1}`}</span>}
              error={errorAt?.(index)}
              className="min-w-0 flex-1 gap-0!"
            >
              {toField(value, index)}
            </Field>
            <IconButton
              label={`Remove ${item} ${index + 1}`}
              onClick={() => onValuesChange(values.filter((_, other) => other !== index))}
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
        onClick={() => onValuesChange([...values, ''])}
      >
        Add {item}
      </Button>
    </div>
  );
}
