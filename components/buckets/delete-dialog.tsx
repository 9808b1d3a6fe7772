'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from 'next/navigation';
import { useState } from 'react';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Callout } from '@/components/ui/callout';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { Loading } from '@/components/ui/spinner';
import { useToast } from '@/components/ui/toast';
import { bucketContentsQuery, deleteBucketMutation } from '@/lib/buckets/queries';
import type { BucketContents } from '@/lib/buckets/types';
import { bucketsRoute, objectsRoute } from '@/lib/client/routes';
import { toAppError } from '@/lib/errors/app-error';
import type { ConnectionView } from '@/lib/connections/types';
import { formatQuantity } from '@/lib/format/numbers';
import { EmptyBucketDialog } from './empty-dialog';

interface DeleteBucketDialogProps {
  connection: ConnectionView;
  bucket: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

function isEmpty({ current, versions, uploads }: BucketContents): boolean {
  return current + versions + uploads === 0;
}

/** Deletes an empty bucket; of any other it says what is inside. */
export function DeleteBucketDialog({ connection, bucket, open, onOpenChange }: DeleteBucketDialogProps) {
  const target = { connection: connection.id, bucket };
  const contents = useQuery(bucketContentsQuery(target));
  const remove = useMutation(deleteBucketMutation(useQueryClient()));
  const toast = useToast();
  const router = useRouter();
  const isShown = useParams()['bucket'] !== undefined;
  const [isEmptying, setEmptying] = useState(false);
  const isBlocked = contents.isPending || (contents.data !== undefined && !isEmpty(contents.data));

  if (isEmptying) {
    return <EmptyBucketDialog connection={connection} bucket={bucket} onClose={() => onOpenChange(false)} />;
  }
  return (
    <AlertDialog
      open={open}
      onOpenChange={onOpenChange}
      title={
        <>
          Delete <KeyName text={bucket} />?
        </>
      }
      description="The bucket and its settings go. Its name is free then, for others too."
      confirmLabel="Delete bucket"
      danger
      blocked={isBlocked}
      pending={remove.isPending}
      onConfirm={() =>
        remove.mutate(target, {
          onSuccess: () => {
            onOpenChange(false);
            toast.success(`Deleted ${bucket}`);
            if (isShown) router.push(bucketsRoute(connection.id));
          },
          onError: () => void contents.refetch(),
        })
      }
    >
      <div className="flex flex-col gap-3">
        {contents.isPending && <Loading>Looking whether it is empty</Loading>}
        {contents.isError && (
          <Callout tone="warn" title="What is inside could not be seen">
            {toAppError(contents.error).message} The server deletes the bucket only if it is empty.
          </Callout>
        )}
        {contents.data && (
          <Contents
            contents={contents.data}
            connection={connection}
            bucket={bucket}
            onEmpty={() => setEmptying(true)}
          />
        )}
        {remove.isError && <ErrorNotice error={remove.error} title="The bucket was not deleted" />}
      </div>
    </AlertDialog>
  );
}

interface ContentsProps {
  contents: BucketContents;
  connection: ConnectionView;
  bucket: string;
  onEmpty: () => void;
}

function Contents({ contents, connection, bucket, onEmpty }: ContentsProps) {
  if (isEmpty(contents)) return <p className="text-ink-2">It is empty.</p>;
  const { current, versions, uploads, isPartial } = contents;
  const lines = [
    current > 0 && formatQuantity(current, 'object'),
    versions > 0 && formatQuantity(versions, 'older version or delete marker', 'older versions and delete markers'),
    uploads > 0 && formatQuantity(uploads, 'unfinished upload'),
  ].filter((line) => line !== false);
  return (
    <Callout
      tone="warn"
      title={isPartial ? 'The bucket is not empty. At least:' : 'The bucket is not empty'}
      actions={
        <>
          <ButtonLink size="small" href={objectsRoute(connection.id, bucket)}>
            Open it
          </ButtonLink>
          <Button size="small" onClick={onEmpty}>
            Empty it …
          </Button>
        </>
      }
    >
      <ul className="list-disc pl-4">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Callout>
  );
}
