'use client';

import { useMutation } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { toAppError } from '@/lib/errors/app-error';
import { toFileName } from '@/lib/format/file-name';
import { readTorrentMutation } from '@/lib/object-properties/queries';
import type { ObjectTarget } from '@/lib/objects/schema';

/** Answers of servers that have no torrents at all, or none of this object. */
const noTorrent = new Set(['unsupported', 'invalid-input', 'bad-response']);

/** A torrent of the object, where its server makes one. */
export function TorrentSection({ target }: { target: ObjectTarget }) {
  const { mutate, isPending, error } = useMutation(readTorrentMutation());
  const download = (): void =>
    mutate(target, { onSuccess: (bytes) => saveFile(bytes, `${toFileName(target.key)}.torrent`) });
  return (
    <section aria-label="Torrent" className="mt-3 px-3.5">
      <Button size="small" pending={isPending} onClick={download}>
        Torrent file
      </Button>
      {error && noTorrent.has(toAppError(error).code) && (
        <Callout className="mt-2" role="status" title="This server made no torrent of it">
          {toAppError(error).message} Most servers have none; Amazon makes them of objects up to 5 GB in its older
          regions.
        </Callout>
      )}
      {error && !noTorrent.has(toAppError(error).code) && (
        <ErrorNotice className="mt-2" title="The torrent could not be read" error={error} />
      )}
    </section>
  );
}

function saveFile(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/x-bittorrent' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download holds the bytes from here on.
  URL.revokeObjectURL(url);
}
