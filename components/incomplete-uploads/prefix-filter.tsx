'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextInput } from '@/components/ui/text-input';

interface PrefixFilterProps {
  prefix: string;
  onPrefix: (prefix: string) => void;
}

/** Lists only the uploads whose keys begin so. The server looks for them, so nothing is asked while somebody types. */
export function PrefixFilter({ prefix, onPrefix }: PrefixFilterProps) {
  const [text, setText] = useState(prefix);
  return (
    <form
      className="flex min-w-0 items-center gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        onPrefix(text);
      }}
    >
      <span id="keys-begin-with" className="shrink-0">
        Keys beginning with
      </span>
      <TextInput aria-labelledby="keys-begin-with" mono className="w-[160px]!" value={text} onValueChange={setText} />
      <Button type="submit" disabled={text === prefix}>
        List
      </Button>
      {prefix !== '' && (
        <Button
          variant="quiet"
          onClick={() => {
            setText('');
            onPrefix('');
          }}
        >
          All
        </Button>
      )}
    </form>
  );
}
