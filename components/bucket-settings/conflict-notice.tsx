'use client';

import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { CopyButton } from '@/components/ui/copy-button';
import { DiffLines } from '@/components/ui/diff-lines';
import type { SettingModel } from '@/lib/settings/define';
import { toSource } from '@/lib/settings/source';
import type { EditableReading, Editing } from './use-draft';

interface ConflictNoticeProps {
  model: SettingModel<unknown, unknown>;
  editing: Editing;
  reading: EditableReading;
}

/** Somebody else saved meanwhile: theirs and yours, and neither is lost. */
export function ConflictNotice({ model, editing, reading }: ConflictNoticeProps) {
  const theirs = reading.state === 'configured' ? toSource(model, reading.value).split('\n') : [];
  return (
    <Callout
      tone="warn"
      role="alert"
      className="mb-3"
      title="Somebody else changed this setting meanwhile"
      actions={
        <>
          <Button size="small" onClick={editing.rebase}>
            Go on with mine
          </Button>
          <Button size="small" onClick={editing.revert}>
            Take theirs
          </Button>
          <CopyButton text={editing.text} what="your version" label="Copy mine" />
        </>
      }
    >
      <p className="mb-2">
        Nothing was overwritten. {theirs.length === 0 ? 'They deleted it; ' : ''}From theirs (−) to yours (+):
      </p>
      <DiffLines label="From theirs to yours" before={theirs} after={editing.text.split('\n')} />
    </Callout>
  );
}
