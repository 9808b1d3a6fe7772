'use client';

import { ChevronDown, ChevronUp, MoreHorizontal, Pause, Play, X } from 'lucide-react';
import { useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { IconButton } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { LiveRegion } from '@/components/ui/live-region';
import { Menu, MenuItem } from '@/components/ui/menu';
import { Progress } from '@/components/ui/progress';
import { Spinner } from '@/components/ui/spinner';
import { useRowWindow } from '@/components/ui/use-row-window';
import type { UploadQueue } from '@/lib/uploads/queue';
import type { UploadSnapshot, UploadTotals } from '@/lib/uploads/snapshot';
import { orderUploads } from './order';
import { rowHeight, UploadRow } from './row';
import { isBusy, toOutcomeText, toSummary } from './status-text';

export interface TransferTrayProps {
  queue: UploadQueue;
  /** What is done before files can enter the queue, such as reading a folder. */
  intake: string | null;
  /** Uploads of an earlier visit. */
  offers: ReactNode;
}

/** Uploads under way and how they ended. Nothing is drawn while there is nothing to tell. */
export function TransferTray({ queue, intake, offers }: TransferTrayProps) {
  const snapshot = useSyncExternalStore(queue.subscribe, queue.getSnapshot, queue.getSnapshot);
  const [isOpen, setOpen] = useState(true);
  const { totals } = snapshot;
  const announcement = toAnnouncement(totals);
  if (totals.count === 0 && intake === null && !offers) return <LiveRegion>{announcement}</LiveRegion>;
  return (
    <section aria-label="Uploads" className="overflow-hidden rounded-xl border border-line-strong bg-raised shadow-pop">
      <LiveRegion>{announcement}</LiveRegion>
      <TrayHeader queue={queue} totals={totals} isOpen={isOpen} onOpenChange={setOpen} />
      {totals.count > 1 && totals.sizeBytes > 0 && isBusy(totals) && (
        <Progress
          label="All uploads"
          value={totals.sentBytes / totals.sizeBytes}
          className="rounded-none! bg-transparent"
        />
      )}
      {intake !== null && (
        <p className="flex items-center gap-2 border-t border-line px-3 py-2 text-ink-2">
          <Spinner />
          {intake}
        </p>
      )}
      {isOpen && offers}
      {isOpen && totals.count > 0 && <UploadList queue={queue} snapshot={snapshot} />}
    </section>
  );
}

/** The same text while it works, and one more when all has come to rest; numbers that move are for the eyes. */
function toAnnouncement(totals: UploadTotals): string {
  if (totals.count === 0) return '';
  return isBusy(totals) ? 'Uploading' : toOutcomeText(totals);
}

interface TrayHeaderProps {
  queue: UploadQueue;
  totals: UploadTotals;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

function TrayHeader({ queue, totals, isOpen, onOpenChange }: TrayHeaderProps) {
  const { byStatus } = totals;
  const isEveryOver = totals.count > 0 && byStatus.done + byStatus.cancelled === totals.count;
  return (
    <header className="flex items-center gap-0.5 py-1.5 pr-1.5 pl-3">
      <h2 className="font-semibold">Uploads</h2>
      <span className="min-w-0 flex-1 truncate px-2 text-right text-xs text-ink-3 tabular-nums">
        {toSummary(totals)}
      </span>
      {isBusy(totals) ? (
        <IconButton size="small" label="Pause all" onClick={() => queue.pauseAll()}>
          <Pause size={14} aria-hidden="true" />
        </IconButton>
      ) : (
        byStatus.paused > 0 && (
          <IconButton size="small" label="Resume all" onClick={() => queue.resumeAll()}>
            <Play size={14} aria-hidden="true" />
          </IconButton>
        )
      )}
      {totals.count > 0 && !isEveryOver && <TrayMenu queue={queue} totals={totals} />}
      {totals.count > 0 && (
        <IconButton
          size="small"
          label={isOpen ? 'Fold the list' : 'Unfold the list'}
          aria-expanded={isOpen}
          onClick={() => onOpenChange(!isOpen)}
        >
          {isOpen ? <ChevronDown size={15} aria-hidden="true" /> : <ChevronUp size={15} aria-hidden="true" />}
        </IconButton>
      )}
      {isEveryOver && (
        <IconButton size="small" label="Clear the list" onClick={() => queue.clearFinished()}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      )}
    </header>
  );
}

function TrayMenu({ queue, totals: { byStatus } }: { queue: UploadQueue; totals: UploadTotals }) {
  const trigger = (
    <IconButton size="small" label="More for all">
      <MoreHorizontal size={15} aria-hidden="true" />
    </IconButton>
  );
  return (
    <Menu trigger={trigger} align="end" side="top">
      <MenuItem disabled={byStatus.failed === 0} onSelect={() => queue.retryFailed()}>
        Try failed ones again
      </MenuItem>
      <MenuItem disabled={byStatus.done + byStatus.cancelled === 0} onSelect={() => queue.clearFinished()}>
        Clear finished ones
      </MenuItem>
      <MenuItem danger onSelect={() => void queue.cancelAll()}>
        Cancel all
      </MenuItem>
    </Menu>
  );
}

function UploadList({ queue, snapshot }: { queue: UploadQueue; snapshot: UploadSnapshot }) {
  const ordered = useMemo(() => orderUploads(snapshot.uploads), [snapshot.uploads]);
  const { first, end, ref } = useRowWindow(ordered.length, rowHeight);
  return (
    <div
      ref={ref}
      tabIndex={0}
      role="list"
      aria-label="Files"
      className="relative max-h-[min(332px,45dvh)] overflow-y-auto border-t border-line outline-offset-[-2px]"
    >
      <div style={{ height: ordered.length * rowHeight }} role="presentation" />
      {ordered.slice(first, end).map((view, index) => (
        <div
          key={view.id}
          role="listitem"
          aria-setsize={ordered.length}
          aria-posinset={first + index + 1}
          className={classNames('absolute inset-x-0', first + index === ordered.length - 1 && '[&>*]:border-b-0')}
          style={{ top: (first + index) * rowHeight, height: rowHeight }}
        >
          <UploadRow view={view} queue={queue} />
        </div>
      ))}
    </div>
  );
}
