'use client';

import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { buttonClass, type ButtonSize, type ButtonVariant } from './button-class';
import { classNames } from './class-names';
import { Spinner } from './spinner';

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** An icon before the text. */
  icon?: ReactNode;
  /** Why a press does nothing now. The button can still be reached, and says so. */
  disabledBecause?: string | undefined;
  /** The act is under way: a spinner takes the icon's place, presses do nothing, focus stays. */
  pending?: boolean | undefined;
}

/** A press while pending, or for a reason, must do nothing, yet the button keeps the focus, which `disabled` would lose. */
function usePress(pending: boolean, onClick: ButtonProps['onClick']) {
  return (event: MouseEvent<HTMLButtonElement>) => {
    if (pending) event.preventDefault();
    else onClick?.(event);
  };
}

export function Button({
  variant,
  size,
  icon,
  pending = false,
  disabledBecause,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const handlePress = usePress(pending || disabledBecause !== undefined, onClick);
  return (
    <button
      type="button"
      {...rest}
      {...(disabledBecause !== undefined && { 'aria-disabled': true, title: disabledBecause })}
      {...(pending && { 'aria-disabled': true, 'aria-busy': true })}
      className={classNames(buttonClass(variant, size), className)}
      onClick={handlePress}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'aria-label' | 'disabledBecause'> {
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
