'use client';

import { useEffect, useRef, useState } from 'react';
import { Callout } from '@/components/ui/callout';
import { Loading } from '@/components/ui/spinner';
import { toAppError } from '@/lib/errors/app-error';
import { fetchPreviewLink } from '@/lib/previews/queries';
import { useMediaUrl } from './use-media-url';
import { ViewerFailure } from './viewer-failure';
import type { ViewerProps } from './viewer-props';

/** Video and sound by the browser's own player, which asks the endpoint for the ranges it needs. */
export function MediaViewer(props: ViewerProps) {
  const { target, mediaType, link, onReopen } = props;
  const { url, error } = useMediaUrl(props);
  const [renewed, setRenewed] = useState<{ url: string; at: number } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const openedAt = useRef(0);
  useEffect(() => {
    openedAt.current = performance.now();
  }, []);
  const isVideo = mediaType?.startsWith('video/') === true;
  if (error) return <ViewerFailure error={error} onReopen={onReopen} />;
  if (failure === 'unplayable') {
    return (
      <Callout tone="warn" className="m-3.5" title="The browser cannot play this">
        It could not be loaded, or it is damaged, or made by a codec this browser does not know.
      </Callout>
    );
  }
  if (failure) return <ViewerFailure error={failure} onReopen={onReopen} />;
  if (url === null) return <Loading className="p-3.5">Loading</Loading>;

  /** A link that died while somebody watched is signed again, and the player goes on where it was. */
  const handleError = (player: HTMLMediaElement): void => {
    if (performance.now() - openedAt.current < link.lifetimeMs) {
      setFailure('unplayable');
      return;
    }
    openedAt.current = performance.now();
    const at = player.currentTime;
    fetchPreviewLink({ ...target, ...(mediaType && { mediaType }) }).then(
      (fresh) => setRenewed({ url: fresh.url, at }),
      (thrown: unknown) => setFailure(toAppError(thrown)),
    );
  };
  const Player = isVideo ? 'video' : 'audio';
  return (
    <div className="grid min-h-0 flex-1 place-items-center bg-sunken p-3.5">
      <Player
        key={renewed?.url ?? url}
        src={renewed?.url ?? url}
        controls
        preload="metadata"
        aria-label={isVideo ? 'Video' : 'Sound'}
        className={isVideo ? 'max-h-full max-w-full' : 'w-full max-w-[560px]'}
        onLoadedMetadata={({ currentTarget }) => {
          if (renewed) currentTarget.currentTime = renewed.at;
        }}
        onError={({ currentTarget }) => handleError(currentTarget)}
      />
    </div>
  );
}
