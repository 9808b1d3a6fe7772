'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { IconButton } from './button';
import { classNames } from './class-names';
import { dialogBackdrop, dialogFrame } from './dialog';

export interface StageProps {
  title: ReactNode;
  /** Under the title. */
  subtitle?: ReactNode;
  /** Buttons between the title and Close. */
  tools?: ReactNode;
  onClose: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  children: ReactNode;
}

/** A dialog that shows one thing as large as the window allows. The focus is on itself first, so that its keys work. */
export function Stage({ title, subtitle, tools, onClose, onKeyDown, children }: StageProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={dialogBackdrop} />
        <BaseDialog.Popup
          ref={popup}
          initialFocus={popup}
          onKeyDown={onKeyDown}
          className={classNames(
            dialogFrame,
            'overflow-hidden max-[680px]:h-[92dvh] min-[680px]:h-[calc(100dvh-64px)] min-[680px]:w-[min(1180px,calc(100vw-64px))]',
          )}
        >
          <div className="flex items-center gap-1 border-b border-line py-2 pr-2 pl-3.5">
            <div className="min-w-0 flex-1">
              <BaseDialog.Title className="truncate text-lg font-semibold">{title}</BaseDialog.Title>
              {subtitle && (
                <BaseDialog.Description render={<p />} className="truncate text-sm text-ink-3">
                  {subtitle}
                </BaseDialog.Description>
              )}
            </div>
            {tools}
            <BaseDialog.Close
              render={
                <IconButton label="Close">
                  <X size={16} aria-hidden="true" />
                </IconButton>
              }
            />
          </div>
          <div className="flex min-h-0 flex-1 flex-col">{children}</div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
