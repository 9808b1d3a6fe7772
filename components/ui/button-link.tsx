'use client';

import type { Route } from 'next';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { buttonClass, type ButtonSize, type ButtonVariant } from './button-class';
import { classNames } from './class-names';

export interface ButtonLinkProps extends Omit<ComponentProps<typeof Link>, 'href'> {
  href: Route;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
}

/** A link that looks like a button. Apart from the button, so that pages without links do not load what follows them. */
export function ButtonLink({ variant, size, icon, className, children, href, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} href={href} className={classNames(buttonClass(variant, size), className)}>
      {icon}
      {children}
    </Link>
  );
}
