'use client';

import { useState } from 'react';
import { useConnections } from '@/components/connections/use-connections';
import { PlaceFields } from '@/components/transfer/place-fields';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { KeyName } from '@/components/ui/key-name';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { PlanSummary } from './plan-summary';
import { PlannedJobDialog } from './planned-job-dialog';
import { usePlannedJob } from './use-planned-job';

interface InventoryDialogProps {
  connection: string;
  bucket: string;
  prefix: string;
  onClose: () => void;
}

interface Asked {
  depth: string;
  versions: boolean;
  duplicates: boolean;
  isWritten: boolean;
  to: { connection: string; bucket: string; prefix: string };
}

const depths = [
  { value: '1', label: 'The first level' },
  { value: '2', label: 'Two levels' },
  { value: '3', label: 'Three levels' },
  { value: '6', label: 'Six levels' },
];

/** Asks what is to be counted under a prefix, says how much that is, and has it counted by a job. */
export function InventoryDialog({ connection, bucket, prefix, onClose }: InventoryDialogProps) {
  const writable = useConnections().filter(({ isOpen, readOnly }) => isOpen && !readOnly);
  const target = writable.find(({ id }) => id === connection) ?? writable[0];
  const [asked, setAsked] = useState<Asked>({
    ...{ depth: '1', versions: false, duplicates: true, isWritten: false },
    to: { connection: target?.id ?? '', bucket: target?.id === connection ? bucket : '', prefix: 'inventory/' },
  });
  const { versions, duplicates, isWritten } = asked;
  const to = isWritten ? { ...asked.to, bucket: asked.to.bucket.trim() } : null;
  const input = { bucket, prefix, depth: Number(asked.depth), versions, duplicates, to };
  const job = usePlannedJob({ connection, kind: 'inventory', input }, onClose);
  const { plan, isPlanned } = job;
  const canGoOn = isPlanned ? plan !== undefined : to?.bucket !== '';
  return (
    <PlannedJobDialog
      job={job}
      title="Inventory"
      description={<KeyName text={`${bucket}/${prefix}`} />}
      startLabel="Take it"
      canGoOn={canGoOn}
      onClose={onClose}
    >
      {isPlanned ? (
        <>
          <PlanSummary
            plan={plan}
            error={job.error}
            onRetry={job.planAgain}
            {...(versions && { noun: ['version or marker', 'versions and markers'] as [string, string] })}
          />
          {job.failure !== null && <ErrorNotice error={job.failure} title="The job did not start" />}
        </>
      ) : (
        <InventoryForm
          asked={asked}
          canWrite={target !== undefined}
          onChange={(part) => setAsked({ ...asked, ...part })}
        />
      )}
    </PlannedJobDialog>
  );
}

interface InventoryFormProps {
  asked: Asked;
  /** There is a connection that may be written to. */
  canWrite: boolean;
  onChange: (part: Partial<Asked>) => void;
}

function InventoryForm({ asked, canWrite, onChange }: InventoryFormProps) {
  const { depth, versions, duplicates, isWritten, to } = asked;
  return (
    <>
      <p>Objects and bytes by storage class, age and folder, for the report of a job. Nothing is changed.</p>
      <Field label="Folders told apart">
        <Select items={depths} value={depth} onValueChange={(next) => onChange({ depth: next })} />
      </Field>
      <Switch
        label="Older versions and delete markers too"
        description="What they take shows in no listing of objects."
        checked={versions}
        onCheckedChange={(next) => onChange({ versions: next })}
      />
      <Switch
        label="Find duplicates"
        description="Objects of the same ETag and size. Keeps a line of each object in the console’s database while it works."
        checked={duplicates}
        onCheckedChange={(next) => onChange({ duplicates: next })}
      />
      {canWrite && (
        <Switch
          label="Write CSV files into a bucket"
          description="They can be downloaded from the page of the job as well."
          checked={isWritten}
          onCheckedChange={(next) => onChange({ isWritten: next })}
        />
      )}
      {isWritten && <PlaceFields draft={to} onChange={(part) => onChange({ to: { ...to, ...part } })} problem={null} />}
    </>
  );
}
