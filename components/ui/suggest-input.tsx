'use client';

import { useId } from 'react';
import { TextInput, type TextInputProps } from './text-input';

export interface SuggestInputProps extends Omit<TextInputProps, 'list'> {
  suggestions: readonly string[];
}

/** One line of text that the browser helps to complete; any other text may be typed as well. */
export function SuggestInput({ suggestions, ...rest }: SuggestInputProps) {
  const id = useId();
  return (
    <>
      <TextInput autoComplete="off" spellCheck={false} mono {...rest} list={id} />
      <datalist id={id}>
        {suggestions.map((text) => (
          <option key={text} value={text} />
        ))}
      </datalist>
    </>
  );
}
