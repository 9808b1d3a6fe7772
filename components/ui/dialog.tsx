'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type ReactElement, type ReactNode, type RefObject } from 'react';
import { IconButton } from './button';
import { classNames } from './class-names';

export type DialogWidth = 'small' | 'medium' | 'large' | 'full';

const widths: Record<DialogWidth, string> = {
  small: 'min-[680px]:w-[400px]',
  medium: 'min-[680px]:w-[520px]',
  large: 'min-[680px]:w-[760px]',
  full: 'min-[680px]:h-[calc(100dvh-48px)] min-[680px]:w-[calc(100vw-48px)]',
};

/** The frame of dialogs and alert dialogs: centred, and a sheet from the lower edge where the window is narrow. */
export const dialogFrame =
  'fixed z-40 flex flex-col border-line-strong bg-raised text-ink shadow-pop outline-none transition-[opacity,translate] duration-150 ' +
  'data-[starting-style]:opacity-0 data-[ending-style]:opacity-0 ' +
  'max-[680px]:inset-x-0 max-[680px]:bottom-0 max-[680px]:max-h-[92dvh] max-[680px]:rounded-t-xl max-[680px]:border-t ' +
  'max-[680px]:data-[starting-style]:translate-y-4 ' +
  'min-[680px]:top-1/2 min-[680px]:left-1/2 min-[680px]:max-h-[calc(100dvh-48px)] min-[680px]:max-w-[calc(100vw-48px)] ' +
  'min-[680px]:-translate-x-1/2 min-[680px]:-translate-y-1/2 min-[680px]:rounded-xl min-[680px]:border';

export const dialogBackdrop =
  'fixed inset-0 z-40 bg-shade transition-opacity duration-150 data-[starting-style]:opacity-0 data-[ending-style]:opacity-0';

export interface DialogProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Opens the dialog when pressed; leave out when `open` is controlled. */
  trigger?: ReactElement;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, set to the right. The confirming one comes last. */
  footer?: ReactNode;
  width?: DialogWidth;
  /** Makes body and footer one form; a `type="submit"` button in the footer sends it. */
  onSubmit?: () => void;
  /** What has the focus first; the first field when left out. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Presses outside do not close it: there is input to lose. */
  keepOpenOnOutsidePress?: boolean;
  children?: ReactNode;
}

function findFirstField(popup: HTMLElement | null): HTMLElement | null {
  return popup?.querySelector('input:not([type=hidden]):not([type=checkbox]), textarea') ?? null;
}

export function Dialog(props: DialogProps) {
  const { open, onOpenChange, trigger, title, description, width = 'medium' } = props;
  const popup = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root
      {...(open !== undefined && { open })}
      onOpenChange={(next) => onOpenChange?.(next)}
      disablePointerDismissal={props.keepOpenOnOutsidePress ?? false}
    >
      {trigger && <BaseDialog.Trigger render={trigger} />}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={dialogBackdrop} />
        <BaseDialog.Popup
          ref={popup}
          className={classNames(dialogFrame, widths[width])}
          // On a touch screen a field with the focus would bring the keyboard up over the dialog.
          initialFocus={
            props.initialFocus ?? ((openedBy) => openedBy === 'touch' || (findFirstField(popup.current) ?? true))
          }
        >
          <div className="flex items-start gap-2 px-4 pt-3.5 pb-1">
            <div className="min-w-0 flex-1">
              <BaseDialog.Title className="text-lg font-semibold break-words">{title}</BaseDialog.Title>
              {description && (
                <BaseDialog.Description render={<div />} className="mt-0.5 text-ink-2">
                  {description}
                </BaseDialog.Description>
              )}
            </div>
            <BaseDialog.Close
              render={
                <IconButton label="Close" size="small" className="-mt-0.5 -mr-1.5">
                  <X size={15} aria-hidden="true" />
                </IconButton>
              }
            />
          </div>
          <DialogContent {...props} />
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

function DialogContent({ onSubmit, footer, children }: DialogProps) {
  const content = (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>
      {footer && (
        <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3">{footer}</div>
      )}
    </>
  );
  if (!onSubmit) return content;
  return (
    <form
      noValidate
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {content}
    </form>
  );
}

/** Wraps a footer button that closes the dialog it stands in: `<DialogClose><Button>Cancel</Button></DialogClose>`. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <BaseDialog.Close render={children} />;
}
