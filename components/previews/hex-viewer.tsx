'use client';

import { useEffect, useState } from 'react';
import { useScaledRows } from '@/components/ui/use-scaled-rows';
import { toHexOffset, toHexRow } from '@/lib/previews/hex';
import type { ByteSource } from '@/lib/previews/types';
import { OffsetBox } from './offset-box';
import { ViewerFailure } from './viewer-failure';
import type { ViewerProps } from './viewer-props';

const rowBytes = 16;
const rowHeight = 20;

interface Shown {
  start: number;
  bytes: Uint8Array;
}

/** The bytes around what is in sight. Quick scrolling gives up what it passed. */
function useBytes(source: ByteSource, start: number, end: number): { shown: Shown | null; error: unknown } {
  const [shown, setShown] = useState<Shown | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (end <= start) return;
    const controller = new AbortController();
    source.read(start, end, controller.signal).then(
      (bytes) => {
        setShown({ start, bytes });
        setError(null);
      },
      (thrown: unknown) => {
        if (!controller.signal.aborted) setError(thrown);
      },
    );
    return () => controller.abort();
  }, [source, start, end]);
  return { shown, error };
}

/** The bytes of an object of any size, by offset. */
export function HexViewer({ source, onReopen }: ViewerProps) {
  const { sizeBytes } = source;
  const count = Math.ceil(sizeBytes / rowBytes);
  const { attach, onScroll, first, end, height, toTop, scrollTo } = useScaledRows(count, rowHeight);
  const { shown, error } = useBytes(source, first * rowBytes, Math.min(end * rowBytes, sizeBytes));
  if (error) return <ViewerFailure error={error} onReopen={onReopen} />;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div
        ref={attach}
        onScroll={onScroll}
        role="group"
        aria-label="Bytes"
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto bg-surface font-mono text-sm focus-visible:-outline-offset-2"
      >
        <div className="relative min-w-[600px]" style={{ height }}>
          {Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at).map((row) => (
            <HexLine key={row} row={row} top={toTop(row)} sizeBytes={sizeBytes} shown={shown} />
          ))}
        </div>
      </div>
      <OffsetBox sizeBytes={sizeBytes} onGo={(offset) => scrollTo(Math.floor(offset / rowBytes))}>
        {`${(first * rowBytes).toLocaleString('en')} of ${sizeBytes.toLocaleString('en')} bytes`}
      </OffsetBox>
    </div>
  );
}

interface HexLineProps {
  row: number;
  top: number;
  sizeBytes: number;
  shown: Shown | null;
}

function HexLine({ row, top, sizeBytes, shown }: HexLineProps) {
  const at = shown === null ? -1 : row * rowBytes - shown.start;
  const bytes = shown && at >= 0 && at < shown.bytes.length ? shown.bytes.subarray(at, at + rowBytes) : null;
  const { hex, text } = bytes ? toHexRow(bytes) : { hex: '', text: '' };
  return (
    <div className="absolute flex gap-5 px-3.5 whitespace-pre" style={{ top, height: rowHeight, lineHeight: '20px' }}>
      <span className="text-ink-3">{toHexOffset(row * rowBytes, sizeBytes)}</span>
      <span className="w-[47ch]">{hex}</span>
      <span className="text-ink-2">{text}</span>
    </div>
  );
}
