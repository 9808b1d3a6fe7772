'use client';

import { Popover as BasePopover } from '@base-ui/react/popover';
import { useState, type ReactElement, type ReactNode } from 'react';
import { classNames } from './class-names';
import { popupSurface } from './popup-style';

export interface PopoverProps {
  trigger: ReactElement;
  /** Names the popover; shown as its heading. */
  title?: ReactNode;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'left' | 'right';
  className?: string;
  /** A function gets the way to close it. */
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** Opens as soon as it is there: it is loaded because its trigger was pressed. */
export function PopoverPopup(props: PopoverProps) {
  const { trigger, title, align = 'start', side = 'bottom', className, children } = props;
  const [isOpen, setOpen] = useState(true);
  return (
    <BasePopover.Root open={isOpen} onOpenChange={(next) => setOpen(next)}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner className="z-50" align={align} side={side} sideOffset={4} collisionPadding={8}>
          <BasePopover.Popup
            className={classNames(
              popupSurface,
              'max-h-(--available-height) w-[300px] max-w-[var(--available-width)] overflow-y-auto p-3',
              className,
            )}
          >
            {title && <BasePopover.Title className="mb-2 font-semibold">{title}</BasePopover.Title>}
            {typeof children === 'function' ? children(() => setOpen(false)) : children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
