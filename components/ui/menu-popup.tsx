'use client';

import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names';
import { popupItem, popupSurface } from './popup-style';
import { useLandmark } from './use-landmark';

export const menuSurface = classNames(
  popupSurface,
  'max-h-(--available-height) max-w-[min(360px,var(--available-width))] min-w-[180px] overflow-y-auto p-1',
);

export interface MenuProps {
  /** A button; it opens the menu. */
  trigger: ReactElement;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'left' | 'right';
  children: ReactNode;
}

/** Opens as soon as it is there: it is loaded because its trigger was pressed. */
export function MenuPopup({ trigger, align = 'start', side = 'bottom', children }: MenuProps) {
  const { landmark, standsIn } = useLandmark();
  return (
    <BaseMenu.Root defaultOpen>
      <BaseMenu.Trigger ref={standsIn} render={trigger} />
      <BaseMenu.Portal container={landmark}>
        <BaseMenu.Positioner
          className="z-50 outline-none"
          positionMethod="fixed"
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
        >
          <BaseMenu.Popup className={menuSurface}>{children}</BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

interface ItemContentProps {
  icon?: ReactNode;
  /** Shown at the right end, such as "Del". */
  shortcut?: string | undefined;
  children: ReactNode;
}

function ItemContent({ icon, shortcut, children }: ItemContentProps) {
  return (
    <>
      <span aria-hidden="true" className="flex w-4 shrink-0 justify-center text-ink-3 [[data-danger]_&]:text-current">
        {icon}
      </span>
      <span className="min-w-0 flex-1">{children}</span>
      {shortcut && (
        <span aria-hidden="true" className="ml-4 font-mono text-xs text-ink-3">
          {shortcut}
        </span>
      )}
    </>
  );
}

export interface MenuItemProps extends ItemContentProps {
  onSelect: () => void;
  disabled?: boolean | undefined;
  danger?: boolean | undefined;
  /** Stay open after it is chosen. */
  keepOpen?: boolean | undefined;
}

/** One act. */
export function MenuItem({ onSelect, disabled = false, danger = false, keepOpen = false, ...content }: MenuItemProps) {
  return (
    <BaseMenu.Item
      className={classNames(popupItem, danger && 'text-danger data-[highlighted]:bg-danger-soft')}
      data-danger={danger || undefined}
      disabled={disabled}
      closeOnClick={!keepOpen}
      onClick={onSelect}
    >
      <ItemContent {...content} />
    </BaseMenu.Item>
  );
}

export interface MenuGroupProps {
  /** Stands above its items and is read with them. */
  label: string;
  children: ReactNode;
}

/** Items that have something in common, such as why they are disabled. */
export function MenuGroup({ label, children }: MenuGroupProps) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className="px-2 pt-1.5 pb-0.5 text-xs text-ink-3">{label}</BaseMenu.GroupLabel>
      {children}
    </BaseMenu.Group>
  );
}

export interface MenuLinkItemProps extends ItemContentProps {
  href: Route;
}

export function MenuLinkItem({ href, ...content }: MenuLinkItemProps) {
  return (
    <BaseMenu.LinkItem className={popupItem} closeOnClick render={<Link href={href} />}>
      <ItemContent {...content} />
    </BaseMenu.LinkItem>
  );
}

export interface MenuCheckboxItemProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
  children: ReactNode;
}

/** A choice that is on or off; the menu stays open. */
export function MenuCheckboxItem({ checked, onCheckedChange, disabled = false, children }: MenuCheckboxItemProps) {
  return (
    <BaseMenu.CheckboxItem
      className={popupItem}
      checked={checked}
      disabled={disabled}
      onCheckedChange={(next) => onCheckedChange(next)}
    >
      <span aria-hidden="true" className="flex w-4 shrink-0 justify-center text-accent">
        {checked && <Check size={14} />}
      </span>
      <span className="min-w-0 flex-1">{children}</span>
    </BaseMenu.CheckboxItem>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="mx-1 my-1 h-px bg-line" />;
}
