import { looksLikeText } from './encoding';
import { toNamedKind, type MediaType, type NamedKind } from './file-names';
import { sniffKind } from './sniff';
import type { Viewer } from './types';

export interface PickedViewer {
  viewer: Viewer;
  /** For `image`, `video` and `audio`: what the browser's decoder is told. */
  mediaType: MediaType | null;
  /** Other viewers that can show it too. */
  others: readonly Viewer[];
  /** Name and content do not agree; a sentence for people. */
  remark: string | null;
}

const textual: ReadonlySet<Viewer> = new Set(['text', 'markdown', 'json', 'table']);
const native: ReadonlySet<Viewer> = new Set(['image', 'video', 'audio']);

const viewerNames: Record<Viewer, string> = {
  image: 'an image',
  video: 'a video',
  audio: 'sound',
  pdf: 'a PDF',
  text: 'text',
  markdown: 'Markdown',
  json: 'JSON',
  table: 'a table',
  parquet: 'a Parquet file',
  archive: 'a ZIP archive',
  hex: 'bytes',
};

function toPicked(kind: NamedKind, remark: string | null = null): PickedViewer {
  const { viewer, mediaType = null } = kind;
  const hasSource = textual.has(viewer) || mediaType === 'image/svg+xml';
  const others: Viewer[] = [...(hasSource && viewer !== 'text' ? (['text'] as const) : []), 'hex'];
  return { viewer, mediaType, others: others.filter((other) => other !== viewer), remark };
}

/** An SVG is text that may begin with a declaration, comments and white space before its root element. */
function isSvg(head: Uint8Array): boolean {
  return /<svg[\s>/]/iu.test(new TextDecoder('utf-8').decode(head));
}

/**
 * Which viewer shows an object, by an allow-list of extensions held against its first bytes. The stored content type is
 * never asked: whoever uploaded chose it. `head` is `null` where the browser may not read the bytes; then only what the
 * browser's own decoders show can be shown, and they look at the bytes themselves.
 */
export function pickViewer(key: string, head: Uint8Array | null, sizeBytes: number): PickedViewer | null {
  const named = toNamedKind(key);
  if (head === null) return named && native.has(named.viewer) ? toPicked(named) : null;
  const found = sniffKind(head, sizeBytes);
  if (found) return pickFound(named, found);
  if (!looksLikeText(head)) {
    const remark = named ? `By its name this is ${viewerNames[named.viewer]}; its content is something else.` : null;
    return toPicked({ viewer: 'hex' }, remark);
  }
  if (named?.mediaType === 'image/svg+xml' && isSvg(head)) return toPicked(named);
  if (named && textual.has(named.viewer)) return toPicked(named);
  const remark =
    named && sizeBytes > 0 ? `By its name this is ${viewerNames[named.viewer]}; its content is text.` : null;
  return toPicked({ viewer: 'text' }, remark);
}

/** The bytes say what it is. Where the name tells a kind of the same viewer, the name knows better, as of sound in an MP4. */
function pickFound(named: NamedKind | null, found: NamedKind): PickedViewer {
  if (named?.viewer === found.viewer) {
    const isContainer = found.viewer === 'video' || found.viewer === 'audio';
    return toPicked(isContainer ? named : found);
  }
  // Containers of sound and of pictures begin alike.
  if (named && ['video', 'audio'].includes(named.viewer) && ['video', 'audio'].includes(found.viewer)) {
    return toPicked(named);
  }
  const remark = named
    ? `By its name this is ${viewerNames[named.viewer]}; its content is ${viewerNames[found.viewer]}.`
    : null;
  return toPicked(found, remark);
}
