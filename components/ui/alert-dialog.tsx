'use client';

import { AlertDialog as BaseAlertDialog } from '@base-ui/react/alert-dialog';
import { useState, type ReactNode } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import { dialogBackdrop, dialogFrame } from './dialog';
import { Field } from './field';
import { TextInput } from './text-input';

export interface AlertDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, in a sentence or two. */
  description?: ReactNode;
  /** The verb of the act, such as "Delete 3 objects". */
  confirmLabel: string;
  onConfirm: () => void;
  /** Red, for acts that cannot be taken back. */
  danger?: boolean;
  pending?: boolean;
  /** A text the user must type before the act is possible, such as the name of the bucket. */
  confirmText?: string;
  /** The act is not possible now; children say why. */
  blocked?: boolean;
  children?: ReactNode;
}

/** A question that must be answered. It closes by its buttons and by Escape, never by a press outside. */
export function AlertDialog(props: AlertDialogProps) {
  const { open, onOpenChange, title, description, danger = false, pending = false, confirmText, children } = props;
  const [typed, setTyped] = useState('');
  const isBlocked = (props.blocked ?? false) || (confirmText !== undefined && typed !== confirmText);
  return (
    <BaseAlertDialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) setTyped('');
        onOpenChange(next);
      }}
    >
      <BaseAlertDialog.Portal>
        <BaseAlertDialog.Backdrop className={dialogBackdrop} />
        <BaseAlertDialog.Popup className={classNames(dialogFrame, 'min-[680px]:w-[460px]')}>
          <form
            noValidate
            className="flex min-h-0 flex-1 flex-col"
            onSubmit={(event) => {
              event.preventDefault();
              if (!isBlocked && !pending) props.onConfirm();
            }}
          >
            <div className="min-h-0 flex-1 overflow-y-auto p-4">
              <BaseAlertDialog.Title className="text-lg font-semibold break-words">{title}</BaseAlertDialog.Title>
              {description && (
                <BaseAlertDialog.Description render={<div />} className="mt-1 text-ink-2">
                  {description}
                </BaseAlertDialog.Description>
              )}
              {children && <div className="mt-3">{children}</div>}
              {confirmText !== undefined && (
                <Field label={`Type “${confirmText}” to confirm`} className="mt-3">
                  <TextInput value={typed} onValueChange={setTyped} autoComplete="off" spellCheck={false} mono />
                </Field>
              )}
            </div>
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">
              <BaseAlertDialog.Close render={<Button>Cancel</Button>} />
              <Button type="submit" variant={danger ? 'danger' : 'primary'} disabled={isBlocked} pending={pending}>
                {props.confirmLabel}
              </Button>
            </div>
          </form>
        </BaseAlertDialog.Popup>
      </BaseAlertDialog.Portal>
    </BaseAlertDialog.Root>
  );
}
