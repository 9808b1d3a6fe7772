'use client';

import { lexer, type Token, type TokensList } from 'marked';
import { useEffect, useEffectEvent } from 'react';
import { Loading } from '@/components/ui/spinner';
import { createDecoder, detectEncoding } from '@/lib/previews/encoding';
import { MarkdownTokens } from './markdown-tokens';
import { useLoaded } from './use-loaded';
import { ViewerFailure } from './viewer-failure';
import type { ViewerProps } from './viewer-props';

/** Longer texts are shown as they are written. */
const maxBytes = 1024 * 1024;

/** Markdown as a page. The text is only taken apart by the library; what is drawn are elements of our own, never its HTML. */
export function MarkdownViewer({ link, source, head, onReopen, onFallBack }: ViewerProps) {
  const isTooLarge = source.sizeBytes > maxBytes;
  const query = useLoaded(link.url, 'markdown', async (signal): Promise<TokensList | Token[]> => {
    if (isTooLarge) return [];
    const bytes = await source.read(0, source.sizeBytes, signal);
    const { encoding, markBytes } = detectEncoding(head ?? bytes);
    return lexer(createDecoder(encoding).decode(bytes.subarray(markBytes)), { gfm: true });
  });
  const fallBack = useEffectEvent(() => onFallBack('text', 'Too long to be drawn as a page.'));
  useEffect(() => {
    if (isTooLarge) fallBack();
  }, [isTooLarge]);
  if (query.error) return <ViewerFailure error={query.error} onReopen={onReopen} />;
  if (!query.data || isTooLarge) return <Loading className="p-3.5">Reading</Loading>;
  return (
    <div
      role="group"
      aria-label="Page"
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto bg-surface focus-visible:-outline-offset-2"
    >
      <div className="mx-auto max-w-[820px] px-5 py-4 text-[14px]/[1.6] wrap-anywhere">
        <MarkdownTokens tokens={query.data} />
      </div>
    </div>
  );
}
