'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { useConnection } from '@/components/connections/use-connections';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Loading } from '@/components/ui/spinner';
import { settingsRoute } from '@/lib/client/routes';
import { settingEditorQuery, settingQuery } from '@/lib/settings/queries';
import type { SettingDescription, SettingReading } from '@/lib/settings/types';
import { SettingEditorPane, type EditorPaneProps } from './editor-pane';
import { StateBadge } from './row-state';
import { BucketTabs } from './tabs';
import { NotOffered } from './not-offered';

interface SettingScreenProps {
  connectionId: string;
  bucket: string;
  setting: SettingDescription;
}

/** One setting of a bucket: seen, understood, edited. */
export function SettingScreen({ connectionId, bucket, setting }: SettingScreenProps) {
  const connection = useConnection(connectionId);
  const reading = useQuery(settingQuery({ connection: connectionId, bucket, setting: setting.id }));
  const editor = useQuery(settingEditorQuery(setting.id));
  const failed = [reading, editor].find(({ isError }) => isError);
  return (
    <>
      <BucketTabs connection={connectionId} bucket={bucket} />
      <div className="mx-auto w-full max-w-[1280px] px-3.5 pt-3">
        <Link
          href={settingsRoute(connectionId, bucket)}
          className="inline-flex items-center gap-1 rounded text-sm text-ink-2 hover:text-ink"
        >
          <ArrowLeft size={13} aria-hidden="true" /> All settings
        </Link>
        <div className="mt-1 flex flex-wrap items-center gap-x-2.5">
          <h1 className="text-xl font-semibold">{setting.title}</h1>
          {reading.data && <StateBadge state={reading.data.state} />}
        </div>
        <p className="mt-0.5 max-w-[76ch] text-ink-2">
          {setting.help}{' '}
          <a
            href={setting.reference}
            target="_blank"
            rel="noopener noreferrer"
            className="inline-flex items-center gap-1 underline underline-offset-2 hover:text-ink"
          >
            Reference <ExternalLink size={11} aria-hidden="true" />
          </a>
        </p>
        {failed && !reading.data && (
          <ErrorNotice
            className="mt-3"
            title={`${setting.title} could not be read`}
            error={failed.error}
            onRetry={() => void failed.refetch()}
            retrying={failed.isFetching}
          />
        )}
        {!failed && (!reading.data || !editor.data) && <Loading className="py-4">Reading the setting</Loading>}
        {reading.data?.state === 'unsupported' && <NotOffered reason={reading.data.reason} />}
      </div>
      {connection && editor.data && reading.data && (
        <Editable {...{ connection, bucket, setting }} editor={editor.data} reading={reading.data} />
      )}
    </>
  );
}

type EditableProps = Omit<EditorPaneProps, 'reading'> & { reading: SettingReading };

function Editable({ reading, ...rest }: EditableProps) {
  return reading.state === 'unsupported' ? null : <SettingEditorPane {...rest} reading={reading} />;
}
