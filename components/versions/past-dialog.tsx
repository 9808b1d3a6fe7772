'use client';

import { useState } from 'react';
import { fromLocalMinute, toLocalMinute } from '@/components/object-properties/local-minute';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';

interface PastDialogProps {
  at: number | null;
  onClose: () => void;
  onChoose: (at: number) => void;
}

const dayMs = 86_400_000;
/** The end of a minute: what was written in it counts. */
const minuteEndMs = 59_999;

/** Asks for the moment at which a place is to be seen. */
export function PastDialog({ at, onClose, onChoose }: PastDialogProps) {
  const [text, setText] = useState(() => toLocalMinute(at ?? Date.now() - dayMs));
  const time = fromLocalMinute(text);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="As it was at …"
      description="Shows the versions that were current then, and what has become of them since."
      onSubmit={() => {
        if (time !== null) onChoose(time + minuteEndMs);
      }}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" disabled={time === null}>
            Show
          </Button>
        </>
      }
    >
      <Field
        label="Date and time"
        hint="your time zone"
        description="Only versions that the bucket still keeps can be shown: what was deleted for good, or was there before it kept versions and was replaced, is not."
      >
        <TextInput type="datetime-local" value={text} onValueChange={setText} />
      </Field>
    </Dialog>
  );
}
