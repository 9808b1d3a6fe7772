'use client';

import { useState } from 'react';
import { PlanSummary } from '@/components/jobs/plan-summary';
import { usePlannedJob } from '@/components/jobs/use-planned-job';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { Switch } from '@/components/ui/switch';
import type { ConnectionView } from '@/lib/connections/types';

interface EmptyBucketDialogProps {
  connection: ConnectionView;
  bucket: string;
  onClose: () => void;
}

/** Counts everything in a bucket, says what becomes of it, and has it deleted by a job, with the bucket if asked. */
export function EmptyBucketDialog({ connection, bucket, onClose }: EmptyBucketDialogProps) {
  const [takesVersions, setTakesVersions] = useState(true);
  const [removesBucket, setRemovesBucket] = useState(false);
  const scope = takesVersions || removesBucket ? 'versions' : 'objects';
  const input = { bucket, objects: [], versions: [], prefixes: [''], scope, bypassGovernance: false };
  const request = { connection: connection.id, kind: 'delete', input: { ...input, removeBucket: removesBucket } };
  const { plan, error, planAgain, isStarting, failure, start } = usePlannedJob(request, onClose, true);
  const canVersion = !connection.lacks.includes('bucket-versioning');

  return (
    <AlertDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={
        <>
          Empty <KeyName text={bucket} />?
        </>
      }
      description="It runs as a job: it goes on when this page is closed, and keeps a report."
      confirmLabel={removesBucket ? 'Delete bucket and contents' : 'Empty bucket'}
      confirmText={bucket}
      danger
      blocked={!plan || (plan.items === 0 && !removesBucket)}
      pending={isStarting}
      onConfirm={() => void start()}
    >
      <div className="flex flex-col gap-3">
        <PlanSummary plan={plan} error={error} onRetry={planAgain} noun={['entry', 'entries']} />
        {canVersion && (
          <Switch
            checked={takesVersions || removesBucket}
            disabled={removesBucket}
            onCheckedChange={setTakesVersions}
            label="All versions, delete markers and unfinished uploads too"
          />
        )}
        <Switch
          checked={removesBucket}
          onCheckedChange={setRemovesBucket}
          label="Delete the bucket itself after that"
        />
        {failure !== null && <ErrorNotice error={failure} title="The job did not start" />}
      </div>
    </AlertDialog>
  );
}
