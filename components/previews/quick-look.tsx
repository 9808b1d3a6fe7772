'use client';

import { ChevronDown, ChevronUp, Download, PanelRight } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { IconButton } from '@/components/ui/button';
import { KeyName } from '@/components/ui/key-name';
import { Stage } from '@/components/ui/stage';
import type { ObjectTarget } from '@/lib/objects/schema';
import { Preview } from './preview';

export interface QuickLookProps {
  target: ObjectTarget;
  isReadOnly: boolean;
  /** To the object before or after in the list; `null` where there is none. */
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  onDownload: () => void;
  onShowDetails: () => void;
  onClose: () => void;
}

type Act = 'previous' | 'next' | 'close';

/** What has keys of its own: text to write, a choice, a player. */
const taking = 'input,textarea,select,video,audio,[contenteditable=true],[role=listbox],[role=combobox]';
/** What scrolls by the arrows up and down. */
const scrolling = '[role=group],[role=table]';

/** What a key does here; what has the focus inside keeps the keys that it needs itself. */
function toAct({ key, target, currentTarget, ...event }: KeyboardEvent<HTMLElement>): Act | null {
  const hasModifier = [event.ctrlKey, event.metaKey, event.altKey, event.shiftKey].includes(true);
  if (hasModifier || !(target instanceof HTMLElement)) return null;
  const isIn = (selector: string): boolean => target !== currentTarget && target.closest(selector) !== null;
  if (isIn(taking)) return null;
  switch (key) {
    case 'ArrowRight':
      return 'next';
    case 'ArrowLeft':
      return 'previous';
    case 'ArrowDown':
      return isIn(scrolling) ? null : 'next';
    case 'ArrowUp':
      return isIn(scrolling) ? null : 'previous';
    case ' ':
      return isIn('button,a') ? null : 'close';
    default:
      return null;
  }
}

/** One object over the list, as large as the window allows. The arrows go on to the next, the space bar closes. */
export function QuickLook(props: QuickLookProps) {
  const { target, isReadOnly, onPrevious, onNext, onDownload, onShowDetails, onClose } = props;
  const handleKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const act = toAct(event);
    if (act === null) return;
    event.preventDefault();
    if (act === 'close') onClose();
    else (act === 'next' ? onNext : onPrevious)?.();
  };
  const name = target.key.slice(target.key.lastIndexOf('/', target.key.length - 2) + 1);
  return (
    <Stage
      title={<KeyName text={name} />}
      {...(target.versionId !== undefined && { subtitle: `Version ${target.versionId}` })}
      onClose={onClose}
      onKeyDown={handleKeyDown}
      tools={
        <>
          <IconButton label="Previous object" disabled={!onPrevious} onClick={() => onPrevious?.()}>
            <ChevronUp size={16} aria-hidden="true" />
          </IconButton>
          <IconButton label="Next object" disabled={!onNext} onClick={() => onNext?.()}>
            <ChevronDown size={16} aria-hidden="true" />
          </IconButton>
          <IconButton label="Download" onClick={onDownload}>
            <Download size={15} aria-hidden="true" />
          </IconButton>
          <IconButton label="Show details" onClick={onShowDetails}>
            <PanelRight size={15} aria-hidden="true" />
          </IconButton>
        </>
      }
    >
      <Preview key={`${target.key}\n${target.versionId ?? ''}`} target={target} isReadOnly={isReadOnly} />
    </Stage>
  );
}
