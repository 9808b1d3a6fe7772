import { createHash } from 'node:crypto';
import {
  checksumAlgorithms,
  checksumHeader,
  decodeChecksum,
  parseAlgorithm,
  startDigest,
  type ChecksumAlgorithm,
} from '../checksums/algorithms.ts';
import { S3Error } from '../errors.ts';
import { decodeChunks } from '../signature/chunked.ts';
import type { PayloadMode } from '../signature/payload.ts';
import type { S3Request } from './request.ts';

/** What was received, every promise about it kept. */
export interface Received {
  sizeBytes: number;
  md5: Buffer;
  /** The checksum that came with the body or was asked for. */
  checksum: { algorithm: ChecksumAlgorithm; value: string } | null;
}

export interface BodySource {
  request: S3Request;
  payload: PayloadMode;
  /** Tells a client that waits with `Expect: 100-continue` to go on. */
  sendContinue: () => void;
  /** Bytes in place of those of the request, of a length that nobody stated: the file of a form. */
  content?: AsyncIterable<Buffer>;
}

/** S3 User Guide, "Amazon S3 multipart upload limits": a single PUT or part holds at most 5 GiB. */
const maxBodyBytes = 5 * 1024 ** 3;
/** Ample for 1,000 keys of 1,024 escaped bytes, and for 10,000 parts with checksums. */
const maxDocumentBytes = 16 * 1024 * 1024;

function expectedMd5(request: S3Request): Buffer | null {
  const text = request.headers.get('content-md5');
  if (text === undefined) return null;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 16 || bytes.toString('base64') !== text) throw new S3Error('InvalidDigest');
  return bytes;
}

/** The checksum announced for a body: its value, or `null` when it is to come in the trailer or be computed. */
interface Announced {
  algorithm: ChecksumAlgorithm;
  value: string | null;
}

function announcedChecksum(request: S3Request, computed: ChecksumAlgorithm | null): Announced | null {
  const { headers } = request;
  const inHeaders = checksumAlgorithms.filter((algorithm) => headers.has(checksumHeader(algorithm)));
  const inTrailer = (headers.get('x-amz-trailer') ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  const announced = checksumAlgorithms.filter((algorithm) => inTrailer.includes(checksumHeader(algorithm)));
  const [algorithm, ...others] = [...inHeaders, ...announced];
  if (others.length > 0) {
    throw new S3Error('InvalidRequest', { message: 'Expecting a single x-amz-checksum- header.' });
  }
  const named = headers.get('x-amz-sdk-checksum-algorithm');
  if (named !== undefined && (algorithm === undefined || parseAlgorithm(named) !== algorithm)) {
    throw new S3Error('InvalidRequest', {
      message: 'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer header.',
    });
  }
  if (algorithm === undefined) return computed && { algorithm: computed, value: null };
  const value = headers.get(checksumHeader(algorithm));
  if (value !== undefined) decodeChecksum(algorithm, value);
  return { algorithm, value: value ?? null };
}

/** Length the body will have once decoded. Throws `MissingContentLength`, which S3 requires of every upload. */
function declaredLength({ request, payload }: BodySource): number {
  if (payload.kind === 'chunked') return payload.decodedLength;
  const length = request.headers.get('content-length');
  if (length === undefined) throw new S3Error('MissingContentLength');
  return Number(length);
}

/** Every digest a body is held against, fed chunk by chunk. */
class BodyCheck {
  readonly #request: S3Request;
  readonly #payload: PayloadMode;
  readonly #md5 = createHash('md5');
  readonly #expectedMd5: Buffer | null;
  readonly #sha256;
  readonly #announced: Announced | null;
  readonly #checksum;
  sizeBytes = 0;

  constructor({ request, payload }: BodySource, computed: ChecksumAlgorithm | null) {
    this.#request = request;
    this.#payload = payload;
    this.#expectedMd5 = expectedMd5(request);
    this.#announced = announcedChecksum(request, computed);
    this.#checksum = this.#announced && startDigest(this.#announced.algorithm);
    this.#sha256 = payload.kind === 'plain' && payload.sha256 !== null ? createHash('sha256') : null;
  }

  update(chunk: Buffer): void {
    this.sizeBytes += chunk.length;
    this.#md5.update(chunk);
    this.#sha256?.update(chunk);
    this.#checksum?.update(chunk);
  }

  finish(trailers: ReadonlyMap<string, string>): Received {
    if (this.#payload.kind === 'plain' && this.#sha256) this.#requireSha256(this.#payload.sha256 ?? '');
    const md5 = this.#md5.digest();
    if (this.#expectedMd5 && !this.#expectedMd5.equals(md5)) {
      throw new S3Error('BadDigest', {
        message: 'The Content-MD5 you specified did not match what we received.',
        fields: { ExpectedDigest: this.#expectedMd5.toString('hex'), CalculatedDigest: md5.toString('hex') },
      });
    }
    return { sizeBytes: this.sizeBytes, md5, checksum: this.#finishChecksum(trailers) };
  }

  #requireSha256(expected: string): void {
    const actual = this.#sha256?.digest('hex') ?? '';
    if (actual === expected) return;
    throw new S3Error('XAmzContentSHA256Mismatch', {
      fields: { ClientComputedContentSHA256: expected, S3ComputedContentSHA256: actual },
    });
  }

  #finishChecksum(trailers: ReadonlyMap<string, string>): Received['checksum'] {
    if (!this.#announced || !this.#checksum) return null;
    const { algorithm } = this.#announced;
    const name = checksumHeader(algorithm);
    const isInTrailer = (this.#request.headers.get('x-amz-trailer') ?? '').toLowerCase().includes(name);
    const expected = this.#announced.value ?? (isInTrailer ? (trailers.get(name) ?? '') : null);
    const value = this.#checksum.digest().toString('base64');
    if (expected !== null && expected !== value) {
      throw new S3Error('BadDigest', {
        message: `The ${algorithm} you specified did not match the calculated checksum.`,
      });
    }
    return { algorithm, value };
  }
}

/**
 * Streams a body, decoded, into `write` and verifies all that was said of it: length, Content-MD5, SHA-256,
 * chunk signatures, checksum. Nothing received may be kept unless this resolves.
 */
export async function receiveBody(
  source: BodySource,
  write: (chunk: Buffer) => void | Promise<void>,
  options: { computed?: ChecksumAlgorithm | null; maxBytes?: number } = {},
): Promise<Received> {
  const length = source.content ? null : declaredLength(source);
  const most = options.maxBytes ?? maxBodyBytes;
  const requireWithin = (sizeBytes: number) => {
    if (sizeBytes <= most) return;
    throw new S3Error('EntityTooLarge', { fields: { ProposedSize: String(sizeBytes), MaxSizeAllowed: String(most) } });
  };
  requireWithin(length ?? 0);
  const check = new BodyCheck(source, options.computed ?? null);
  const trailers = new Map<string, string>();
  source.sendContinue();
  const chunks = source.content ?? incomingChunks(source, trailers);
  for await (const chunk of chunks) {
    check.update(chunk);
    requireWithin(check.sizeBytes);
    await write(chunk);
  }
  if (length !== null && check.sizeBytes !== length) throw new S3Error('IncompleteBody');
  return check.finish(trailers);
}

function incomingChunks(source: BodySource, trailers: Map<string, string>): AsyncIterable<Buffer> {
  // A refused body must not take the connection down before the answer is out.
  const incoming = source.request.incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  return source.payload.kind === 'chunked' ? decodeChunks(incoming, source.payload, trailers) : incoming;
}

/** A request document, whole and verified. Empty when there is none. */
export async function receiveText(source: BodySource): Promise<string> {
  const { headers } = source.request;
  // A PUT without body, such as CreateBucket from curl, states no length at all.
  if (!headers.has('content-length') && !headers.has('transfer-encoding')) return '';
  const chunks: Buffer[] = [];
  await receiveBody(source, (chunk) => void chunks.push(chunk), { maxBytes: maxDocumentBytes });
  return Buffer.concat(chunks).toString('utf8');
}
