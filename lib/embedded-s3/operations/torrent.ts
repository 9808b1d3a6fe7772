import { createHash } from 'node:crypto';
import { S3Error } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { uriEncodePath } from '../signature/encode.ts';
import type { ObjectExchange } from './exchange.ts';
import { isOutOfReach } from './storage-classes.ts';
import { requireVersion } from './version-access.ts';

/** GetObjectTorrent in the S3 API Reference: only of objects of less than 5 GB. */
const maxBytes = 5 * 1024 ** 3;
const leastPieceBytes = 256 * 1024;
const mostPieces = 2048;
const sha1Bytes = 20;

type Bencoded = number | Buffer | string | readonly Bencoded[] | { readonly [key: string]: Bencoded };

/** Bencoding; BEP 3, "The BitTorrent Protocol Specification". Keys of dictionaries stand in order of their bytes. */
function bencode(value: Bencoded): Buffer {
  if (typeof value === 'number') return Buffer.from(`i${value}e`);
  if (typeof value === 'string') return bencode(Buffer.from(value));
  if (Buffer.isBuffer(value)) return Buffer.concat([Buffer.from(`${value.length}:`), value]);
  if (isList(value)) return Buffer.concat([Buffer.from('l'), ...value.map(bencode), Buffer.from('e')]);
  const entries = Object.entries(value).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const pairs = entries.flatMap(([key, item]) => [bencode(key), bencode(item)]);
  return Buffer.concat([Buffer.from('d'), ...pairs, Buffer.from('e')]);
}

function isList(value: Bencoded): value is readonly Bencoded[] {
  return Array.isArray(value);
}

function pieceBytesFor(sizeBytes: number): number {
  let pieceBytes = leastPieceBytes;
  while (sizeBytes > pieceBytes * mostPieces) pieceBytes *= 2;
  return pieceBytes;
}

/** SHA-1 of each piece, one behind the other. */
export async function digestPieces(chunks: AsyncIterable<Buffer>, pieceBytes: number): Promise<Buffer> {
  const digests: Buffer[] = [];
  let running = createHash('sha1');
  let filled = 0;
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length;) {
      const part = chunk.subarray(start, start + pieceBytes - filled);
      running.update(part);
      filled += part.length;
      start += part.length;
      if (filled < pieceBytes) continue;
      digests.push(running.digest());
      running = createHash('sha1');
      filled = 0;
    }
  }
  if (filled > 0) digests.push(running.digest());
  return Buffer.concat(digests, digests.length * sha1Bytes);
}

/**
 * GetObjectTorrent. There is no tracker here: the torrent names the object itself as its seed (BEP 19), which serves
 * whoever may read the object without a signature.
 */
export async function getObjectTorrent(exchange: ObjectExchange): Promise<Answer> {
  const { service, request, bucket, key } = exchange;
  const version = requireVersion(exchange, 'READ');
  if (version.sizeBytes >= maxBytes) {
    throw new S3Error('InvalidRequest', { message: 'Torrents are only made of objects of less than 5 GB.' });
  }
  if (version.encryption?.by === 'customer') {
    throw new S3Error('InvalidRequest', { message: 'Torrents are not made of objects with a key of the customer.' });
  }
  if (isOutOfReach(version, service.now())) throw new S3Error('InvalidObjectState');
  const pieceBytes = pieceBytesFor(version.sizeBytes);
  const release = service.store.blobs.hold(version.extents);
  const pieces = await digestPieces(service.store.blobs.read(version.extents), pieceBytes).finally(release);
  const inPath = request.path.startsWith(`/${bucket.name}/`) ? `/${bucket.name}` : '';
  const torrent = bencode({
    info: {
      length: version.sizeBytes,
      name: key.slice(key.lastIndexOf('/') + 1) || key,
      'piece length': pieceBytes,
      pieces,
    },
    'url-list': `http://${request.headers.get('host') ?? ''}${inPath}/${uriEncodePath(key)}`,
  });
  const disposition = `attachment; filename="${uriEncodePath(key.slice(key.lastIndexOf('/') + 1))}.torrent"`;
  return {
    status: 200,
    headers: { 'Content-Type': 'application/x-bittorrent', 'Content-Disposition': disposition },
    body: {
      sizeBytes: torrent.length,
      // eslint-disable-next-line @typescript-eslint/require-await -- one chunk that is there already
      open: async function* () {
        yield torrent;
      },
      done: () => undefined,
    },
  };
}
