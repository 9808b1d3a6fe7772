'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from './button';
import type { ButtonSize, ButtonVariant } from './button-class';
import { LiveRegion } from './live-region';
import { useToast } from './toast';
import { writeToClipboard } from './write-to-clipboard';

export interface CopyButtonProps {
  /** What is copied; a function is asked when the button is pressed. */
  text: string | (() => string);
  /** What it is, such as "key" or "URL". */
  what: string;
  /** Text beside the icon; without it the button is an icon. */
  label?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
}

/** Copies a text and says so for two seconds. */
export function CopyButton({ text, what, label, variant = 'quiet', size = 'small', className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const toast = useToast();

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const handleClick = async () => {
    if (await writeToClipboard(typeof text === 'string' ? text : text())) setCopied(true);
    else toast.info(`The browser did not allow copying the ${what}.`);
  };

  const icon = copied ? (
    <Check size={14} aria-hidden="true" className="text-ok" />
  ) : (
    <Copy size={14} aria-hidden="true" />
  );
  return (
    <>
      {label === undefined ? (
        <IconButton label={`Copy ${what}`} variant={variant} size={size} className={className} onClick={handleClick}>
          {icon}
        </IconButton>
      ) : (
        <Button variant={variant} size={size} icon={icon} className={className} onClick={handleClick}>
          {label}
        </Button>
      )}
      <LiveRegion>{copied ? `Copied the ${what}` : ''}</LiveRegion>
    </>
  );
}
