'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { chooseFile } from '@/components/uploads/choose-file';
import { uploadHub } from '@/components/uploads/hub';
import type { ConnectionView } from '@/lib/connections/types';
import { uploadsKey } from '@/lib/incomplete-uploads/queries';
import type { IncompleteUpload, UploadSize } from '@/lib/incomplete-uploads/types';
import { AbortDialog } from './abort-dialog';
import { SelectOlder } from './select-older';
import { UploadsTable } from './table';
import { findOlder, toUploadName } from './totals';

interface UploadsListProps {
  connection: ConnectionView;
  bucket: string;
  uploads: readonly IncompleteUpload[];
  sizes: ReadonlyMap<string, UploadSize>;
}

/** Asks for the file of an upload and goes on with it in the tray, where the connection lets one write. */
function useResume({ id: connection, readOnly }: ConnectionView, bucket: string) {
  const client = useQueryClient();
  const toast = useToast();
  useEffect(
    () =>
      uploadHub.onUploaded((uploaded) => {
        const isHere = uploaded.some((object) => object.connection === connection && object.bucket === bucket);
        if (isHere) void client.invalidateQueries({ queryKey: uploadsKey({ connection, bucket }) });
      }),
    [client, connection, bucket],
  );
  if (readOnly) return null;
  return async ({ key, uploadId, partChecksum }: IncompleteUpload): Promise<void> => {
    if (partChecksum !== null) {
      const description = `Each of its parts has to come with a ${partChecksum} checksum. The program that began it can send them.`;
      toast.info('Cooper cannot go on with this upload', { description });
      return;
    }
    const file = await chooseFile();
    if (file) uploadHub.takeUp({ connection, bucket, key, uploadId }, file);
  };
}

/** The uploads that are listed, the way to go on with one, and to be rid of some. */
export function UploadsList({ connection, bucket, uploads, sizes }: UploadsListProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setAsking] = useState(false);
  // Read once: ages must not change from one drawing to the next.
  const [now] = useState(() => Date.now());
  const resume = useResume(connection, bucket);
  const chosen = uploads.filter((upload) => selected.has(toUploadName(upload)));
  return (
    <>
      {!connection.readOnly && (
        <div className="mt-3 flex flex-wrap items-end gap-2">
          <SelectOlder onSelect={(days) => setSelected(new Set(findOlder(uploads, days, now).map(toUploadName)))} />
          <Button variant="danger" className="ml-auto" disabled={chosen.length === 0} onClick={() => setAsking(true)}>
            {chosen.length === 0 ? 'Abort' : `Abort ${chosen.length}`}
          </Button>
        </div>
      )}
      <UploadsTable
        uploads={uploads}
        sizes={sizes}
        now={now}
        selected={selected}
        onSelect={connection.readOnly ? null : setSelected}
        onResume={resume && ((upload) => void resume(upload))}
      />
      {isAsking && (
        <AbortDialog
          target={{ connection: connection.id, bucket }}
          uploads={chosen}
          sizes={sizes}
          onClose={(hasAborted) => {
            setAsking(false);
            if (hasAborted) setSelected(new Set());
          }}
        />
      )}
    </>
  );
}
