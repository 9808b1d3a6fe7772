'use client';

import { useQuery } from '@tanstack/react-query';
import { toNamedKind } from '@/lib/previews/file-names';
import { previewQuery } from '@/lib/previews/queries';
import type { ViewerProps } from './viewer-props';

/**
 * An address for a browser's own decoder, whose answer says the type that was found in the bytes. The link at hand says what the
 * name stands for; where that differs another is signed. `null` while that is under way.
 */
export function useMediaUrl({ target, link, mediaType }: ViewerProps): { url: string | null; error: unknown } {
  const isNamed = toNamedKind(target.key)?.mediaType === mediaType || mediaType === null;
  const query = useQuery({
    ...(mediaType === null ? previewQuery(target) : previewQuery(target, mediaType)),
    enabled: !isNamed,
  });
  return isNamed ? { url: link.url, error: null } : { url: query.data?.url ?? null, error: query.error };
}
