'use client';

import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { Spinner } from '@/components/ui/spinner';
import { changeDangersQuery } from '@/lib/settings/queries';
import { applyChange, type ApplyResult } from './apply-change';
import type { BucketChanges, Change } from './changes';
import { DangerNotice } from './danger-notice';

interface ApplyDialogProps {
  connection: string;
  plan: BucketChanges[];
  titles: Record<string, string>;
  onClose: (hasWritten: boolean) => void;
}

const nameOf = (bucket: string, { id }: Change): string => `${bucket} ${id}`;

/** Writes what was chosen, one after another, and says of each what came of it. */
export function ApplyDialog({ connection, plan, titles, onClose }: ApplyDialogProps) {
  const client = useQueryClient();
  const [results, setResults] = useState<Record<string, ApplyResult | 'running'>>({});
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [phase, setPhase] = useState<'review' | 'running' | 'done'>('review');
  const dangers = useQueries({
    queries: plan.map(({ bucket, changes }) => changeDangersQuery({ connection, bucket }, changes, client)),
  });
  const isBlocked = plan.some(({ bucket }, index) => {
    const query = dangers[index];
    const isSafe = query?.data?.length === 0;
    return !isSafe && (query?.isPending !== false || typed[bucket] !== bucket);
  });
  const run = async () => {
    setPhase('running');
    for (const { bucket, changes } of plan) {
      for (const change of changes) {
        const name = nameOf(bucket, change);
        setResults((before) => ({ ...before, [name]: 'running' }));
        const result = await applyChange(client, { connection, bucket, setting: change.id }, change);
        setResults((before) => ({ ...before, [name]: result }));
      }
    }
    setPhase('done');
  };
  return (
    <Dialog
      open
      width="large"
      keepOpenOnOutsidePress
      onOpenChange={(isOpen) => {
        if (!isOpen && phase !== 'running') onClose(phase === 'done');
      }}
      title={phase === 'done' ? 'Applied' : 'Apply settings'}
      description={
        phase === 'done'
          ? 'What came of each setting.'
          : 'Each setting is replaced as a whole. One that somebody changed since it was compared is left alone.'
      }
      footer={
        phase === 'done' ? (
          <Button variant="primary" onClick={() => onClose(true)}>
            Close
          </Button>
        ) : (
          <>
            <Button disabled={phase === 'running'} onClick={() => onClose(false)}>
              Cancel
            </Button>
            <Button variant="primary" disabled={isBlocked} pending={phase === 'running'} onClick={() => void run()}>
              Apply
            </Button>
          </>
        )
      }
    >
      {plan.map(({ bucket, changes }, index) => (
        <section key={bucket} aria-label={bucket} className="not-first:mt-4">
          <h3 className="font-medium">
            <KeyName text={bucket} className="break-all" />
          </h3>
          <Changes {...{ bucket, changes, titles, results }} />
          {phase === 'review' && (dangers[index]?.isError || (dangers[index]?.data?.length ?? 0) > 0) && (
            <DangerNotice
              dangers={dangers[index]?.data ?? null}
              bucket={bucket}
              typed={typed[bucket] ?? ''}
              onTypedChange={(text) => setTyped({ ...typed, [bucket]: text })}
              className="mt-2"
            />
          )}
        </section>
      ))}
    </Dialog>
  );
}

interface ChangesProps extends BucketChanges {
  titles: Record<string, string>;
  results: Record<string, ApplyResult | 'running'>;
}

function Changes({ bucket, changes, titles, results }: ChangesProps) {
  return (
    <ul className="mt-1 rounded-lg border border-line">
      {changes.map((change) => (
        <li key={change.id} className="border-line px-3 py-1.5 not-last:border-b">
          <span className="flex flex-wrap items-center gap-x-2">
            <span>{titles[change.id] ?? change.id}</span>
            {change.state === 'extra' && <Badge tone="warn">is deleted</Badge>}
            <Result result={results[nameOf(bucket, change)]} />
          </span>
          <Failure result={results[nameOf(bucket, change)]} />
        </li>
      ))}
    </ul>
  );
}

function Result({ result }: { result: ApplyResult | 'running' | undefined }) {
  if (result === undefined) return null;
  if (result === 'running') return <Spinner />;
  switch (result.kind) {
    case 'saved':
      return <Badge tone="ok">saved</Badge>;
    case 'deleted':
      return <Badge tone="ok">deleted</Badge>;
    case 'kept-otherwise':
      return <Badge tone="warn">the server kept something else</Badge>;
    case 'conflict':
      return <Badge tone="warn">changed meanwhile, left alone</Badge>;
    case 'failed':
      return <Badge tone="danger">nothing was saved</Badge>;
  }
}

function Failure({ result }: { result: ApplyResult | 'running' | undefined }) {
  if (result === undefined || result === 'running' || result.kind !== 'failed') return null;
  return <ErrorNotice className="mt-1" title="The server refused" error={result.error} />;
}
