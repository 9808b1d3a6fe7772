'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { KeyName } from '@/components/ui/key-name';
import { useToast } from '@/components/ui/toast';
import { formatBytes } from '@/lib/format/bytes';
import type { UploadQueue } from '@/lib/uploads/queue';
import type { StoredUpload } from '@/lib/uploads/store';
import { chooseFile } from './choose-file';

export const storedUploadsKey = ['stored-uploads'] as const;

/** Uploads of an earlier visit, and the way to look again. */
export function useStoredUploads(queue: UploadQueue) {
  const client = useQueryClient();
  const queryKey = storedUploadsKey;
  // A browser that lost its database has nothing to offer.
  const queryFn = () => queue.listStored().catch(() => []);
  const { data: stored = [] } = useQuery({ queryKey, queryFn, staleTime: Number.POSITIVE_INFINITY });
  return { stored, refresh: () => client.invalidateQueries({ queryKey }) };
}

interface OffersProps {
  queue: UploadQueue;
  stored: StoredUpload[];
  onChange: () => Promise<void>;
}

/** Lets a person go on where a reload, a crash or a closed tab stopped. */
export function ResumeOffers({ queue, stored, onChange }: OffersProps) {
  return (
    <ul aria-label="Interrupted uploads" className="max-h-[30dvh] overflow-y-auto border-t border-line bg-warn-soft">
      {stored.map((upload) => (
        <Offer key={upload.id} queue={queue} upload={upload} onChange={onChange} />
      ))}
    </ul>
  );
}

function Offer({
  queue,
  upload,
  onChange,
}: {
  queue: UploadQueue;
  upload: StoredUpload;
  onChange: () => Promise<void>;
}) {
  const toast = useToast();
  const [isDiscarding, setDiscarding] = useState(false);
  const resume = async () => {
    try {
      const file = await requestFile(upload);
      if (!file) return;
      queue.resumeStored(upload, file);
    } catch (error) {
      toast.error('The upload could not go on', error);
    }
    await onChange();
  };
  const discard = async () => {
    setDiscarding(true);
    try {
      await queue.discardStored(upload);
    } catch (error) {
      toast.error('The parts could not be removed', error);
    }
    setDiscarding(false);
    await onChange();
  };
  return (
    <li className="border-b border-line px-3 py-2 last:border-0">
      <p className="truncate" title={upload.key}>
        <KeyName text={upload.key} />
      </p>
      <p className="text-xs text-ink-2">
        Interrupted · {formatBytes(upload.sizeBytes)} · to <KeyName text={upload.bucket} />
        {upload.handle ? '' : ' · choose the same file to go on'}
      </p>
      <div className="mt-1.5 flex gap-2">
        <Button size="small" onClick={() => void resume()}>
          {upload.handle ? 'Resume' : 'Choose the file'}
        </Button>
        <Button size="small" variant="quiet" pending={isDiscarding} onClick={() => void discard()}>
          Discard
        </Button>
      </div>
    </li>
  );
}

/** Chromium's handles ask before they give a file away after a reload (File System Access, `requestPermission`). */
type AskingHandle = FileSystemFileHandle & {
  requestPermission?: (options: { mode: 'read' }) => Promise<PermissionState>;
};

/** The file from its handle, or from the person; `null` when they would rather not. */
async function requestFile({ handle }: StoredUpload): Promise<File | null> {
  if (!handle) return chooseFile();
  const permission = await (handle as AskingHandle).requestPermission?.({ mode: 'read' });
  if (permission === 'denied') return null;
  // A file that was moved or deleted can still be chosen at its new place.
  return handle.getFile().catch(() => chooseFile());
}
