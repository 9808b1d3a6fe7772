'use client';

import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { classNames } from './class-names';
import { Spinner } from './spinner';

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

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** An icon before the text. */
  icon?: ReactNode;
  /** The act is under way: a spinner takes the icon's place, presses do nothing, focus stays. */
  pending?: boolean | undefined;
}

/** A press while pending must do nothing, yet the button keeps the focus, which `disabled` would lose. */
function usePress(pending: boolean, onClick: ButtonProps['onClick']) {
  return (event: MouseEvent<HTMLButtonElement>) => {
    if (pending) event.preventDefault();
    else onClick?.(event);
  };
}

export function Button({ variant, size, icon, pending = false, className, children, onClick, ...rest }: ButtonProps) {
  const handlePress = usePress(pending, onClick);
  return (
    <button
      type="button"
      {...rest}
      {...(pending && { 'aria-disabled': true, 'aria-busy': true })}
      className={classNames(buttonClass(variant, size), className)}
      onClick={handlePress}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'aria-label'> {
  /** The accessible name; also shown on hover. */
  label: string;
  children: ReactNode;
}

/** A button that shows only an icon. Its name is required. */
export function IconButton({
  label,
  variant = 'quiet',
  size,
  pending = false,
  className,
  children,
  onClick,
  ...rest
}: IconButtonProps) {
  const handlePress = usePress(pending, onClick);
  return (
    <button
      type="button"
      title={label}
      {...rest}
      {...(pending && { 'aria-disabled': true, 'aria-busy': true })}
      aria-label={label}
      className={classNames(buttonClass(variant, size, true), className)}
      onClick={handlePress}
    >
      {pending ? <Spinner /> : children}
    </button>
  );
}
