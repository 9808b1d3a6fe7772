'use client';

import type { MenuCheckboxItemProps, MenuGroupProps, MenuItemProps, MenuLinkItemProps, MenuProps } from './menu-popup';
import { loadOnce, OnDemand } from './on-demand';

const parts = loadOnce(() => import('./menu-popup'));

/** For menus without a button of their own: what `MenuItem` and the rest need before they are drawn. */
export const loadMenuParts = parts.load;

/** A button and the menu it opens. */
export function Menu(props: MenuProps) {
  return (
    <OnDemand trigger={props.trigger} kind="menu" parts={parts}>
      {(loaded) => <loaded.MenuPopup {...props} />}
    </OnDemand>
  );
}

/** One act. */
export function MenuItem(props: MenuItemProps) {
  const loaded = parts.get();
  return <loaded.MenuItem {...props} />;
}

export function MenuLinkItem(props: MenuLinkItemProps) {
  const loaded = parts.get();
  return <loaded.MenuLinkItem {...props} />;
}

/** A choice that is on or off; the menu stays open. */
export function MenuCheckboxItem(props: MenuCheckboxItemProps) {
  const loaded = parts.get();
  return <loaded.MenuCheckboxItem {...props} />;
}

export function MenuGroup(props: MenuGroupProps) {
  const loaded = parts.get();
  return <loaded.MenuGroup {...props} />;
}

export function MenuSeparator() {
  const loaded = parts.get();
  return <loaded.MenuSeparator />;
}
