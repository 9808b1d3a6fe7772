'use client';

import { ArrowDownToLine, ArrowUpToLine } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { IconButton } from '@/components/ui/button';
import { TextInput } from '@/components/ui/text-input';
import { parseOffset } from '@/lib/previews/hex';

interface OffsetBoxProps {
  sizeBytes: number;
  onGo: (offset: number) => void;
  /** Where one is. */
  children: ReactNode;
}

/** Goes to the beginning, to the end, or to any byte. */
export function OffsetBox({ sizeBytes, onGo, children }: OffsetBoxProps) {
  const [text, setText] = useState('');
  const offset = parseOffset(text, sizeBytes);
  return (
    <div className="flex min-h-[38px] shrink-0 flex-wrap items-center gap-1.5 border-t border-line px-2.5 py-1 text-sm text-ink-3">
      <IconButton label="Go to the start" size="small" onClick={() => onGo(0)}>
        <ArrowUpToLine size={14} aria-hidden="true" />
      </IconButton>
      <IconButton label="Go to the end" size="small" onClick={() => onGo(sizeBytes)}>
        <ArrowDownToLine size={14} aria-hidden="true" />
      </IconButton>
      <TextInput
        aria-label="Go to a byte"
        placeholder="Byte, 0x…, or 50 %"
        className="w-[132px]!"
        value={text}
        aria-invalid={text !== '' && offset === null}
        onValueChange={setText}
        onKeyDown={({ key }) => {
          if (key === 'Enter' && offset !== null) onGo(offset);
        }}
      />
      <span className="ml-auto tabular-nums" role="status">
        {children}
      </span>
    </div>
  );
}
