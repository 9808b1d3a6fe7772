'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { settingsRoute } from '@/lib/client/routes';
import type { ConnectionView } from '@/lib/connections/types';
import { formatQuantity } from '@/lib/format/numbers';
import { findAbortRule, type AbortRule } from '@/lib/lifecycle/abort-rule';
import { nameRule, type LifecycleRule } from '@/lib/lifecycle/rules';
import { settingQuery } from '@/lib/settings/queries';
import type { SettingReading } from '@/lib/settings/types';

const RuleDialog = dynamic(() => import('./rule-dialog').then((module) => module.RuleDialog), { ssr: false });

const lineClass = 'mt-1 flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-2';

interface RuleOfferProps {
  connection: ConnectionView;
  bucket: string;
  prefix: string;
}

/** Says whether a lifecycle rule ends uploads under the prefix by itself, and helps to make one. */
export function RuleOffer({ connection, bucket, prefix }: RuleOfferProps) {
  const { data: reading } = useQuery(settingQuery({ connection: connection.id, bucket, setting: 'lifecycle' }));
  const [isAsking, setAsking] = useState(false);
  // Its line is there from the start, so that nothing below moves under a pointer.
  if (!reading) return <div className={lineClass} />;
  const rules = reading.state === 'configured' ? (reading.value as { rules: LifecycleRule[] }).rules : [];
  const found = findAbortRule(rules, prefix);
  const canAdd = found === null && !connection.readOnly && reading.state !== 'unsupported';
  return (
    <div className={lineClass}>
      <span>{describe(reading, found)}</span>
      {found && (
        <Link
          href={settingsRoute(connection.id, bucket, 'lifecycle')}
          className="rounded underline underline-offset-2 hover:text-ink"
        >
          Lifecycle rules
        </Link>
      )}
      {canAdd && (
        <Button size="small" onClick={() => setAsking(true)}>
          Add a lifecycle rule for this…
        </Button>
      )}
      {isAsking && reading.state !== 'unsupported' && (
        <RuleDialog
          connection={connection.id}
          bucket={bucket}
          prefix={prefix}
          reading={reading}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

function describe(reading: SettingReading, found: AbortRule | null): string {
  if (found) {
    const { rule, index, afterDays } = found;
    return `${nameRule(rule, index)} aborts them ${formatQuantity(afterDays, 'day')} after they began.`;
  }
  if (reading.state === 'unsupported') return 'This server has no lifecycle rules that could abort them.';
  if (reading.state === 'denied') {
    return `Whether a lifecycle rule aborts them is not known: ${reading.permission} is missing.`;
  }
  return 'No lifecycle rule aborts all of them by itself.';
}
