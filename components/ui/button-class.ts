import { classNames } from './class-names';

export type ButtonVariant = 'primary' | 'default' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'medium';

const variants: Record<ButtonVariant, string> = {
  primary: 'border-accent bg-accent font-medium text-accent-ink hover:brightness-110 active:brightness-95',
  default: 'border-line-strong bg-surface text-ink hover:bg-sunken active:bg-line',
  quiet: 'border-transparent text-ink-2 hover:bg-select hover:text-ink active:bg-line data-[popup-open]:bg-select',
  danger: 'border-danger bg-danger font-medium text-danger-ink hover:brightness-110 active:brightness-95',
};

const frame =
  'inline-flex shrink-0 cursor-default items-center justify-center gap-1.5 rounded-md border whitespace-nowrap select-none ' +
  'disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-60 [&_svg]:shrink-0';

/** The classes of a button, for things that look like one and are not. */
export function buttonClass(variant: ButtonVariant = 'default', size: ButtonSize = 'medium', square = false): string {
  const height = size === 'small' ? 'h-[26px] text-sm' : 'h-[30px] text-base';
  const width = square ? (size === 'small' ? 'w-[26px]' : 'w-[30px]') : size === 'small' ? 'px-2' : 'px-[11px]';
  return classNames(frame, variants[variant], height, width);
}
