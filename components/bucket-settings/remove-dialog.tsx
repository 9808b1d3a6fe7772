'use client';

import { useMutation } from '@tanstack/react-query';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useToast } from '@/components/ui/toast';
import type { CopiedCommand } from '@/lib/settings/copy-as';
import { removeSettingMutation } from '@/lib/settings/queries';
import type { SettingTarget } from '@/lib/settings/schema';
import type { SaveOutcome, SettingDescription } from '@/lib/settings/types';
import { CopyAsMenu } from './copy-as-menu';
import { tellSaved } from './tell-saved';
import type { EditableReading } from './use-draft';

interface RemoveDialogProps {
  place: SettingTarget;
  setting: SettingDescription;
  reading: EditableReading;
  /** The deletion for other tools. */
  commands: readonly CopiedCommand[];
  onClose: () => void;
  onOutcome: (outcome: SaveOutcome) => void;
}

export function RemoveDialog({ place, setting, reading, commands, onClose, onOutcome }: RemoveDialogProps) {
  const remove = useMutation(removeSettingMutation());
  const toast = useToast();
  return (
    <AlertDialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={`Delete ${setting.title} of ${place.bucket}?`}
      description="The setting goes as a whole; the bucket and its objects stay."
      confirmLabel="Delete setting"
      danger
      pending={remove.isPending}
      onConfirm={() =>
        remove.mutate(
          { ...place, seen: reading.seen },
          {
            onSuccess: (outcome) => {
              if (outcome.kind === 'saved') tellSaved(toast, `Deleted: ${setting.title}`, outcome.isRemembered);
              onOutcome(outcome);
            },
          },
        )
      }
    >
      <CopyAsMenu commands={commands} />
      {remove.isError && <ErrorNotice title="Nothing was deleted" error={remove.error} />}
    </AlertDialog>
  );
}
