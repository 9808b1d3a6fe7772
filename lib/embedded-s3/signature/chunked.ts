import { createHash, createHmac } from 'node:crypto';
import { S3Error } from '../errors.ts';
import { emptySha256, sameSignature } from './canonical.ts';
import type { PayloadMode, SignatureSeed } from './payload.ts';

/** A chunk head or a trailer line longer than this is no such thing. */
const maxLineBytes = 16 * 1024;

/** Verifies the chain of chunk signatures: each covers the one before it. */
class SignatureChain {
  readonly #seed: SignatureSeed;
  #previous: string;

  constructor(seed: SignatureSeed) {
    this.#seed = seed;
    this.#previous = seed.signature;
  }

  verify(algorithm: string, hashes: string[], given: string): void {
    const { key, dateTime, scope } = this.#seed;
    const text = [algorithm, dateTime, scope, this.#previous, ...hashes].join('\n');
    const expected = createHmac('sha256', key).update(text).digest('hex');
    if (!sameSignature(expected, given)) {
      throw new S3Error('SignatureDoesNotMatch', { fields: { StringToSign: text, SignatureProvided: given } });
    }
    this.#previous = expected;
  }
}

/** Pulls lines and exact runs of bytes out of a stream of buffers. */
class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next bytes, at least one and at most `most`. Throws `IncompleteBody` at the end. */
  async take(most: number): Promise<Buffer> {
    if (this.#rest.length === 0) {
      const next = await this.#source.next();
      if (next.done) throw new S3Error('IncompleteBody');
      this.#rest = next.value;
    }
    const part = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(part.length);
    return part;
  }

  /** Lets go of the source, which could not flow on otherwise. */
  async end(): Promise<void> {
    await this.#source.return?.();
  }

  /** A line without its CRLF; `null` when the stream is at its end. */
  async line(): Promise<string | null> {
    let text = this.#rest;
    let end: number;
    while ((end = text.indexOf('\r\n')) === -1) {
      if (text.length > maxLineBytes) throw new S3Error('IncompleteBody', { message: 'A chunk head has no end.' });
      const next = await this.#source.next();
      if (next.done) {
        if (text.length === 0) return null;
        throw new S3Error('IncompleteBody');
      }
      text = Buffer.concat([text, next.value]);
    }
    this.#rest = text.subarray(end + 2);
    return text.subarray(0, end).toString('latin1');
  }
}

interface ChunkHead {
  size: number;
  signature: string;
}

function parseHead(line: string | null): ChunkHead {
  const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line ?? '');
  if (!match) throw new S3Error('IncompleteBody', { message: 'The body is not in aws-chunked encoding.' });
  return { size: parseInt(match[1] ?? '', 16), signature: match[2] ?? '' };
}

type ChunkedMode = Extract<PayloadMode, { kind: 'chunked' }>;

async function readTrailers(reader: ByteReader, chain: SignatureChain | null, trailers: Map<string, string>) {
  let signature = '';
  let covered = '';
  for (let line = await reader.line(); line !== null && line !== ''; line = await reader.line()) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'x-amz-trailer-signature') signature = value;
    else {
      trailers.set(name, value);
      covered += `${name}:${value}\n`;
    }
  }
  chain?.verify('AWS4-HMAC-SHA256-TRAILER', [createHash('sha256').update(covered).digest('hex')], signature);
}

/**
 * Decodes an aws-chunked body and verifies it: each chunk's signature, the total length, the trailer's signature.
 * Trailing headers are put into `trailers` before the iteration ends.
 */
export async function* decodeChunks(
  source: AsyncIterable<Buffer>,
  mode: ChunkedMode,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source);
  try {
    yield* decode(reader, mode, trailers);
  } finally {
    await reader.end();
  }
}

async function* decode(reader: ByteReader, mode: ChunkedMode, trailers: Map<string, string>): AsyncGenerator<Buffer> {
  const chain = mode.seed && new SignatureChain(mode.seed);
  let total = 0;
  for (;;) {
    const head = parseHead(await reader.line());
    const hash = chain && createHash('sha256');
    for (let left = head.size; left > 0;) {
      const part = await reader.take(left);
      left -= part.length;
      total += part.length;
      hash?.update(part);
      yield part;
    }
    if (hash) chain.verify('AWS4-HMAC-SHA256-PAYLOAD', [emptySha256, hash.digest('hex')], head.signature);
    if (head.size === 0) break;
    if ((await reader.line()) !== '') throw new S3Error('IncompleteBody');
  }
  if (mode.hasTrailer) await readTrailers(reader, chain, trailers);
  else await reader.line();
  if (total !== mode.decodedLength) throw new S3Error('IncompleteBody');
}
