'use client';

import { useMutation } from '@tanstack/react-query';
import { WrapText } from 'lucide-react';
import dynamic from 'next/dynamic';
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
  type RefObject,
} from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Select } from '@/components/ui/select';
import { formatCount } from '@/lib/format/numbers';
import { maxEditableBytes, toEditableText, type EditableText } from '@/lib/previews/editable-text';
import { detectEncoding, encodingNames, textEncodings, type TextEncoding } from '@/lib/previews/encoding';
import { isWrittenAtItsEnd } from '@/lib/previews/file-names';
import { TextWindow, type TextSegment, type TextWindowSnapshot } from '@/lib/previews/text-window';
import { OffsetBox } from './offset-box';
import { ViewerFailure } from './viewer-failure';
import type { ViewerProps } from './viewer-props';

/** When less than this is left above or below what is in sight, in pixels, more is read. */
const nearPixels = 1500;

/** Loaded when somebody edits. */
const TextEditor = dynamic(() => import('./text-editor').then((module) => module.TextEditor), { ssr: false });

/** Whether a text can be written back: the newest of its key, small, and stored as it is. */
function canEdit({ target, link, isReadOnly }: ViewerProps): boolean {
  const isNewest = target.versionId === undefined;
  const isPlain = link.contentEncoding === null && link.etag !== null;
  return !isReadOnly && isNewest && isPlain && link.sizeBytes <= maxEditableBytes;
}

/** Text of any size, and small ones to edit. */
export function TextViewer(props: ViewerProps) {
  const { target, link, source, onReopen } = props;
  const [edited, setEdited] = useState<EditableText | null>(null);
  const open = useMutation({
    mutationFn: async () => toEditableText(await source.read(0, source.sizeBytes)),
    onSuccess: setEdited,
  });
  if (edited && link.etag !== null) {
    // What was read before a save is no longer the object: the editor stays until the new one is there, and goes with this.
    const close = (isSaved: boolean): void => {
      if (isSaved) onReopen();
      else setEdited(null);
    };
    return <TextEditor target={target} original={edited} etag={link.etag} onClose={close} />;
  }
  return (
    <>
      {open.error && <ErrorNotice className="m-3.5" title="It cannot be edited" error={open.error} />}
      <TextReader
        {...props}
        tools={
          canEdit(props) && (
            <Button size="small" pending={open.isPending} onClick={() => open.mutate()}>
              Edit
            </Button>
          )
        }
      />
    </>
  );
}

interface TextReaderProps extends ViewerProps {
  /** Buttons below the text. */
  tools: ReactNode;
}

/** A window of a text moves along as somebody scrolls. */
function TextReader({ target, source, head, onReopen, tools }: TextReaderProps) {
  const [view] = useState(() => new TextWindow(source, detectEncoding(head ?? new Uint8Array())));
  const snapshot = useSyncExternalStore(view.subscribe, view.getSnapshot, view.getSnapshot);
  const [encoding, setEncoding] = useState<TextEncoding>(view.encoding.encoding);
  const [isWrapped, setWrapped] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void view.open(isWrittenAtItsEnd(target.key) ? source.sizeBytes : 0);
    return () => view.close();
  }, [view, source, target.key]);
  const handleScroll = useScrolling(scroller, view, snapshot, isWrapped);
  if (snapshot.error) return <ViewerFailure error={snapshot.error} onReopen={onReopen} />;
  const first = snapshot.segments[0];
  const last = snapshot.segments.at(-1);

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        onScroll={handleScroll}
        role="group"
        aria-label="Text"
        aria-busy={snapshot.isBusy}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto bg-surface py-1 font-mono text-sm [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <div className={isWrapped ? undefined : 'min-w-fit'}>
          {snapshot.segments.map((segment) => (
            <Segment key={`${encoding} ${segment.start}`} segment={segment} isWrapped={isWrapped} />
          ))}
        </div>
      </div>
      <OffsetBox sizeBytes={source.sizeBytes} onGo={(offset) => void view.open(offset)}>
        {first && last
          ? `${formatCount(first.start)}–${formatCount(last.end)} of ${formatCount(source.sizeBytes)} bytes`
          : ' '}
        <span className="ml-2 inline-flex items-center gap-1.5 align-middle">
          <Select
            aria-label="Encoding"
            className="w-[112px]!"
            items={textEncodings.map((value) => ({ value, label: encodingNames[value] }))}
            value={encoding}
            onValueChange={(next) => {
              setEncoding(next);
              const { markBytes } = detectEncoding(head ?? new Uint8Array());
              void view.setEncoding({ encoding: next, markBytes });
            }}
          />
          <IconButton
            label="Wrap long lines"
            size="small"
            aria-pressed={isWrapped}
            className={isWrapped ? 'bg-select!' : undefined}
            onClick={() => setWrapped(!isWrapped)}
          >
            <WrapText size={14} aria-hidden="true" />
          </IconButton>
          {tools}
        </span>
      </OffsetBox>
    </div>
  );
}

function Segment({ segment, isWrapped }: { segment: TextSegment; isWrapped: boolean }): ReactNode {
  const { text, firstLine, start } = segment;
  if (isWrapped) {
    return (
      <pre data-start={start} className="px-3.5 font-[inherit] wrap-anywhere whitespace-pre-wrap">
        {text}
      </pre>
    );
  }
  return (
    <div data-start={start} className="flex">
      {firstLine !== null && <LineNumbers first={firstLine} count={text.split('\n').length} />}
      <pre className="min-w-0 flex-1 px-3.5 font-[inherit]">{text}</pre>
    </div>
  );
}

/** One text, so that a thousand lines cost one element. */
function LineNumbers({ first, count }: { first: number; count: number }) {
  return (
    <pre
      aria-hidden="true"
      className="sticky left-0 shrink-0 border-r border-line bg-sunken px-2 text-right font-[inherit] text-ink-3 select-none"
    >
      {Array.from({ length: count }, (_, index) => first + index).join('\n')}
    </pre>
  );
}

/** Keeps what is in sight where it is while segments come and go, and asks for more at the edges. */
function useScrolling(
  ref: RefObject<HTMLDivElement | null>,
  view: TextWindow,
  { segments, opened, isBusy }: TextWindowSnapshot,
  isWrapped: boolean,
): () => void {
  const anchor = useRef<{ start: string; within: number } | null>(null);
  const serial = useRef(0);
  const remember = (scroller: HTMLElement): void => {
    const children = [...scroller.querySelectorAll<HTMLElement>('[data-start]')];
    const top = scroller.scrollTop;
    const at = children.findLast((child) => child.offsetTop <= top) ?? children[0];
    anchor.current = at ? { start: at.dataset['start'] ?? '', within: top - at.offsetTop } : null;
  };
  const growAtEdges = (scroller: HTMLElement): void => {
    const below = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    if (below < nearPixels && view.hasMoreBelow) void view.growDown();
    else if (scroller.scrollTop < nearPixels && view.hasMoreAbove) void view.growUp();
  };
  useLayoutEffect(() => {
    const scroller = ref.current;
    if (!scroller || segments.length === 0) return;
    if (serial.current !== opened.serial) {
      serial.current = opened.serial;
      scroller.scrollTop = opened.edge === 'end' ? scroller.scrollHeight : 0;
    } else if (anchor.current) {
      const { start, within } = anchor.current;
      const at = scroller.querySelector<HTMLElement>(`[data-start="${start}"]`);
      if (at) scroller.scrollTop = at.offsetTop + within;
    }
    remember(scroller);
  }, [ref, segments, opened, isWrapped]);
  useEffect(() => {
    if (ref.current && !isBusy && segments.length > 0) growAtEdges(ref.current);
  });
  return () => {
    if (!ref.current) return;
    remember(ref.current);
    growAtEdges(ref.current);
  };
}
