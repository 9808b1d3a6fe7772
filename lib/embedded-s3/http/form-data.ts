import { S3Error } from '../errors.ts';

/** POST Object in the S3 API Reference: all that stands before the file, at most. */
const maxFieldBytes = 20 * 1024;
const lineBreak = '\r\n';

export interface Form {
  /** Fields before the file, by their names in lower case; later ones of a name win. */
  fields: ReadonlyMap<string, string>;
  /** Name of the file as the browser knows it; `null` when the form holds no file. */
  fileName: string | null;
  /** Bytes of the file, to be read once. Throws `MalformedPOSTRequest` when the form breaks off. */
  file: AsyncIterable<Buffer>;
}

function malformed(): S3Error {
  return new S3Error('MalformedPOSTRequest');
}

/** Boundary of a multipart/form-data body (RFC 2046, section 5.1.1); `null` for any other kind of body. */
export function formBoundary(contentType: string | undefined): string | null {
  const match = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType ?? '',
  );
  return match?.[1] ?? match?.[2] ?? null;
}

/** Bytes as they come, of which some can be looked at before they are taken. */
class Incoming {
  readonly #chunks: AsyncIterator<Buffer>;
  buffer: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Waits for more; `false` at the end. */
  async more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done) return false;
    this.buffer = this.buffer.length === 0 ? next.value : Buffer.concat([this.buffer, next.value]);
    return true;
  }

  take(count: number): Buffer {
    const taken = this.buffer.subarray(0, count);
    this.buffer = this.buffer.subarray(count);
    return taken;
  }

  async startsWith(text: string): Promise<boolean> {
    while (this.buffer.length < text.length) if (!(await this.more())) return false;
    return this.buffer.subarray(0, text.length).toString() === text;
  }

  /** Takes all before `mark`, and the mark. Throws `tooMuch` when it does not come within so many bytes. */
  async takeUntil(mark: string, most: number, tooMuch: () => S3Error): Promise<Buffer> {
    for (;;) {
      const at = this.buffer.indexOf(mark);
      if (at > most || (at === -1 && this.buffer.length > most + mark.length)) throw tooMuch();
      if (at !== -1) {
        const taken = this.take(at);
        this.take(mark.length);
        return taken;
      }
      if (!(await this.more())) throw malformed();
    }
  }

  /** Reads to the end, so that the connection can be used again. */
  async drain(): Promise<void> {
    do this.buffer = Buffer.alloc(0);
    while (await this.more());
  }
}

/** A parameter of a Content-Disposition, quoted as browsers write it (RFC 7578, section 4.2; HTML, "multipart/form-data"). */
function parameter(header: string, name: string): string | null {
  const match = new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(header);
  const text = match?.[1] ?? new RegExp(`;\\s*${name}=([^\\s;"]+)`, 'i').exec(header)?.[1];
  if (text === undefined) return null;
  return text
    .replace(/\\(["\\])/g, '$1')
    .replace(/%22/g, '"')
    .replace(/%0D/gi, '\r')
    .replace(/%0A/gi, '\n');
}

function readPartHeaders(text: string): { name: string; fileName: string | null } {
  const headers = new Map<string, string>();
  for (const line of text.split(lineBreak)) {
    const colon = line.indexOf(':');
    if (line !== '' && colon < 1) throw malformed();
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const disposition = headers.get('content-disposition') ?? '';
  const name = parameter(disposition, 'name');
  if (!/^form-data\b/i.test(disposition) || name === null) throw malformed();
  return { name: name.toLowerCase(), fileName: parameter(disposition, 'filename') };
}

/** All up to the delimiter; what might be its beginning is held back until more has come. */
async function* fileBytes(incoming: Incoming, delimiter: Buffer): AsyncGenerator<Buffer> {
  for (;;) {
    const at = incoming.buffer.indexOf(delimiter);
    if (at !== -1) {
      if (at > 0) yield incoming.take(at);
      // What follows the file is ignored, as S3 does.
      await incoming.drain();
      return;
    }
    const safe = incoming.buffer.length - delimiter.length + 1;
    if (safe > 0) yield incoming.take(safe);
    if (!(await incoming.more())) throw malformed();
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- an empty stream of bytes
async function* nothing(): AsyncGenerator<Buffer> {
  yield* [];
}

/**
 * Reads a form up to its file, which must be its last field.
 * Throws `MalformedPOSTRequest`, and `MaxPostPreDataLengthExceededError` when the fields are too large.
 */
export async function readForm(chunks: AsyncIterable<Buffer>, boundary: string): Promise<Form> {
  const incoming = new Incoming(chunks);
  const delimiter = Buffer.from(`${lineBreak}--${boundary}`);
  const fields = new Map<string, string>();
  let left = maxFieldBytes;
  const take = async (mark: string) => {
    const taken = await incoming.takeUntil(mark, left, () => new S3Error('MaxPostPreDataLengthExceededError'));
    left -= taken.length;
    return taken.toString('utf8');
  };
  await take(`--${boundary}`);
  for (;;) {
    // After a delimiter comes the end of the form, or a line's end and another part.
    if (await incoming.startsWith('--')) return { fields, fileName: null, file: nothing() };
    if ((await take(lineBreak)).trim() !== '') throw malformed();
    const part = readPartHeaders(await take(lineBreak + lineBreak));
    if (part.name === 'file') {
      return { fields, fileName: part.fileName ?? '', file: fileBytes(incoming, delimiter) };
    }
    fields.set(part.name, await take(delimiter.toString()));
  }
}
