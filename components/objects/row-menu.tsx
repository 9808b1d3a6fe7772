'use client';

import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { MenuAnchor } from '@/components/ui/grid/types';
import { menuSurface } from '@/components/ui/menu-popup';
import { CommandItems, type CommandItemsProps } from './command-items';

interface RowMenuProps extends CommandItemsProps {
  /** Where it is open; `null` when it is not. */
  anchor: MenuAnchor | null;
  onClose: () => void;
  /** The focus can go back to the list. */
  onClosed: () => void;
}

/** The menu of a row, for right press, menu key and the button at its end. */
export function RowMenu({ anchor, onClose, onClosed, ...items }: RowMenuProps) {
  return (
    <BaseMenu.Root
      open={anchor !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          anchor={anchor}
          className="z-50 outline-none"
          side="bottom"
          align="start"
          sideOffset={2}
          collisionPadding={8}
        >
          <BaseMenu.Popup
            className={menuSurface}
            finalFocus={() => {
              onClosed();
              return false;
            }}
          >
            <CommandItems {...items} />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}
