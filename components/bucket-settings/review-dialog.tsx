'use client';

import { useMutation } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { DiffLines } from '@/components/ui/diff-lines';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useToast } from '@/components/ui/toast';
import { writeSettingMutation } from '@/lib/settings/queries';
import type { SettingTarget } from '@/lib/settings/schema';
import type { SaveOutcome, SettingDescription } from '@/lib/settings/types';
import type { EditableReading, Editing } from './use-draft';

interface ReviewDialogProps {
  place: SettingTarget;
  setting: SettingDescription;
  editing: Editing;
  reading: EditableReading;
  onClose: () => void;
  onOutcome: (outcome: SaveOutcome) => void;
}

const toLines = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** What saving would change, before it does. */
export function ReviewDialog({ place, setting, editing, reading, onClose, onOutcome }: ReviewDialogProps) {
  const save = useMutation(writeSettingMutation());
  const toast = useToast();
  const handleSave = () =>
    save.mutate(
      { ...place, value: editing.value, seen: reading.seen },
      {
        onSuccess: (outcome) => {
          if (outcome.kind === 'saved') toast.success(`Saved: ${setting.title}`);
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
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" pending={save.isPending} onClick={handleSave}>
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
      {save.isError && <ErrorNotice className="mt-3" title="Nothing was saved" error={save.error} />}
    </Dialog>
  );
}
