'use client';

import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { MenuAnchor } from '@/components/ui/grid/types';
import { menuSurface } from '@/components/ui/menu-popup';
import { useLandmark } from '@/components/ui/use-landmark';
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
  const { landmark, standsIn } = useLandmark();
  return (
    <BaseMenu.Root
      open={anchor !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <span ref={standsIn} hidden />
      <BaseMenu.Portal container={landmark}>
        <BaseMenu.Positioner
          positionMethod="fixed"
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
