'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { DiffLines } from '@/components/ui/diff-lines';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useToast } from '@/components/ui/toast';
import type { CopiedCommand } from '@/lib/settings/copy-as';
import type { FindDangers } from '@/lib/settings/define';
import { settingDangersQuery, writeSettingMutation } from '@/lib/settings/queries';
import type { SettingTarget } from '@/lib/settings/schema';
import type { SaveOutcome, SettingDescription } from '@/lib/settings/types';
import { CopyAsMenu } from './copy-as-menu';
import { DangerNotice } from './danger-notice';
import { tellSaved } from './tell-saved';
import { toLines } from './to-lines';
import type { EditableReading, Editing } from './use-draft';

interface ReviewDialogProps {
  place: SettingTarget;
  setting: SettingDescription;
  editing: Editing;
  reading: EditableReading;
  findDangers: FindDangers<unknown> | null;
  /** The change for other tools. */
  commands: readonly CopiedCommand[];
  onClose: () => void;
  onOutcome: (outcome: SaveOutcome) => void;
}

/** What saving would change, before it does. */
export function ReviewDialog(props: ReviewDialogProps) {
  const { place, setting, editing, reading, findDangers, commands, onClose, onOutcome } = props;
  const { connection, bucket } = place;
  const save = useMutation(writeSettingMutation());
  const toast = useToast();
  const saved = reading.state === 'configured' ? reading.value : null;
  const change = { value: editing.value, saved, connection, bucket };
  const dangers = useQuery(settingDangersQuery(setting.id, findDangers, change, useQueryClient()));
  const [typed, setTyped] = useState('');
  const mustConfirm = dangers.isError || (dangers.data ?? []).length > 0;
  const isBlocked = dangers.isLoading || (mustConfirm && typed !== bucket);
  const handleSave = () =>
    save.mutate(
      { ...place, value: editing.value, seen: reading.seen },
      {
        onSuccess: (outcome) => {
          if (outcome.kind === 'saved') tellSaved(toast, `Saved: ${setting.title}`, outcome.isRemembered);
          onOutcome(outcome);
        },
      },
    );
  return (
    <Dialog
      open
      width="large"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={`Save ${setting.title}`}
      description={
        editing.savedText === ''
          ? 'Nothing is configured yet. This is going to be:'
          : 'The whole setting is replaced. This is the change:'
      }
      footer={
        <>
          <span className="mr-auto">
            <CopyAsMenu commands={commands} />
          </span>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            variant={mustConfirm ? 'danger' : 'primary'}
            disabled={isBlocked}
            pending={save.isPending}
            onClick={handleSave}
          >
            Save
          </Button>
        </>
      }
    >
      <DiffLines
        label="Change of the setting"
        before={toLines(editing.savedText)}
        after={toLines(editing.text)}
        className="max-h-[52dvh]!"
      />
      {mustConfirm && (
        <DangerNotice
          dangers={dangers.data ?? null}
          bucket={bucket}
          typed={typed}
          onTypedChange={setTyped}
          className="mt-3"
        />
      )}
      {save.isError && <ErrorNotice className="mt-3" title="Nothing was saved" error={save.error} />}
    </Dialog>
  );
}
