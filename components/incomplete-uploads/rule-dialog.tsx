'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { DraftStore, fromForm } from '@/components/bucket-settings/draft';
import type { EditableReading } from '@/components/bucket-settings/use-draft';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { KeyName } from '@/components/ui/key-name';
import { NumberInput } from '@/components/ui/number-input';
import { settingsRoute } from '@/lib/client/routes';
import { makeAbortRule } from '@/lib/lifecycle/abort-rule';
import type { LifecycleRule } from '@/lib/lifecycle/rules';
import { settingEditorQuery } from '@/lib/settings/queries';

interface RuleDialogProps {
  connection: string;
  bucket: string;
  prefix: string;
  /** The lifecycle rules as they are. */
  reading: EditableReading;
  onClose: () => void;
}

interface Rules {
  rules: LifecycleRule[];
}

/** Asks after how many days, and leads to the lifecycle editor with the rule in its draft. */
export function RuleDialog({ connection, bucket, prefix, reading, onClose }: RuleDialogProps) {
  const router = useRouter();
  const [days, setDays] = useState<number | null>(7);
  const [wasTried, setTried] = useState(false);
  const editor = useQuery(settingEditorQuery('lifecycle'));
  const isRight = days !== null && Number.isInteger(days) && days >= 1;
  const goOn = () => {
    setTried(true);
    if (!isRight || !editor.data) return;
    const { model } = editor.data;
    const store = new DraftStore(sessionStorage, { connection, bucket, setting: 'lifecycle' });
    const draft = store.read();
    const saved = reading.state === 'configured' ? reading.value : model.empty;
    // What somebody is changing already stays in the draft.
    const current = (draft?.value ?? saved) as Rules;
    const value = { ...current, rules: [...current.rules, makeAbortRule(current.rules, prefix, days)] };
    store.write(fromForm(model, value, draft?.seen ?? reading.seen));
    router.push(settingsRoute(connection, bucket, 'lifecycle'));
  };
  return (
    <Dialog
      open
      width="small"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      onSubmit={goOn}
      title="Lifecycle rule for incomplete uploads"
      description={
        prefix === '' ? (
          'For every upload of this bucket.'
        ) : (
          <>
            For uploads of keys that begin with <KeyName text={prefix} className="font-mono text-sm" />.
          </>
        )
      }
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" pending={editor.isPending}>
            Continue in the editor
          </Button>
        </>
      }
    >
      <Field
        label="Abort after"
        description="Counted from the day the upload began. Nothing is saved before you have seen the rule in the editor."
        error={wasTried && !isRight ? 'Give whole days, at least 1.' : undefined}
      >
        <NumberInput value={days} onValueChange={setDays} unit="days" />
      </Field>
      {editor.error && <ErrorNotice className="mt-3" title="The editor could not be loaded" error={editor.error} />}
    </Dialog>
  );
}
