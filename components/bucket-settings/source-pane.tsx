'use client';

import dynamic from 'next/dynamic';
import { CopyButton } from '@/components/ui/copy-button';
import { Loading } from '@/components/ui/spinner';
import type { ConnectionView } from '@/lib/connections/types';
import type { SettingEditor, SettingModel } from '@/lib/settings/define';
import { toWriteCommands } from '@/lib/settings/copy-as';
import { describeIssue, type Issues } from '@/lib/settings/issues';
import { CopyAsMenu } from './copy-as-menu';
import type { Editing } from './use-draft';

const JsonEditor = dynamic(() => import('@/components/ui/json-editor').then((module) => module.JsonEditor), {
  ssr: false,
  loading: () => <Loading className="p-3">Loading the editor</Loading>,
});

interface SourcePaneProps {
  model: SettingModel<unknown, unknown>;
  Source: SettingEditor['Source'];
  connection: ConnectionView;
  bucket: string;
  editing: Editing;
  issues: Issues;
  readOnly: boolean;
}

/** The document as JSON of the S3 API, as aws-cli takes it. */
export function SourcePane({ model, Source, connection, bucket, editing, issues, readOnly }: SourcePaneProps) {
  const place = { bucket, endpoint: connection.publicOrigin };
  const source = {
    label: 'JSON of the setting',
    value: editing.text,
    onValueChange: editing.changeText,
    readOnly,
    className: 'mt-1 max-h-[min(70dvh,680px)] min-h-[140px]',
  };
  const commands = editing.problem === null ? toWriteCommands(model, place, editing.value) : [];
  return (
    <section aria-label="JSON" className="flex min-w-0 flex-col">
      <div className="flex h-[26px] items-center justify-between">
        <h2 className="font-medium">JSON</h2>
        <span className="flex items-center gap-1">
          {model.permissions.write !== null && <CopyAsMenu commands={commands} />}
          <CopyButton text={editing.text} what="JSON" />
        </span>
      </div>
      {Source ? <Source {...source} connection={connection.id} bucket={bucket} /> : <JsonEditor {...source} />}
      {editing.problem !== null && (
        <p role="alert" className="mt-1 text-sm break-words text-danger">
          {editing.problem}
        </p>
      )}
      {issues.all.length > 0 && (
        <ul aria-label="To put right" className="mt-1 text-sm text-danger">
          {issues.all.map((issue, index) => (
            <li key={index}>{describeIssue(issue)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
