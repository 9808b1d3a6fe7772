'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { Spinner } from '@/components/ui/spinner';
import { useOpenLocation } from './use-open-location';

interface PathInputProps {
  connection: string | null;
  initial: string;
  onClose: () => void;
}

/** The path as text. Enter goes there, Escape gives up. */
export function PathInput({ connection, initial, onClose }: PathInputProps) {
  const [text, setText] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOpening, setOpening] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const openLocation = useOpenLocation(connection);

  useEffect(() => input.current?.select(), []);

  const submit = async () => {
    setOpening(true);
    const found = await openLocation(text);
    setOpening(false);
    setProblem(found);
    if (found === null) onClose();
  };

  return (
    <form
      className="relative min-w-0 flex-1 max-[680px]:absolute max-[680px]:inset-x-2 max-[680px]:z-30"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isOpening) void submit();
      }}
    >
      <input
        ref={input}
        value={text}
        aria-label="Path"
        aria-describedby={hintId}
        aria-invalid={problem !== null}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        className="h-8 w-full rounded-lg border border-accent bg-surface px-2.5 font-mono text-sm outline-none"
        placeholder="s3://bucket/prefix, ARN or URL"
        onChange={(event) => {
          setText(event.target.value);
          setProblem(null);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
        onBlur={() => {
          if (!isOpening) onClose();
        }}
      />
      <div
        id={hintId}
        role={problem === null ? undefined : 'alert'}
        className="absolute top-full left-0 z-30 mt-1 flex max-w-full items-center gap-2 rounded-lg border border-line-strong bg-raised px-2.5 py-1.5 text-sm shadow-pop"
      >
        {isOpening && <Spinner />}
        {problem === null ? (
          <span className="text-ink-3">
            s3://bucket/prefix, bucket/prefix, an ARN or a URL. Enter opens, Escape leaves.
          </span>
        ) : (
          <span className="text-danger">{problem}</span>
        )}
      </div>
    </form>
  );
}
