'use client';

import { useEffect, useRef } from 'react';
import { Callout } from '@/components/ui/callout';
import { CopyButton } from '@/components/ui/copy-button';
import { formatExactDate, formatUtcDate } from '@/lib/format/dates';
import type { SharedLink } from '@/lib/sharing/types';

interface ShareResultProps {
  link: SharedLink;
  hasSessionToken: boolean;
}

export function ShareResult({ link, hasSessionToken }: ShareResultProps) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [link]);
  return (
    <Callout
      tone="ok"
      role="status"
      className="mt-4"
      title={
        <>
          Works until <time dateTime={new Date(link.expires).toISOString()}>{formatExactDate(link.expires)}</time>
        </>
      }
    >
      <p className="text-sm">
        {formatUtcDate(link.expires)}.{' '}
        {hasSessionToken && 'Made with temporary keys: if those end sooner, so does the link. '}
        Whoever has it may use it until then; it cannot be taken back without changing the keys.
      </p>
      <p
        tabIndex={0}
        aria-label="The link"
        className="mt-2 max-h-[88px] overflow-y-auto rounded-md border border-line bg-surface px-2 py-1.5 font-mono text-sm break-all text-ink select-all"
      >
        {link.url}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <CopyButton text={link.url} what="link" label="Copy the link" variant="default" />
        <CopyButton text={link.curl} what="curl command" label="Copy as curl" variant="default" />
      </div>
      <div ref={end} />
    </Callout>
  );
}
