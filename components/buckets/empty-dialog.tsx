'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PlanSummary } from '@/components/jobs/plan-summary';
import { useStartJob } from '@/components/jobs/use-start-job';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { Switch } from '@/components/ui/switch';
import type { ConnectionView } from '@/lib/connections/types';
import { planQuery } from '@/lib/jobs/queries';

interface EmptyBucketDialogProps {
  connection: ConnectionView;
  bucket: string;
  onClose: () => void;
}

/** Counts everything in a bucket, says what becomes of it, and has it deleted by a job, with the bucket if asked. */
export function EmptyBucketDialog({ connection, bucket, onClose }: EmptyBucketDialogProps) {
  const [takesVersions, setTakesVersions] = useState(true);
  const [removesBucket, setRemovesBucket] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [isStarting, setStarting] = useState(false);
  const startJob = useStartJob();
  const scope = takesVersions || removesBucket ? 'versions' : 'objects';
  const input = { bucket, objects: [], versions: [], prefixes: [''], scope, bypassGovernance: false };
  const request = { connection: connection.id, kind: 'delete', input: { ...input, removeBucket: removesBucket } };
  const { data: plan, error, refetch } = useQuery(planQuery(request));
  const canVersion = !connection.lacks.includes('bucket-versioning');

  const confirm = async (): Promise<void> => {
    if (!plan) return;
    setStarting(true);
    setFailure(null);
    try {
      const { items, bytes, isPartial } = plan;
      await startJob({ ...request, plan: { items, bytes, isPartial } });
      onClose();
    } catch (thrown) {
      setFailure(thrown);
      setStarting(false);
    }
  };

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
      onConfirm={() => void confirm()}
    >
      <div className="flex flex-col gap-3">
        <PlanSummary plan={plan} error={error} onRetry={() => void refetch()} noun={['entry', 'entries']} />
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
