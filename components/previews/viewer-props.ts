import type { ObjectTarget } from '@/lib/objects/schema';
import type { MediaType } from '@/lib/previews/file-names';
import type { ByteSource, PreviewLink } from '@/lib/previews/types';

/** What every viewer is given. */
export interface ViewerProps {
  target: ObjectTarget;
  link: PreviewLink;
  source: ByteSource;
  /** The first bytes; `null` where the browser may not read them. */
  head: Uint8Array | null;
  mediaType: MediaType | null;
  /** Nothing may be written. */
  isReadOnly: boolean;
  /** Reads what the object is now. */
  onReopen: () => void;
  /** Another viewer, for what this one cannot show. */
  onFallBack: (viewer: 'text' | 'hex', why: string) => void;
}
