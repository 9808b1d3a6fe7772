'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { KeyName } from '@/components/ui/key-name';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { restoreObjectMutation } from '@/lib/object-properties/queries';
import type { RestoreInput } from '@/lib/object-properties/schema';
import type { ObjectTarget } from '@/lib/objects/schema';

interface RestoreDialogProps {
  target: ObjectTarget;
  onClose: () => void;
  onAsked: () => void;
}

export type Tier = RestoreInput['tier'];

/** S3 User Guide, "Archive retrieval options". */
export const tiers: readonly { value: Tier; label: string; description: string }[] = [
  { value: 'Standard', label: 'Standard', description: 'Usually within 3 to 5 hours, from DEEP_ARCHIVE within 12' },
  { value: 'Bulk', label: 'Bulk', description: 'Cheapest; within 5 to 12 hours, from DEEP_ARCHIVE within 48' },
  { value: 'Expedited', label: 'Expedited', description: 'Within minutes; not from DEEP_ARCHIVE' },
];

/** Asks for a copy of an archived object that can be read for some days. */
export function RestoreDialog({ target, onClose, onAsked }: RestoreDialogProps) {
  const [days, setDays] = useState('7');
  const [tier, setTier] = useState<Tier>('Standard');
  const restore = useMutation(restoreObjectMutation());
  const count = Number(days);
  const isRight = Number.isInteger(count) && count >= 1 && count <= 36_500;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Restore from the archive"
      description={<KeyName text={target.key} />}
      onSubmit={() => {
        if (isRight && !restore.isPending) restore.mutate({ ...target, days: count, tier }, { onSuccess: onAsked });
      }}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" disabled={!isRight} pending={restore.isPending}>
            Restore
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Days it stays readable" error={isRight ? null : 'A whole number of days.'}>
          <TextInput value={days} inputMode="numeric" onValueChange={setDays} />
        </Field>
        <Field label="Speed">
          <Select<Tier> items={tiers} value={tier} onValueChange={setTier} />
        </Field>
        {restore.error && <ErrorNotice title="The restore was not begun" error={restore.error} />}
      </div>
    </Dialog>
  );
}
