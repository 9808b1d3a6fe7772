'use client';

import { useState } from 'react';
import { PlanSummary } from '@/components/jobs/plan-summary';
import { PlannedJobDialog } from '@/components/jobs/planned-job-dialog';
import { usePlannedJob } from '@/components/jobs/use-planned-job';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { KeyName } from '@/components/ui/key-name';
import { NumberInput } from '@/components/ui/number-input';
import { Switch } from '@/components/ui/switch';
import type { ConnectionView } from '@/lib/connections/types';

interface PurgeDialogProps {
  connection: ConnectionView;
  bucket: string;
  prefix: string;
  onClose: () => void;
}

interface Asked {
  /** Only versions written longer ago than this; `null` takes all. */
  days: number | null;
  loneMarkers: boolean;
  bypassGovernance: boolean;
}

const dayMs = 86_400_000;

/** Has what only listings of versions show deleted for good under a prefix, by a job, once it has been counted. */
export function PurgeDialog({ connection, bucket, prefix, onClose }: PurgeDialogProps) {
  // Read once, so that what is deleted is what was counted.
  const [now] = useState(() => Date.now());
  const [asked, setAsked] = useState<Asked>({ days: null, loneMarkers: false, bypassGovernance: false });
  const { days, ...choice } = asked;
  const isValid = days === null || (days >= 0 && days * dayMs < now);
  const writtenBefore = days === null || !isValid ? null : Math.round(now - days * dayMs);
  const input = { bucket, prefix, olderVersions: true, writtenBefore, ...choice };
  const job = usePlannedJob({ connection: connection.id, kind: 'purge', input }, onClose);
  const { plan, isPlanned } = job;
  return (
    <PlannedJobDialog
      job={job}
      title="Delete older versions"
      description={<KeyName text={`${bucket}/${prefix}`} />}
      startLabel="Delete for good"
      danger={isPlanned}
      canGoOn={isPlanned ? plan !== undefined && plan.items > 0 : isValid}
      onClose={onClose}
    >
      {isPlanned ? (
        <>
          <PlanSummary plan={plan} error={job.error} onRetry={job.planAgain} noun={['version', 'versions']} />
          {plan?.items === 0 && <p>There is nothing to be deleted.</p>}
          {job.failure !== null && <ErrorNotice error={job.failure} title="The job did not start" />}
        </>
      ) : (
        <PurgeForm
          asked={asked}
          isValid={isValid}
          canLock={!connection.lacks.includes('bucket-object-lock')}
          onChange={(part) => setAsked({ ...asked, ...part })}
        />
      )}
    </PlannedJobDialog>
  );
}

interface PurgeFormProps {
  asked: Asked;
  isValid: boolean;
  canLock: boolean;
  onChange: (part: Partial<Asked>) => void;
}

function PurgeForm({ asked, isValid, canLock, onChange }: PurgeFormProps) {
  return (
    <>
      <p>All versions but the latest of each object, here and in all folders below. What is current stays.</p>
      <Field
        label="Written more than"
        hint="optional"
        description="Empty takes older versions of any age."
        error={isValid ? undefined : 'A number of days, 0 or more.'}
      >
        <NumberInput unit="days ago" value={asked.days} onValueChange={(days) => onChange({ days })} />
      </Field>
      <Switch
        label="Lone delete markers too"
        description="Markers that are all that is left of an object."
        checked={asked.loneMarkers}
        onCheckedChange={(loneMarkers) => onChange({ loneMarkers })}
      />
      {canLock && (
        <Switch
          label="Bypass governance retention"
          description="Otherwise what is under it stays. Takes the permission s3:BypassGovernanceRetention."
          checked={asked.bypassGovernance}
          onCheckedChange={(bypassGovernance) => onChange({ bypassGovernance })}
        />
      )}
    </>
  );
}
