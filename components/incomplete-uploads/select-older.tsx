'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextInput } from '@/components/ui/text-input';

/** Selects all uploads of some age, among those that are listed. */
export function SelectOlder({ onSelect }: { onSelect: (days: number) => void }) {
  const [text, setText] = useState('7');
  const days = Number(text);
  const isRight = text.trim() !== '' && Number.isFinite(days) && days >= 0;
  return (
    <form
      className="flex items-center gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight) onSelect(days);
      }}
    >
      <span id="older-than">Older than</span>
      <TextInput
        aria-labelledby="older-than older-than-days"
        className="w-[60px]!"
        value={text}
        inputMode="decimal"
        onValueChange={setText}
      />
      <span id="older-than-days">days</span>
      <Button type="submit" disabled={!isRight}>
        Select
      </Button>
    </form>
  );
}
