'use client';

import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Callout } from '@/components/ui/callout';
import type { ConnectionView } from '@/lib/connections/types';
import { toRemovalCommands, toWriteCommands } from '@/lib/settings/copy-as';
import type { SettingEditor } from '@/lib/settings/define';
import { findIssues, noIssues, type Issues } from '@/lib/settings/issues';
import { noteOutcome } from '@/lib/settings/queries';
import { toSource } from '@/lib/settings/source';
import type { SaveOutcome, SettingDescription } from '@/lib/settings/types';
import { ConflictNotice } from './conflict-notice';
import { EditorBar } from './editor-bar';
import { HistoryButton } from './history-button';
import { SourcePane } from './source-pane';
import { useDraft, type EditableReading, type Editing } from './use-draft';

const ReviewDialog = dynamic(() => import('./review-dialog').then((module) => module.ReviewDialog), { ssr: false });
const RemoveDialog = dynamic(() => import('./remove-dialog').then((module) => module.RemoveDialog), { ssr: false });
const KeptNotice = dynamic(() => import('./kept-notice').then((module) => module.KeptNotice), { ssr: false });

export interface EditorPaneProps {
  connection: ConnectionView;
  bucket: string;
  setting: SettingDescription;
  editor: SettingEditor;
  reading: EditableReading;
}

/** The form and its JSON, in step, and what can be done with them. */
export function SettingEditorPane({ connection, bucket, setting, editor, reading }: EditorPaneProps) {
  const { model, Tools } = editor;
  const place = { connection: connection.id, bucket, setting: setting.id };
  const commandPlace = { bucket, endpoint: connection.publicOrigin };
  const editing = useDraft(model, place, reading);
  const [dialog, setDialog] = useState<'review' | 'remove' | null>(null);
  const [wasTried, setWasTried] = useState(false);
  // What was sent, where the server kept something else.
  const [sentText, setSentText] = useState<string | null>(null);
  const client = useQueryClient();

  const isLocked = connection.readOnly || !setting.canWrite;
  const found = findIssues(model, editing.value);
  const issues = wasTried ? found : noIssues;
  const review = () => {
    setWasTried(true);
    if (editing.problem === null && found.all.length === 0) setDialog('review');
  };
  const handleOutcome = (outcome: SaveOutcome) => {
    setDialog(null);
    noteOutcome(client, outcome, place);
    if (outcome.kind === 'conflict') return;
    setSentText(outcome.keptAsSent ? null : dialog === 'review' ? toSource(model, editing.value) : '');
    setWasTried(false);
    editing.revert();
  };

  return (
    <>
      <div className="mx-auto w-full max-w-[1280px] flex-1 px-3.5 py-3">
        {setting.canWrite && <HistoryButton {...{ place, setting, editing }} canEdit={!isLocked} />}
        <Remarks {...{ connection, setting, reading }} />
        {editing.isStale && <ConflictNotice model={model} editing={editing} reading={reading} />}
        {sentText !== null && <KeptNotice sent={sentText} kept={editing.savedText} onClose={() => setSentText(null)} />}
        <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-5 max-[1200px]:grid-cols-[minmax(0,1fr)]">
          <FormPane Form={editor.Form} {...{ editing, issues, isLocked, connection, bucket }} />
          <SourcePane {...{ model, connection, bucket, editing, issues }} Source={editor.Source} readOnly={isLocked} />
        </div>
        {Tools && (
          <Tools
            value={editing.value}
            saved={reading.state === 'configured' ? reading.value : null}
            isUnseen={reading.state === 'denied'}
            connection={connection.id}
            bucket={bucket}
          />
        )}
      </div>
      {!isLocked && (
        <EditorBar
          model={model}
          bucket={bucket}
          editing={editing}
          canRemove={setting.canRemove && reading.state === 'configured'}
          issueCount={wasTried ? found.all.length : 0}
          onReview={review}
          onRemove={() => setDialog('remove')}
        />
      )}
      {dialog === 'review' && (
        <ReviewDialog
          {...{ place, setting, editing, reading }}
          findDangers={editor.findDangers}
          commands={toWriteCommands(model, commandPlace, editing.value)}
          onClose={() => setDialog(null)}
          onOutcome={handleOutcome}
        />
      )}
      {dialog === 'remove' && (
        <RemoveDialog
          {...{ place, setting, reading }}
          commands={reading.state === 'configured' ? toRemovalCommands(model, commandPlace, reading.value) : []}
          onClose={() => setDialog(null)}
          onOutcome={handleOutcome}
        />
      )}
    </>
  );
}

interface FormPaneProps {
  Form: SettingEditor['Form'];
  editing: Editing;
  issues: Issues;
  isLocked: boolean;
  connection: ConnectionView;
  bucket: string;
}

function FormPane({ Form, editing, issues, isLocked, connection, bucket }: FormPaneProps) {
  const isDisabled = isLocked || editing.problem !== null;
  return (
    <section aria-label="Form" className="min-w-0">
      {editing.problem !== null && (
        <Callout tone="warn" role="status" className="mb-3" title="The form waits for the JSON">
          It shows the last text that could be read.
        </Callout>
      )}
      <fieldset disabled={isDisabled} className="min-w-0">
        <Form
          value={editing.value}
          onChange={editing.changeValue}
          issues={issues}
          disabled={isDisabled}
          connection={connection.id}
          bucket={bucket}
        />
      </fieldset>
    </section>
  );
}

function Remarks({ connection, setting, reading }: Pick<EditorPaneProps, 'connection' | 'setting' | 'reading'>) {
  return (
    <>
      {reading.state === 'denied' && (
        <Callout tone="warn" className="mb-3" title="These keys may not look at this setting">
          The permission <code className="font-mono text-sm text-ink">{reading.permission}</code> is missing. Whether
          anything is configured is not known: the form begins anew, and what is saved here replaces what there is,
          unseen.
        </Callout>
      )}
      {connection.readOnly && setting.canWrite && (
        <Callout className="mb-3" title="This connection is read-only">
          The operator allows no changes on it.
        </Callout>
      )}
      {!setting.canWrite && <Callout className="mb-3">This can be read, but not changed, by the S3 API.</Callout>}
    </>
  );
}
