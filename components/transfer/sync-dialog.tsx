'use client';

import { useState } from 'react';
import { PlanSummary } from '@/components/jobs/plan-summary';
import { PlannedJobDialog } from '@/components/jobs/planned-job-dialog';
import { usePlannedJob, type PlannedJob } from '@/components/jobs/use-planned-job';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { KeyName } from '@/components/ui/key-name';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { formatCount } from '@/lib/format/numbers';
import type { SyncJobInput } from '@/lib/jobs/kinds/sync/schema';
import type { CountedPlan } from '@/lib/jobs/queries';
import { PlaceFields } from './place-fields';

interface SyncDialogProps {
  connection: string;
  bucket: string;
  prefix: string;
  onClose: () => void;
}

const comparisons: { value: SyncJobInput['compare']; label: string; description: string }[] = [
  { value: 'content', label: 'By content', description: 'Another size or ETag' },
  { value: 'newer', label: 'By date', description: 'Another size, or the original is newer' },
  { value: 'size', label: 'By size', description: 'Another size' },
];

type Asked = Pick<SyncJobInput, 'to' | 'compare' | 'deletes'>;

/** Makes another place hold what a prefix holds: asks where, shows what would change, and has it done by a job. */
export function SyncDialog({ connection, bucket, prefix, onClose }: SyncDialogProps) {
  const here = { connection, bucket, prefix };
  const [asked, setAsked] = useState<Asked>({ to: here, compare: 'content', deletes: false });
  const [typed, setTyped] = useState('');
  const to = { ...asked.to, bucket: asked.to.bucket.trim() };
  const input = { bucket, prefix, ...asked, to, keepsAccess: true };
  const job = usePlannedJob({ connection, kind: 'sync', input }, onClose);
  const { plan, isPlanned } = job;
  const lost = countLost(plan, asked);
  const canStart = hasWork(plan) && (lost === 0 || typed.trim().replaceAll(',', '') === String(lost));
  const canGoOn = isPlanned ? canStart : to.bucket !== '' && !isSamePlace(to, here);
  return (
    <PlannedJobDialog
      job={job}
      title="Sync to"
      description={<KeyName text={`${bucket}/${prefix}`} />}
      planLabel="Compare"
      startLabel="Sync"
      canGoOn={canGoOn}
      danger={lost > 0}
      onClose={onClose}
    >
      {isPlanned ? (
        <PlanStep job={job} deletes={asked.deletes} lost={lost} typed={typed} onType={setTyped} />
      ) : (
        <SyncForm asked={asked} onChange={(part) => setAsked({ ...asked, ...part })} />
      )}
    </PlannedJobDialog>
  );
}

const hasWork = (plan: CountedPlan | undefined): boolean => plan !== undefined && plan.items > 0;

function countLost(plan: CountedPlan | undefined, { deletes }: Asked): number {
  return deletes ? (plan?.counts['extra'] ?? 0) : 0;
}

function isSamePlace(one: Asked['to'], other: Asked['to']): boolean {
  return one.connection === other.connection && one.bucket === other.bucket && one.prefix === other.prefix;
}

function SyncForm({ asked, onChange }: { asked: Asked; onChange: (part: Partial<Asked>) => void }) {
  const { to, compare, deletes } = asked;
  return (
    <>
      <PlaceFields draft={to} onChange={(part) => onChange({ to: { ...to, ...part } })} problem={null} />
      <Field label="What counts as changed">
        <Select items={comparisons} value={compare} onValueChange={(next) => onChange({ compare: next })} />
      </Field>
      <Switch
        label="Delete what only the target has"
        description="Otherwise it stays there."
        checked={deletes}
        onCheckedChange={(next) => onChange({ deletes: next })}
      />
    </>
  );
}

interface PlanStepProps {
  job: PlannedJob;
  deletes: boolean;
  lost: number;
  typed: string;
  onType: (text: string) => void;
}

function PlanStep({ job: { plan, error, planAgain, failure }, deletes, lost, typed, onType }: PlanStepProps) {
  return (
    <>
      <PlanSummary plan={plan} error={error} onRetry={planAgain} noun={['change', 'changes']} />
      {plan && <Counts plan={plan} deletes={deletes} />}
      {lost > 0 && (
        <Field label={`Type “${lost}” to delete so many`}>
          <TextInput mono value={typed} onValueChange={onType} autoComplete="off" spellCheck={false} />
        </Field>
      )}
      {failure !== null && <ErrorNotice error={failure} title="The job did not start" />}
    </>
  );
}

function Counts({ plan: { counts, isPartial }, deletes }: { plan: CountedPlan; deletes: boolean }) {
  const rows: [string, number][] = [
    ['New', counts['new'] ?? 0],
    ['Changed', counts['changed'] ?? 0],
    [deletes ? 'To be deleted' : 'Only at the target, stays', counts['extra'] ?? 0],
    ['The same', counts['same'] ?? 0],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-3 gap-y-1 rounded-lg border border-line bg-sunken px-3 py-2 min-[480px]:grid-cols-4">
      {rows.map(([name, count]) => (
        <div key={name} className="flex flex-col justify-between">
          <dt className="text-xs text-ink-3">{name}</dt>
          <dd className="tabular-nums">
            {isPartial && 'at least '}
            {formatCount(count)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
