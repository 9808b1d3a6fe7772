'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Loading } from '@/components/ui/spinner';
import { formatBytes } from '@/lib/format/bytes';
import { useMediaUrl } from './use-media-url';
import { ViewerFailure } from './viewer-failure';
import type { ViewerProps } from './viewer-props';

/** Above this a picture is loaded only when somebody wants it. */
const askAboveBytes = 50 * 1024 * 1024;

/** A checkered ground shows what is transparent. */
const ground =
  'bg-[conic-gradient(var(--sunken)_25%,var(--surface)_0_50%,var(--sunken)_0_75%,var(--surface)_0)] bg-size-[20px_20px]';

/** A picture, as an `<img>` and nothing else: in one, an SVG runs no script and loads nothing (SVG Integration, section 2.2.2). */
export function ImageViewer(props: ViewerProps) {
  const { link, head, target, onReopen } = props;
  const { url, error } = useMediaUrl(props);
  const [isWanted, setWanted] = useState(link.sizeBytes <= askAboveBytes);
  const [isActualSize, setActualSize] = useState(false);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const [isBroken, setBroken] = useState(false);
  if (error) return <ViewerFailure error={error} onReopen={onReopen} />;
  if (!isWanted) {
    return (
      <div className="p-3.5">
        <Button onClick={() => setWanted(true)}>Load {formatBytes(link.sizeBytes)}</Button>
      </div>
    );
  }
  if (isBroken) {
    return (
      <Callout tone="warn" className="m-3.5" title="The browser cannot show this picture">
        {head === null
          ? 'It could not be loaded, or it is damaged, or of a kind this browser does not know.'
          : 'It is damaged, or of a kind this browser does not know.'}
      </Callout>
    );
  }
  const name = target.key.slice(target.key.lastIndexOf('/') + 1);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div tabIndex={0} role="group" aria-label="Picture" className={`min-h-0 flex-1 overflow-auto ${ground}`}>
        {url === null ? (
          <Loading className="p-3.5">Loading</Loading>
        ) : (
          <div
            className={
              isActualSize ? 'grid min-h-full min-w-fit place-items-center' : 'grid size-full place-items-center'
            }
          >
            <img
              src={url}
              alt={name}
              draggable={false}
              referrerPolicy="no-referrer"
              className={isActualSize ? 'max-w-none' : 'max-h-full max-w-full object-contain'}
              onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setSize({ width, height })}
              onError={() => setBroken(true)}
            />
          </div>
        )}
      </div>
      <div className="flex h-[34px] shrink-0 items-center gap-3 border-t border-line px-3.5 text-sm text-ink-3">
        <span className="tabular-nums" role="status">
          {size ? `${size.width} × ${size.height} pixels` : ' '}
        </span>
        <Button size="small" variant="quiet" className="ml-auto" onClick={() => setActualSize(!isActualSize)}>
          {isActualSize ? 'Fit' : 'Actual size'}
        </Button>
      </div>
    </div>
  );
}
