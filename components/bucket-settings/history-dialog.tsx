'use client';

import { useQuery } from '@tanstack/react-query';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Dialog } from '@/components/ui/dialog';
import { Loading } from '@/components/ui/spinner';
import { settingHistoryQuery } from '@/lib/settings/queries';
import type { SettingTarget } from '@/lib/settings/schema';
import type { SettingDescription, SettingHistory } from '@/lib/settings/types';
import { HistoryItem } from './history-item';

interface HistoryDialogProps {
  place: SettingTarget;
  setting: SettingDescription;
  /** JSON of what is there now, '' for nothing. */
  savedText: string;
  /** There is a change in the editor that taking a former state would replace. */
  hasDraft: boolean;
  /** Puts a text into the editor; `null` where nothing can be changed. */
  onTake: ((text: string) => void) | null;
  onClose: () => void;
}

/** What was changed here, when and with which keys, and a way back to each state. */
export function HistoryDialog({ place, setting, savedText, hasDraft, onTake, onClose }: HistoryDialogProps) {
  const history = useQuery(settingHistoryQuery(place));
  return (
    <Dialog
      open
      width="large"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={`History of ${setting.title}`}
      description="Changes made with this console, the newest first. What other tools change is not in it."
    >
      {history.isPending && <Loading>Reading the history</Loading>}
      {history.isError && (
        <ErrorNotice
          title="The history could not be read"
          error={history.error}
          onRetry={() => void history.refetch()}
          retrying={history.isFetching}
        />
      )}
      {history.data && <Entries history={history.data} {...{ savedText, hasDraft, onTake }} />}
    </Dialog>
  );
}

type EntriesProps = Pick<HistoryDialogProps, 'savedText' | 'hasDraft' | 'onTake'> & { history: SettingHistory };

function Entries({ history, savedText, hasDraft, onTake }: EntriesProps) {
  if (history.state === 'unsupported') return <p className="text-ink-2">{history.reason}</p>;
  if (history.state === 'denied') {
    return (
      <p className="text-ink-2">
        The history is shown to keys that may read the setting. The permission{' '}
        <code className="font-mono text-sm text-ink">{history.permission}</code> is missing.
      </p>
    );
  }
  if (history.entries.length === 0) return <p className="text-ink-2">Nothing was changed here yet.</p>;
  return (
    <>
      {hasDraft && onTake && (
        <p className="mb-2 text-sm text-warn">A state taken from here replaces your unsaved change in the editor.</p>
      )}
      <ol className="rounded-lg border border-line">
        {history.entries.map((entry, index) => (
          <HistoryItem key={entry.number} isNewest={index === 0} {...{ entry, savedText, onTake }} />
        ))}
      </ol>
    </>
  );
}
