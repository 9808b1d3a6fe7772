'use client';

import { File, FileImage, Folder } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode, type Ref } from 'react';
import type { GridHandle } from '@/components/ui/grid/grid';
import { Tiles, type TilesProps } from '@/components/ui/grid/tiles';
import { KeyName } from '@/components/ui/key-name';
import { formatBytes } from '@/lib/format/bytes';
import type { ListingRow, ObjectRow } from '@/lib/listing/rows';
import type { BucketTarget } from '@/lib/objects/schema';
import { fetchThumbnailLinks } from '@/lib/previews/queries';
import { toNamedKind } from '@/lib/previews/file-names';
import { hasThumbnail, ThumbnailLoader } from '@/lib/previews/thumbnails';

interface ObjectTilesProps extends Omit<TilesProps<ListingRow>, 'tile' | 'handleRef'> {
  target: BucketTarget;
  toKey: (id: ListingRow['id']) => string;
  gridRef: Ref<GridHandle>;
}

/** Objects as pictures side by side. */
export function ObjectTiles({ target, toKey, gridRef, ...props }: ObjectTilesProps) {
  const { connection, bucket } = target;
  const [loader] = useState(
    () => new ThumbnailLoader({ sign: (keys) => fetchThumbnailLinks({ connection, bucket, keys }) }),
  );
  return (
    <Tiles {...props} handleRef={gridRef} tile={(row) => <TileContent row={row} toKey={toKey} loader={loader} />} />
  );
}

interface TileContentProps {
  row: ListingRow;
  toKey: (id: ListingRow['id']) => string;
  loader: ThumbnailLoader;
}

function TileContent({ row, toKey, loader }: TileContentProps) {
  const key = toKey(row.id);
  return (
    <>
      <div className="flex h-[132px] items-center justify-center overflow-hidden rounded-md bg-sunken text-ink-3">
        {toPicture(row, key, loader)}
      </div>
      <p className="mt-1.5 truncate text-center text-sm" title={row.name}>
        <span data-part="open" className="hover:underline">
          {row.name === '' ? <span className="text-ink-3 italic">this folder</span> : <KeyName text={row.name} />}
        </span>
      </p>
      <p className="truncate text-center text-xs text-ink-3 tabular-nums">
        {row.kind === 'folder' ? 'folder' : formatBytes(row.sizeBytes)}
      </p>
    </>
  );
}

function toPicture(row: ListingRow, key: string, loader: ThumbnailLoader): ReactNode {
  if (row.kind === 'folder') {
    return <Folder size={44} strokeWidth={1} aria-hidden="true" fill="currentColor" className="text-accent" />;
  }
  // Another object of the same key is another picture.
  if (hasThumbnail(key, row)) return <Thumbnail key={`${key} ${row.etag}`} objectKey={key} row={row} loader={loader} />;
  return <Icon isPicture={toNamedKind(key)?.viewer === 'image'} />;
}

function Icon({ isPicture }: { isPicture: boolean }) {
  const Shape = isPicture ? FileImage : File;
  return <Shape size={40} strokeWidth={1} aria-hidden="true" />;
}

/** Who scrolls by quickly does not want the pictures on the way. */
const restMs = 150;

/** Calls back once an element has been in sight for a moment, and again when it has left. */
function useSight(onEnter: () => () => void) {
  const ref = useRef<HTMLSpanElement>(null);
  const enter = useRef(onEnter);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let leave: (() => void) | null = null;
    const observer = new IntersectionObserver(([entry]) => {
      clearTimeout(timer);
      if (entry?.isIntersecting) timer = setTimeout(() => (leave ??= enter.current()), restMs);
      else {
        leave?.();
        leave = null;
      }
    });
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      leave?.();
    };
  }, []);
  return ref;
}

/** A picture as an `<img>` and nothing else: in one, an SVG runs no script and loads nothing (SVG Integration, 2.2.2). */
function Thumbnail({ objectKey, row, loader }: { objectKey: string; row: ObjectRow; loader: ThumbnailLoader }) {
  const [url, setUrl] = useState<string | null>(null);
  const [isBroken, setBroken] = useState(false);
  const end = useRef<(() => void) | null>(null);
  const sight = useSight(() => {
    end.current = loader.load(objectKey, (signed) => {
      if (signed === null) setBroken(true);
      else setUrl(signed);
    });
    return () => end.current?.();
  });
  return (
    <span ref={sight} className="flex size-full items-center justify-center">
      {url === null || isBroken ? (
        <Icon isPicture />
      ) : (
        <img
          src={url}
          alt={row.name}
          draggable={false}
          decoding="async"
          referrerPolicy="no-referrer"
          className="max-h-full max-w-full object-contain"
          onLoad={() => end.current?.()}
          onError={() => {
            end.current?.();
            setBroken(true);
          }}
        />
      )}
    </span>
  );
}
