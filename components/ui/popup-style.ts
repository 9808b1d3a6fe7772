/** Classes that every floating surface shares, so that menus, selects and popovers look like one family. */
export const popupSurface =
  'z-50 rounded-lg border border-line-strong bg-raised text-ink shadow-pop outline-none origin-(--transform-origin) ' +
  'transition-[opacity,scale] duration-100 data-[starting-style]:scale-[0.98] data-[starting-style]:opacity-0 data-[ending-style]:opacity-0';

/** A row inside a floating surface. */
export const popupItem =
  'flex min-h-[30px] cursor-default items-center gap-2 rounded-md px-2 py-1 text-base select-none outline-none ' +
  'data-[highlighted]:bg-select data-[disabled]:text-ink-3 data-[disabled]:opacity-70';

/** Text fields and the buttons that open a choice share this frame. */
export const controlFrame =
  'h-[30px] w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink placeholder:text-ink-3 ' +
  'hover:border-ink-3 focus-visible:border-accent data-[invalid]:border-danger data-[disabled]:bg-sunken data-[disabled]:text-ink-3';
