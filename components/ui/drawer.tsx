'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from './button';
import { classNames } from './class-names';
import { dialogBackdrop } from './dialog';

export interface DrawerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger?: ReactElement;
  /** Names the drawer for screen readers; shown unless `hideTitle`. */
  title: ReactNode;
  hideTitle?: boolean;
  side?: 'left' | 'right';
  className?: string;
  children: ReactNode;
}

/** A panel over the page, from one side, as tall as the window. */
export function Drawer({
  open,
  onOpenChange,
  title,
  hideTitle = false,
  side = 'right',
  className,
  ...rest
}: DrawerProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      {rest.trigger && <BaseDialog.Trigger render={rest.trigger} />}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={dialogBackdrop} />
        <BaseDialog.Popup
          className={classNames(
            'fixed inset-y-0 z-40 flex w-[320px] max-w-[calc(100vw-40px)] flex-col bg-surface shadow-pop outline-none transition-[opacity,translate] duration-150',
            'data-[ending-style]:opacity-0 data-[starting-style]:opacity-0',
            side === 'left'
              ? 'left-0 border-r border-line data-[starting-style]:-translate-x-4'
              : 'right-0 border-l border-line data-[starting-style]:translate-x-4',
            className,
          )}
        >
          <div className={hideTitle ? 'sr-only' : 'flex h-12 shrink-0 items-center gap-2 border-b border-line px-3.5'}>
            <BaseDialog.Title className="min-w-0 flex-1 truncate text-lg font-semibold">{title}</BaseDialog.Title>
            <BaseDialog.Close
              render={
                <IconButton label="Close">
                  <X size={16} aria-hidden="true" />
                </IconButton>
              }
            />
          </div>
          <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">{rest.children}</div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
