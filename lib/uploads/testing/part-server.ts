import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '@/lib/errors/app-error';
import type { CompleteRequest, ObjectAddress, SignedRequest, StoredPart, UploadTransport } from '../transport';

export interface SeenPut {
  key: string;
  /** 0 for a single PUT. */
  partNumber: number;
  headers: IncomingMessage['headers'];
}

/** What goes wrong with a PUT: a status with an S3 code, a closed connection, or nothing. `hold` answers when it resolves. */
export type Fault = Refusal | 'reset' | { hold: Promise<void> } | null;

interface Refusal {
  status: number;
  code: string;
}

interface Upload {
  address: ObjectAddress;
  parts: Map<number, Buffer>;
}

/**
 * A little object store for tests of the engine: real HTTP for the bytes, with faults where a test wants them, and the
 * transport that belongs to it. The contract suite runs the same engine against real S3 servers.
 */
export class PartServer {
  readonly objects = new Map<string, Buffer>();
  readonly uploads = new Map<string, Upload>();
  readonly puts: SeenPut[] = [];
  readonly calls: string[] = [];
  inFlight = 0;
  mostInFlight = 0;
  lifetimeSeconds = 900;
  fault: (put: SeenPut) => Fault = () => null;
  readonly #good = new Set<string>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** As if every URL handed out so far had expired. */
  expireAll(): void {
    this.#good.clear();
  }

  readonly transport: UploadTransport = {
    begin: ({ connection, bucket, key }) => {
      this.calls.push('begin');
      const uploadId = randomUUID();
      this.uploads.set(uploadId, { address: { connection, bucket, key }, parts: new Map() });
      return Promise.resolve({ uploadId });
    },
    signParts: ({ key, uploadId, partNumbers }) => {
      this.calls.push(`signParts ${partNumbers.length}`);
      return Promise.resolve({
        requests: partNumbers.map((partNumber) => this.#sign({ key, uploadId, part: String(partNumber) })),
        lifetimeSeconds: this.lifetimeSeconds,
      });
    },
    signPuts: ({ objects }) => {
      this.calls.push(`signPuts ${objects.length}`);
      return Promise.resolve({
        requests: objects.map(({ key, mayOverwrite }) => ({
          ...this.#sign({ key }),
          headers: mayOverwrite ? {} : { 'If-None-Match': '*' },
        })),
        lifetimeSeconds: this.lifetimeSeconds,
      });
    },
    listParts: ({ uploadId }) => {
      this.calls.push('listParts');
      const parts = [...this.#upload(uploadId).parts];
      return Promise.resolve(
        parts.map(([partNumber, bytes]): StoredPart => ({ partNumber, sizeBytes: bytes.length, etag: md5(bytes) })),
      );
    },
    complete: (request) => Promise.resolve(this.#complete(request)),
    abort: ({ uploadId }) => {
      this.calls.push('abort');
      this.uploads.delete(uploadId);
      return Promise.resolve();
    },
    findExisting: ({ keys }) =>
      Promise.resolve(
        keys.flatMap((key) => {
          const bytes = this.objects.get(key);
          return bytes ? [{ key, sizeBytes: bytes.length, modified: null, etag: md5(bytes) }] : [];
        }),
      ),
  };

  #sign(query: Record<string, string>): SignedRequest {
    const { port } = this.#server.address() as AddressInfo;
    const signature = randomUUID();
    this.#good.add(signature);
    return { url: `http://127.0.0.1:${port}/?${new URLSearchParams({ ...query, signature }).toString()}`, headers: {} };
  }

  #upload(uploadId: string): Upload {
    const upload = this.uploads.get(uploadId);
    if (!upload) throw new AppError('not-found', 'There is no such upload.');
    return upload;
  }

  #complete({ uploadId, key, sizeBytes }: CompleteRequest) {
    this.calls.push('complete');
    const { parts } = this.#upload(uploadId);
    const sorted = [...parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
    const bytes = Buffer.concat(sorted);
    if (bytes.length !== sizeBytes)
      throw new AppError('bad-response', `${bytes.length} bytes arrived, not ${sizeBytes}.`);
    this.objects.set(key, bytes);
    this.uploads.delete(uploadId);
    const digests = Buffer.concat(sorted.map((part) => createHash('md5').update(part).digest()));
    return { sizeBytes: bytes.length, etag: `${md5(digests)}-${sorted.length}`, versionId: null };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    try {
      await this.#store(request, response);
    } catch {
      request.socket.destroy();
    } finally {
      this.inFlight -= 1;
    }
  }

  async #store(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    const key = query.get('key') ?? '';
    const put = { key, partNumber: Number(query.get('part') ?? 0), headers: request.headers };
    this.puts.push(put);
    const fault = this.fault(put);
    if (fault === 'reset') {
      request.socket.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    if (fault && 'hold' in fault) await fault.hold;
    const refusal = fault && 'status' in fault ? fault : this.#keep(query, put, body);
    if (refusal) refuse(response, refusal);
    else response.writeHead(200, { etag: `"${md5(body)}"` }).end();
  }

  /** Stores the body, or says why not. */
  #keep(query: URLSearchParams, { key, partNumber, headers }: SeenPut, body: Buffer): Refusal | null {
    if (!this.#good.has(query.get('signature') ?? '')) return { status: 403, code: 'AccessDenied' };
    const sum = createHash('md5').update(body).digest('base64');
    if (headers['content-md5'] !== sum) return { status: 400, code: 'BadDigest' };
    const uploadId = query.get('uploadId');
    if (uploadId !== null) {
      const upload = this.uploads.get(uploadId);
      upload?.parts.set(partNumber, body);
      return upload ? null : { status: 404, code: 'NoSuchUpload' };
    }
    if (headers['if-none-match'] === '*' && this.objects.has(key)) return { status: 412, code: 'PreconditionFailed' };
    this.objects.set(key, body);
    return null;
  }
}

function refuse(response: ServerResponse, { status, code }: Refusal): void {
  const xml = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>as the test &quot;asked&quot;</Message><RequestId>r1</RequestId></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml' }).end(xml);
}

function md5(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('hex');
}
