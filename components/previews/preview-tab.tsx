'use client';

import { Preview, type PreviewProps } from './preview';

/** The preview beside the list, of a height that leaves the rest of the details in sight. */
export function PreviewTab(props: PreviewProps) {
  return (
    <div className="flex h-[max(320px,calc(100dvh-240px))] flex-col border-b border-line">
      <Preview {...props} />
    </div>
  );
}
