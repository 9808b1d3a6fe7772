import { formatBytes } from '@/lib/format/bytes';
import type { ObjectTarget } from '@/lib/objects/schema';
import { maxEditableBytes } from './editable-text';
import { createDecoder, detectEncoding, looksLikeText } from './encoding';
import { ObjectSource } from './object-source';
import { fetchPreviewLink } from './queries';

/** A whole text with line feeds alone, or why there is none. */
export type ReadText = { kind: 'text'; text: string } | { kind: 'none'; why: string };

/** Text of bytes as they are stored; `null` where they look like none. */
export function toText(bytes: Uint8Array): string | null {
  if (!looksLikeText(bytes)) return null;
  const { encoding, markBytes } = detectEncoding(bytes);
  return createDecoder(encoding).decode(bytes.subarray(markBytes)).replaceAll(/\r\n?/gu, '\n');
}

/** Reads the text of an object or a version, if it is one and small enough to be held whole. */
export async function readText(target: ObjectTarget, signal: AbortSignal): Promise<ReadText> {
  const link = await fetchPreviewLink(target);
  if (link.isArchived) return { kind: 'none', why: 'One of them is in the archive and must be restored first.' };
  if (link.sizeBytes > maxEditableBytes) {
    return { kind: 'none', why: `Texts of up to ${formatBytes(maxEditableBytes)} are compared line by line.` };
  }
  const source = new ObjectSource({ link, renew: () => fetchPreviewLink(target) });
  const text = toText(await source.read(0, link.sizeBytes, signal));
  return text === null ? { kind: 'none', why: 'Only texts are compared line by line.' } : { kind: 'text', text };
}
