'use client';

import { useMutation } from '@tanstack/react-query';
import { Download, Ellipsis, Eye, File, FileDiff, FileX, Link2, RotateCcw, Trash2, Undo2 } from 'lucide-react';
import type { OpenDialog } from '@/components/objects/dialogs';
import type { BrowserActs } from '@/components/objects/use-acts';
import { note } from '@/components/objects/use-browse-state';
import { useObjectChanged } from '@/components/objects/use-object-changed';
import { Badge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { useToast } from '@/components/ui/toast';
import { copyObjectMutation } from '@/lib/copying/queries';
import { formatBytes, formatExactBytes } from '@/lib/format/bytes';
import { formatAge, formatDate, formatUtcDate } from '@/lib/format/dates';
import type { ObjectTarget } from '@/lib/objects/schema';
import type { ObjectVersion } from '@/lib/versions/types';

interface TimelineItemProps {
  version: ObjectVersion;
  /** All that are listed, the newest first. */
  versions: readonly ObjectVersion[];
  /** It is the one the panel is about. */
  isShown: boolean;
  target: ObjectTarget;
  /** Milliseconds since 1970; ages are told from here. */
  now: number;
  isReadOnly: boolean;
  acts: Pick<BrowserActs, 'downloadOne'>;
  setDialog: (dialog: OpenDialog) => void;
}

/** One version: what it is, and its menu. */
export function TimelineItem(props: TimelineItemProps) {
  const { version, isShown, now } = props;
  const { versionId, isLatest, isMarker, modified, sizeBytes, storageClass, owner } = version;
  const facts = [
    isMarker ? null : formatBytes(sizeBytes),
    modified === null ? null : formatAge(modified, now),
    storageClass === 'STANDARD' ? null : storageClass,
    owner,
  ].filter((fact) => fact !== null && fact !== '');
  return (
    <li
      aria-current={isShown || undefined}
      className={classNames('flex items-start gap-2 border-b border-line py-2 pr-2 pl-3.5', isShown && 'bg-select')}
    >
      <span aria-hidden="true" className={classNames('mt-0.5 shrink-0', isMarker ? 'text-warn' : 'text-ink-3')}>
        {isMarker ? <FileX size={15} strokeWidth={1.5} /> : <File size={15} strokeWidth={1.5} />}
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span title={modified === null ? undefined : formatUtcDate(modified)}>
            {modified === null ? 'No date' : formatDate(modified)}
          </span>
          {isLatest && <Badge tone="accent">latest</Badge>}
          {isMarker && <Badge tone="warn">delete marker</Badge>}
        </p>
        <p className="text-sm text-ink-3 tabular-nums" title={isMarker ? undefined : formatExactBytes(sizeBytes)}>
          {facts.join(' · ')}
        </p>
        <p className="flex items-center gap-1 font-mono text-sm text-ink-3">
          <span className="truncate">{versionId}</span>
          <CopyButton text={versionId} what="version id" className="size-[20px]!" />
        </p>
      </div>
      <ItemMenu {...props} />
    </li>
  );
}

function ItemMenu({ version, versions, target, isReadOnly, acts, setDialog }: TimelineItemProps) {
  const { versionId, isLatest, isMarker, sizeBytes } = version;
  const { connection, bucket, key } = target;
  const restore = useRestore(target, versionId);
  const pair = toPair(versions, versionId);
  const remove = (): void => {
    const versions = [{ key, versionId, sizeBytes, isMarker }];
    setDialog({ kind: 'delete', deletion: { kind: 'versions', connection, bucket, versions } });
  };
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={`Actions for version ${versionId}`} size="small" pending={restore.isPending}>
          <Ellipsis size={15} aria-hidden="true" />
        </IconButton>
      }
    >
      {!isMarker && (
        <>
          <MenuItem icon={<Eye size={14} aria-hidden="true" />} onSelect={() => note({ key, versionId })}>
            Show this version
          </MenuItem>
          <MenuItem
            icon={<Download size={14} aria-hidden="true" />}
            onSelect={() => acts.downloadOne({ key, versionId })}
          >
            Download
          </MenuItem>
          <MenuItem
            icon={<Link2 size={14} aria-hidden="true" />}
            onSelect={() => setDialog({ kind: 'share', key, versionId, method: 'GET' })}
          >
            Share
          </MenuItem>
          {pair && (
            <MenuItem
              icon={<FileDiff size={14} aria-hidden="true" />}
              onSelect={() => setDialog({ kind: 'compare', key, versions, ...pair })}
            >
              Compare …
            </MenuItem>
          )}
        </>
      )}
      {!isReadOnly && !isMarker && !isLatest && (
        <MenuItem icon={<RotateCcw size={14} aria-hidden="true" />} onSelect={restore.run}>
          Restore: copy on top
        </MenuItem>
      )}
      {!isReadOnly && isMarker && (
        <MenuItem icon={<Undo2 size={14} aria-hidden="true" />} onSelect={remove}>
          {isLatest ? 'Undelete: take the marker away' : 'Take the marker away'}
        </MenuItem>
      )}
      {!isReadOnly && !isMarker && (
        <>
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 size={14} aria-hidden="true" />} onSelect={remove}>
            Delete for good
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

/** A version and the one it is compared with at first: the one before it, or, of the oldest, the one after. */
function toPair(versions: readonly ObjectVersion[], versionId: string): { before: string; after: string } | null {
  const held = versions.filter(({ isMarker }) => !isMarker).map((version) => version.versionId);
  const at = held.indexOf(versionId);
  const [older, newer] = [held[at + 1], held[at - 1]];
  if (older !== undefined) return { before: older, after: versionId };
  return newer === undefined ? null : { before: versionId, after: newer };
}

/** Puts a copy of an old version on top of all others. */
function useRestore(target: ObjectTarget, versionId: string): { run: () => void; isPending: boolean } {
  const { connection, bucket, key } = target;
  const toast = useToast();
  const announce = useObjectChanged(target);
  const { mutate, isPending } = useMutation(copyObjectMutation());
  const run = (): void =>
    mutate(
      { connection, bucket, key, versionId, target: { bucket, key }, conflict: 'replace' },
      {
        onSuccess: ({ losses }) => {
          announce(key);
          toast.success('Restored: a copy of that version is the latest now', {
            ...(losses.length > 0 && { description: losses.join(' ') }),
          });
        },
        onError: (error) => toast.error('The version was not restored', error),
      },
    );
  return { run, isPending };
}
