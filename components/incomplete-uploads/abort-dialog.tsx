'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { useToast } from '@/components/ui/toast';
import { formatBytes } from '@/lib/format/bytes';
import { formatQuantity } from '@/lib/format/numbers';
import { abortUploadsMutation, uploadsKey } from '@/lib/incomplete-uploads/queries';
import type { AbortFailure, IncompleteUpload, UploadSize } from '@/lib/incomplete-uploads/types';
import type { BucketTarget } from '@/lib/objects/schema';
import { addUp, toUploadName } from './totals';

interface AbortDialogProps {
  target: BucketTarget;
  uploads: readonly IncompleteUpload[];
  sizes: ReadonlyMap<string, UploadSize>;
  onClose: (hasAborted: boolean) => void;
}

/** S3 names at most so many in one answer, and one step of ours takes no more. */
const maxAborts = 1000;

/** Says what will be lost, and aborts. */
export function AbortDialog({ target, uploads, sizes, onClose }: AbortDialogProps) {
  const client = useQueryClient();
  const toast = useToast();
  const abort = useMutation(abortUploadsMutation());
  const chosen = uploads.slice(0, maxAborts);
  const measured = chosen.flatMap((upload) => {
    const size = sizes.get(toUploadName(upload));
    return size ? [[toUploadName(upload), size] as const] : [];
  });
  const { bytes } = addUp(new Map(measured));
  const isDone = abort.data !== undefined;
  const confirm = (): void => {
    if (isDone) {
      onClose(true);
      return;
    }
    const named = chosen.map(({ key, uploadId }) => ({ key, uploadId }));
    abort.mutate(
      { ...target, uploads: named },
      {
        onSuccess: ({ aborted, failures }) => {
          void client.invalidateQueries({ queryKey: uploadsKey(target) });
          if (failures.length > 0) return;
          toast.success(`${formatQuantity(aborted, 'upload')} aborted`);
          onClose(true);
        },
      },
    );
  };
  return (
    <AlertDialog
      open
      danger={!isDone}
      pending={abort.isPending}
      onOpenChange={(open) => {
        if (!open && !abort.isPending) onClose(isDone);
      }}
      title={isDone ? 'Aborted, with failures' : `Abort ${formatQuantity(chosen.length, 'upload')}?`}
      description={
        isDone
          ? `${formatQuantity(abort.data.aborted, 'upload')} aborted.`
          : `What has been sent, ${formatBytes(bytes)}, is gone for good. An upload that is still under way breaks off.`
      }
      confirmLabel={isDone ? 'Close' : 'Abort'}
      onConfirm={confirm}
    >
      {uploads.length > maxAborts && !isDone && <p className="text-ink-2">The first 1,000 of them, this time.</p>}
      {abort.error && <ErrorNotice title="Nothing was aborted" error={abort.error} />}
      {abort.data && abort.data.failures.length > 0 && <Failures failures={abort.data.failures} />}
    </AlertDialog>
  );
}

function Failures({ failures }: { failures: readonly AbortFailure[] }) {
  return (
    <ul aria-label="Failures" tabIndex={0} className="max-h-[220px] overflow-y-auto rounded-lg border border-line">
      {failures.map((failure) => (
        <li key={toUploadName(failure)} className="border-b border-line px-2.5 py-1 last:border-0">
          <KeyName text={failure.key} className="font-mono text-sm break-all" />
          <span className="block text-sm text-danger">{failure.code}</span>
        </li>
      ))}
    </ul>
  );
}
