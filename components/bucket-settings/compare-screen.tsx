'use client';

import { useQueries } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useConnection } from '@/components/connections/use-connections';
import { Button } from '@/components/ui/button';
import { KeyName } from '@/components/ui/key-name';
import { settingsRoute } from '@/lib/client/routes';
import { formatQuantity } from '@/lib/format/numbers';
import type { SettingsExport } from '@/lib/settings/export';
import { comparisonQuery } from '@/lib/settings/queries';
import type { SettingDescription } from '@/lib/settings/types';
import { ApplyDialog } from './apply-dialog';
import { toPlan, type BucketChanges } from './changes';
import { CompareSource } from './compare-source';
import { CompareTargets } from './compare-targets';
import { ComparisonSection } from './comparison-section';
import { BucketTabs } from './tabs';

interface CompareScreenProps {
  connectionId: string;
  bucket: string;
  settings: SettingDescription[];
}

/** The settings of this bucket, or of a document, against those of other buckets; and what differs taken over there. */
export function CompareScreen({ connectionId: connection, bucket, settings }: CompareScreenProps) {
  const view = useConnection(connection);
  const [source, setSource] = useState<SettingsExport | null>(null);
  const [targets, setTargets] = useState<string[]>([]);
  const [chosen, setChosen] = useState<Record<string, string[]>>({});
  const [isApplying, setIsApplying] = useState(false);
  const compared = source ? targets : [];
  const comparisons = useQueries({
    queries: compared.map((target) =>
      comparisonQuery({
        connection,
        bucket: target,
        from: source?.bucket ?? '',
        documents: (source?.settings ?? {}) as Record<string, Record<string, unknown> | null>,
      }),
    ),
  });
  const plan = toPlan(
    compared.map((target, index) => ({ bucket: target, comparisons: comparisons[index]?.data ?? [] })),
    chosen,
  );
  const titles = Object.fromEntries(settings.map(({ id, title }) => [id, title]));
  const takeSource = (next: SettingsExport | null, isFile: boolean) => {
    setSource(next);
    setChosen({});
    // A document is most often meant for this very bucket; the bucket itself is not worth comparing.
    setTargets((now) => (isFile ? [bucket] : now.filter((target) => target !== bucket)));
  };
  const canChange = view?.readOnly === false;
  return (
    <>
      <BucketTabs connection={connection} bucket={bucket} />
      <div className="mx-auto w-full max-w-[980px] flex-1 px-3.5 pt-3 pb-6">
        <Introduction connection={connection} bucket={bucket} />
        <div className="mt-4 grid gap-5 min-[860px]:grid-cols-2">
          <CompareSource {...{ connection, bucket, titles }} settingCount={settings.length} onSource={takeSource} />
          <CompareTargets
            connection={connection}
            hidden={source?.bucket === bucket && !targets.includes(bucket) ? bucket : null}
            targets={targets}
            onTargetsChange={setTargets}
          />
        </div>
        {compared.map((target, index) => {
          const query = comparisons[index];
          return (
            query && (
              <ComparisonSection
                key={target}
                bucket={target}
                titles={titles}
                query={query}
                canChange={canChange}
                chosen={chosen[target] ?? []}
                onChosenChange={(ids) => setChosen({ ...chosen, [target]: ids })}
              />
            )
          );
        })}
      </div>
      {canChange && compared.length > 0 && <ApplyBar plan={plan} onApply={() => setIsApplying(true)} />}
      {isApplying && (
        <ApplyDialog
          connection={connection}
          plan={plan}
          titles={titles}
          onClose={(hasWritten) => {
            setIsApplying(false);
            if (!hasWritten) return;
            setChosen({});
            for (const comparison of comparisons) void comparison.refetch();
          }}
        />
      )}
    </>
  );
}

function Introduction({ connection, bucket }: { connection: string; bucket: string }) {
  return (
    <>
      <Link
        href={settingsRoute(connection, bucket)}
        className="inline-flex items-center gap-1 rounded text-sm text-ink-2 hover:text-ink"
      >
        <ArrowLeft size={13} aria-hidden="true" /> All settings
      </Link>
      <h1 className="mt-1 text-xl font-semibold">
        Compare settings of <KeyName text={bucket} />
      </h1>
      <p className="mt-0.5 max-w-[76ch] text-ink-2">
        Settings of this bucket, or of an exported document, against those of other buckets. What differs can be taken
        over, setting by setting.
      </p>
    </>
  );
}

function ApplyBar({ plan, onApply }: { plan: BucketChanges[]; onApply: () => void }) {
  const count = plan.reduce((sum, { changes }) => sum + changes.length, 0);
  return (
    <div className="sticky bottom-0 z-10 flex shrink-0 flex-wrap items-center gap-2 border-t border-line bg-surface px-3.5 py-2">
      <Button variant="primary" disabled={count === 0} onClick={onApply}>
        Review and apply
      </Button>
      <span role="status" className="text-sm text-ink-3">
        {count === 0
          ? 'Nothing chosen'
          : `${formatQuantity(count, 'change')} in ${formatQuantity(plan.length, 'bucket')}`}
      </span>
    </div>
  );
}
