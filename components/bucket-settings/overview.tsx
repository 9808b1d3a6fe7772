'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronRight, GitCompareArrows, RotateCw } from 'lucide-react';
import Link from 'next/link';
import { PageActions } from '@/components/shell/slots';
import { IconButton } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { ErrorNotice } from '@/components/ui/error-notice';
import { KeyName } from '@/components/ui/key-name';
import { settingsRoute } from '@/lib/client/routes';
import { settingGroups } from '@/lib/settings/groups';
import { settingRowsQuery } from '@/lib/settings/queries';
import type { SettingDescription, SettingRow } from '@/lib/settings/types';
import { ExportButton } from './export-button';
import { RowState } from './row-state';
import { BucketTabs } from './tabs';

interface SettingsOverviewProps {
  connectionId: string;
  bucket: string;
  settings: SettingDescription[];
}

/** Every setting of a bucket in a line: what it is, and where it stands. */
export function SettingsOverview({ connectionId: connection, bucket, settings }: SettingsOverviewProps) {
  const rows = useQuery(settingRowsQuery({ connection, bucket }, useQueryClient()));
  const shown = rows.data ?? {};
  const missing = settings.filter(({ id }) => shown[id] === undefined).length;
  return (
    <>
      <BucketTabs connection={connection} bucket={bucket} />
      <PageActions>
        <ButtonLink
          href={settingsRoute(connection, bucket, 'compare')}
          prefetch={false}
          icon={<GitCompareArrows size={14} aria-hidden="true" />}
          aria-label="Compare, import and apply"
        >
          <span className="max-[680px]:hidden">Compare, import and apply</span>
        </ButtonLink>
        <ExportButton bucket={bucket} rows={shown} disabled={missing > 0 || rows.isFetching} />
        <IconButton label="Read again" pending={rows.isFetching} onClick={() => void rows.refetch()}>
          <RotateCw size={15} aria-hidden="true" />
        </IconButton>
      </PageActions>
      <div className="mx-auto w-full max-w-[980px] px-3.5 py-4">
        <h1 className="text-xl font-semibold">
          Settings of <KeyName text={bucket} />
        </h1>
        <p role="status" className="mt-0.5 text-sm text-ink-3">
          {missing > 0 && !rows.isError ? `reading ${missing} of ${settings.length} …` : `${settings.length} settings`}
        </p>
        {rows.isError && (
          <ErrorNotice
            className="mt-3"
            title="The settings could not be read"
            error={rows.error}
            onRetry={() => void rows.refetch()}
            retrying={rows.isFetching}
          />
        )}
        {settingGroups.map((group) => (
          <Group
            key={group}
            title={group}
            settings={settings.filter((setting) => setting.group === group)}
            rows={shown}
            toHref={(id) => settingsRoute(connection, bucket, id)}
          />
        ))}
      </div>
    </>
  );
}

interface GroupProps {
  title: string;
  settings: SettingDescription[];
  rows: Record<string, SettingRow>;
  toHref: (id: string) => ReturnType<typeof settingsRoute>;
}

function Group({ title, settings, rows, toHref }: GroupProps) {
  if (settings.length === 0) return null;
  return (
    <section aria-label={title} className="mt-5">
      <h2 className="pb-1 text-sm font-semibold text-ink-3">{title}</h2>
      <ul className="rounded-lg border border-line">
        {settings.map(({ id, title: name, help }) => (
          <li key={id} className="border-line not-last:border-b">
            <Link
              href={toHref(id)}
              prefetch={false}
              className="flex items-center gap-3 px-3 py-2 hover:bg-sunken focus-visible:-outline-offset-2 max-[680px]:flex-wrap max-[680px]:gap-y-1"
            >
              <span className="w-[340px] min-w-0 shrink-0 max-[900px]:w-[260px] max-[680px]:w-full">
                <span className="block font-medium">{name}</span>
                <span className="block text-sm text-ink-3">{help}</span>
              </span>
              <span className="min-w-0 flex-1">
                <RowState row={rows[id]} />
              </span>
              <ChevronRight size={14} aria-hidden="true" className="shrink-0 text-ink-3 max-[680px]:hidden" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
