'use client';

import { CircleAlert, CircleCheck, Pause, Play, RotateCw, X } from 'lucide-react';
import { memo } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { KeyName } from '@/components/ui/key-name';
import { Popover } from '@/components/ui/popover';
import { Progress } from '@/components/ui/progress';
import type { UploadQueue } from '@/lib/uploads/queue';
import type { UploadView } from '@/lib/uploads/snapshot';
import { toPercent, toShare, toStatusText } from './status-text';

/** All rows are this tall, so that thousands need not be drawn to know where each stands. */
export const rowHeight = 66;

interface RowProps {
  view: UploadView;
  queue: UploadQueue;
}

/** Drawn again only when its view is another one: thousands wait while a few move. */
export const UploadRow = memo(function UploadRow({ view, queue }: RowProps) {
  const text = toStatusText(view);
  const isOver = view.status === 'done' || view.status === 'cancelled';
  return (
    <div className="flex h-full flex-col justify-center gap-1 border-b border-line px-3">
      <div className="flex h-[26px] items-center gap-1">
        <span className="min-w-0 flex-1 truncate" title={view.key}>
          <KeyName text={toName(view.key)} />
        </span>
        <StateMark view={view} />
        {!isOver && <RowActs view={view} queue={queue} />}
      </div>
      <Progress
        label={`Upload of ${toName(view.key)}`}
        value={toShare(view)}
        valueText={text}
        tone={view.status === 'failed' ? 'danger' : isMoving(view) || view.status === 'done' ? 'accent' : 'muted'}
      />
      <p
        title={text}
        className={classNames('truncate text-xs tabular-nums', view.failure ? 'text-danger' : 'text-ink-3')}
      >
        {text}
      </p>
    </div>
  );
});

/** What a person calls it: the last name of the key, with the slash of a folder. */
function toName(key: string): string {
  return key.slice(key.slice(0, -1).lastIndexOf('/') + 1);
}

function isMoving({ status }: UploadView): boolean {
  return status === 'uploading' || status === 'preparing' || status === 'completing';
}

function StateMark({ view }: { view: UploadView }) {
  if (view.status === 'done') return <CircleCheck size={15} aria-label="Done" role="img" className="text-ok" />;
  if (view.failure) return <WhyPopover view={view} />;
  if (view.status === 'cancelled') return null;
  return <span className="text-xs text-ink-3 tabular-nums">{toPercent(view)} %</span>;
}

/** The whole of a message that the row has no room for. */
function WhyPopover({ view: { failure, key } }: { view: UploadView }) {
  if (!failure) return null;
  const trigger = (
    <Button size="small" variant="quiet" className="text-danger!" icon={<CircleAlert size={14} aria-hidden="true" />}>
      Why
    </Button>
  );
  const ticket = [key, failure.message, failure.detail].filter(Boolean).join('\n');
  return (
    <Popover trigger={trigger} side="top" align="end" title={<KeyName text={key} className="break-all" />}>
      <p className="break-words">{failure.message}</p>
      <div className="mt-2 flex items-center gap-1 text-sm text-ink-3">
        <span className="min-w-0 flex-1 font-mono break-all">{failure.detail}</span>
        <CopyButton text={ticket} what="error details" />
      </div>
    </Popover>
  );
}

function RowActs({ view, queue }: RowProps) {
  const { id, status, failure } = view;
  const name = toName(view.key);
  const canPause = status === 'waiting' || status === 'preparing' || status === 'uploading';
  return (
    <>
      {canPause && (
        <IconButton size="small" label={`Pause ${name}`} onClick={() => queue.pause(id)}>
          <Pause size={14} aria-hidden="true" />
        </IconButton>
      )}
      {status === 'paused' && (
        <IconButton size="small" label={`Resume ${name}`} onClick={() => queue.resume(id)}>
          <Play size={14} aria-hidden="true" />
        </IconButton>
      )}
      {status === 'failed' && failure?.kind === 'conflict' && (
        <Button size="small" onClick={() => queue.resume(id, { mayOverwrite: true })}>
          Replace
        </Button>
      )}
      {status === 'failed' && failure?.kind !== 'conflict' && (
        <IconButton size="small" label={`Try ${name} again`} onClick={() => queue.resume(id)}>
          <RotateCw size={14} aria-hidden="true" />
        </IconButton>
      )}
      {status !== 'completing' && (
        <IconButton size="small" label={`Cancel ${name}`} onClick={() => void queue.cancel(id)}>
          <X size={14} aria-hidden="true" />
        </IconButton>
      )}
    </>
  );
}
