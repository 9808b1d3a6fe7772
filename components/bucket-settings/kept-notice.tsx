'use client';

import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { DiffLines } from '@/components/ui/diff-lines';

interface KeptNoticeProps {
  sent: string;
  kept: string;
  onClose: () => void;
}

/** The server took the setting and shows another. */
export function KeptNotice({ sent, kept, onClose }: KeptNoticeProps) {
  return (
    <Callout
      tone="warn"
      role="alert"
      className="mb-3"
      title="The server kept something else"
      actions={
        <Button size="small" onClick={onClose}>
          Close
        </Button>
      }
    >
      <p className="mb-2">It took what was sent without a word. What it shows now differs in this:</p>
      <DiffLines label="From what was sent to what was kept" before={sent.split('\n')} after={kept.split('\n')} />
    </Callout>
  );
}
