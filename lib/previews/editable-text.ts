import { AppError } from '@/lib/errors/app-error';

/** Larger texts are not edited in a browser. */
export const maxEditableBytes = 1024 * 1024;

/** A text to edit, and how it is written back. */
export interface EditableText {
  /** With line feeds alone. */
  text: string;
  hasMark: boolean;
  lineEnd: '\n' | '\r\n';
  /** Both line ends occur; a save makes them one. */
  isMixed: boolean;
}

/** Takes a text for editing. @throws unsupported for what could not be written back as it was: anything but UTF-8 */
export function toEditableText(bytes: Uint8Array): EditableText {
  let whole: string;
  try {
    whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new AppError('unsupported', 'Only UTF-8 can be edited here, and this text is written otherwise.');
  }
  const hasMark = whole.startsWith('\ufeff');
  const text = hasMark ? whole.slice(1) : whole;
  const pairs = text.split('\r\n').length - 1;
  const feeds = text.split('\n').length - 1;
  const returns = text.split('\r').length - 1;
  const lineEnd = pairs > 0 && pairs * 2 >= feeds ? '\r\n' : '\n';
  const isMixed = returns > pairs || (pairs > 0 && pairs < feeds);
  return { text: text.replaceAll(/\r\n?/gu, '\n'), hasMark, lineEnd, isMixed };
}

/** The bytes of an edited text, with the mark and the line ends that the original had. */
export function fromEditableText(text: string, { hasMark, lineEnd }: EditableText): Uint8Array<ArrayBuffer> {
  const lines = lineEnd === '\n' ? text : text.replaceAll('\n', '\r\n');
  return new TextEncoder().encode(hasMark ? `\ufeff${lines}` : lines);
}
