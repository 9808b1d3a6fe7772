import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProviderId } from '@/lib/config/types';
import type { Connection } from '@/lib/s3/connection';
import { openTestConnection } from '@/lib/testing/connections';
import { noDiary } from '@/lib/testing/no-diary';
import { allSettings } from './all';
import { readSetting, removeSetting, writeSetting } from './operations';

/**
 * A server that keeps whatever document is PUT to a sub-resource and shows it again, and that takes every DELETE of a
 * bucket, whatever its query says, for DeleteBucket, as Ceph does with sub-resources it does not know.
 */
const buckets = new Map<string, { documents: Map<string, string>; isEmpty: boolean }>();
/** Sub-resources of which a GET without an id lists all documents. */
const collections: ReadonlySet<string> = new Set(['analytics', 'intelligent-tiering', 'inventory', 'metrics']);

let deletes = 0;

const listing = '<ListBucketResult><Name>b</Name><IsTruncated>false</IsTruncated></ListBucketResult>';

type Answer = [status: number, body: string];

function showDocument(documents: Map<string, string>, subResource: string): string {
  const document = documents.get(subResource);
  if (document === undefined) return listing;
  return collections.has(subResource) ? `<List>${document.replace(/^<\?xml[^>]*\?>/u, '')}</List>` : document;
}

function toAnswer(method: string, url: URL, body: string): Answer {
  const name = url.pathname.split('/')[1] ?? '';
  const bucket = buckets.get(name);
  const subResource = [...url.searchParams].find(([key, value]) => value === '' && key !== 'id')?.[0] ?? '';
  if (!bucket) return [404, '<Error><Code>NoSuchBucket</Code></Error>'];
  if (method === 'DELETE') {
    deletes += 1;
    if (!bucket.isEmpty) return [409, '<Error><Code>BucketNotEmpty</Code></Error>'];
    buckets.delete(name);
    return [204, ''];
  }
  if (method === 'PUT') {
    bucket.documents.set(subResource, body);
    return [200, ''];
  }
  const version = '<Version><Key>k</Key><VersionId>null</VersionId><IsLatest>true</IsLatest></Version>';
  if (subResource === 'versions')
    return [200, `<ListVersionsResult>${bucket.isEmpty ? '' : version}</ListVersionsResult>`];
  if (subResource === 'uploads') return [200, '<ListMultipartUploadsResult/>'];
  return [200, showDocument(bucket.documents, subResource)];
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://careless');
  const [status, body] = toAnswer(request.method ?? '', url, Buffer.concat(chunks).toString());
  response.writeHead(status, { 'content-type': 'application/xml', server: 'Careless' }).end(body);
}

let server: Server;

function connect(provider: ProviderId): Connection {
  const { port } = server.address() as AddressInfo;
  const keys = { accessKeyId: 'a', secretAccessKey: 's' };
  const endpoint = `http://127.0.0.1:${port}`;
  return openTestConnection({
    name: `careless-${provider}`,
    provider,
    endpoint,
    region: 'us-east-1',
    main: keys,
    alt: keys,
  });
}

beforeAll(async () => {
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

beforeEach(() => {
  buckets.clear();
  deletes = 0;
  buckets.set('b', { documents: new Map(), isEmpty: true });
});

/** Their API has no DELETE: an empty document is PUT. */
const removesByPut: ReadonlySet<string> = new Set(['logging', 'notification']);

const removable = allSettings.filter(({ operations }) => operations.remove !== null);

describe.each(removable.map((setting) => [setting.model.id, setting] as const))(
  'the deletion of %s',
  (id, { model }) => {
    const target = { connection: 'x', bucket: 'b', setting: id };

    async function tryToRemove(connection: Connection): Promise<unknown> {
      const reading = await readSetting(connection, target);
      return removeSetting(connection, { ...target, seen: 'seen' in reading ? reading.seen : '' }, noDiary);
    }

    /** Whether the server now shows the setting. */
    async function configure(connection: Connection): Promise<boolean> {
      const reading = await readSetting(connection, target);
      if (reading.state === 'unsupported') {
        // Nobody who sees a listing writes; another client may have done so.
        const example = model.examples[0]?.value;
        const setting = allSettings.find((one) => one.model.id === id);
        await setting?.operations.write?.(connection, 'b', model.toWire(example), null);
      } else {
        await writeSetting(connection, { ...target, value: model.examples[0]?.value, seen: reading.seen }, noDiary);
      }
      return (await readSetting(connection, target)).state === 'configured';
    }

    it.each<ProviderId>(['other', 'ceph', 'aws'])(
      'is not sent by %s settings to a server that shows a listing',
      async (provider) => {
        const reading = await readSetting(connect(provider), target);
        expect(reading.state).toBe('unsupported');
        await expect(tryToRemove(connect(provider))).rejects.toMatchObject({ code: 'unsupported' });
        expect([deletes, buckets.size]).toEqual([0, 1]);
      },
    );

    it('is not sent to a server nobody has described while the bucket is empty, even if it shows the setting', async () => {
      const connection = connect('other');
      expect(await configure(connection)).toBe(true);
      const sentNothing = { code: 'unsupported', message: expect.stringContaining('Nothing was deleted') as string };
      if (!removesByPut.has(id)) await expect(tryToRemove(connection)).rejects.toMatchObject(sentNothing);
      expect([deletes, buckets.size]).toEqual([0, 1]);
    });

    it('leaves a bucket that holds something', async () => {
      const connection = connect('other');
      await configure(connection);
      buckets.get('b')!.isEmpty = false;
      await tryToRemove(connection).catch(() => undefined);
      expect(buckets.size).toBe(1);
    });
  },
);
