import {
  DeleteObjectCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { testServers, toOtherName } from '@/lib/testing/servers';
import { plainWays } from '@/lib/testing/transfer-ways';
import { transferHistory, type HistoryInput } from './operations';

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (_name, server) => {
  let from: Connection;
  let elsewhere: Connection;
  let client: S3Client;
  let bucket: string;
  let other: string;
  let plain: string;
  const put = (Key: string, Body: string, more: Partial<PutObjectCommandInput> = {}) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ...more }));
  const hide = (Key: string) => client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  /** What a key has been, the oldest first: bodies, and `null` for a marker. */
  const readAll = async (Key: string, Bucket = other): Promise<(string | null)[]> => {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
    const entries = [
      ...(page.Versions ?? []).map((each) => ({ ...each, isMarker: false })),
      ...(page.DeleteMarkers ?? []).map((each) => ({ ...each, isMarker: true })),
    ].filter((each) => each.Key === Key);
    const time = ({ LastModified }: { LastModified?: Date | undefined }) => LastModified?.getTime() ?? 0;
    entries.sort((one, two) => Number(one.IsLatest) - Number(two.IsLatest) || time(one) - time(two));
    const bodies: (string | null)[] = [];
    for (const { isMarker, VersionId } of entries) {
      const { Body } = isMarker ? {} : await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
      bodies.push(isMarker ? null : ((await Body?.transformToString()) ?? ''));
    }
    return bodies;
  };
  /** Listings tell the order of writes by whole milliseconds. */
  const waitForNextMoment = () => new Promise((resolve) => setTimeout(resolve, 5));
  const write = async (key: string, bodies: (string | null)[]): Promise<void> => {
    for (const body of bodies) {
      await waitForNextMoment();
      await (body === null ? hide(key) : put(key, body));
    }
  };
  const transfer = (to: Connection, key: string, more: Partial<HistoryInput> = {}, around = plainWays) =>
    transferHistory(
      { from, to },
      {
        ...{ source: { bucket, key }, target: { bucket: other, key }, rule: 'overwrite', isMove: false },
        ...{ keepsAccess: false, listed: { sizeBytes: 0, etag: null }, since: Date.now() - 2_000, isRepeat: false },
        ...more,
      },
      around,
    );

  beforeAll(async () => {
    from = openTestConnection(server);
    elsewhere = openTestConnection(server, 'main', { id: 'elsewhere', endpoint: toOtherName(server.endpoint) });
    client = createPlainClient(server);
    bucket = await createTestBucket(client, 'history');
    other = await createTestBucket(client, 'history-other');
    plain = await createTestBucket(client, 'history-plain');
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    for (const Bucket of [bucket, other]) {
      await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    }
  });
  afterAll(async () => {
    for (const each of [bucket, other, plain]) await removeTestBucket(client, each);
  });

  describe.each([
    ['by the server', () => from],
    ['through this one', () => elsewhere],
  ] as const)('%s', (way, to) => {
    const story = ['one', 'two', null, 'three', null, 'four'];

    it('copies every version and marker in their order', async () => {
      const key = `${way}/copied\n%`;
      await write(key, story);
      expect(await transfer(to(), key)).toMatchObject({ became: 'copied', bytes: 15 });
      expect(await readAll(key)).toEqual(story);
      expect(await readAll(key, bucket)).toEqual(story);
      const deleted = `${way}/deleted`;
      await write(deleted, ['was here', null]);
      await transfer(to(), deleted);
      expect(await readAll(deleted)).toEqual(['was here', null]);
    });

    it('moves them all, and leaves nothing', async () => {
      const key = `${way}/moved`;
      await write(key, story);
      expect(await transfer(to(), key, { isMove: true })).toMatchObject({ became: 'copied', bytes: 15 });
      expect(await readAll(key)).toEqual(story);
      expect(await readAll(key, bucket)).toEqual([]);
      const again = { isMove: true, isRepeat: true, listed: { sizeBytes: 15, etag: null } };
      expect(await transfer(to(), key, again)).toMatchObject({ became: 'copied', bytes: 15 });
      expect(await readAll(key)).toEqual(story);
      await expect(transfer(to(), `${way}/never`)).rejects.toMatchObject({ code: 'source-gone' });
    });

    it('goes on behind what a try before has copied', async () => {
      const key = `${way}/stopped`;
      await write(key, story);
      const stopping = new AbortController();
      let copied = 0;
      const around = { ...plainWays, signal: stopping.signal };
      const counted = openTestConnection(server, 'main', { ...to().settings, id: `${way} counted` });
      counted.client.middlewareStack.add(
        (next) => async (args) => {
          const answer = await next(args);
          copied += 1;
          if (copied === 5) stopping.abort();
          return answer;
        },
        { step: 'initialize' },
      );
      await expect(transfer(counted, key, { isMove: true }, around)).rejects.toMatchObject({ code: 'cancelled' });
      expect((await readAll(key, bucket)).length).toBe(story.length);
      await transfer(to(), key, { isMove: true, isRepeat: true });
      expect(await readAll(key)).toEqual(story);
      expect(await readAll(key, bucket)).toEqual([]);
    });
  });

  it.each([
    ['by the server', () => from],
    ['through this one', () => elsewhere],
  ] as const)('completes the version that a try before was cut short behind, %s', async (way, to) => {
    const key = `half/${way}`;
    const readers = async (Bucket: string): Promise<string[]> => {
      const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: key }));
      const grants = await Promise.all(
        Versions.map(({ VersionId }) => client.send(new GetObjectAclCommand({ Bucket, Key: key, VersionId }))),
      );
      return grants.map(({ Grants = [] }) => (Grants.length > 1 ? 'all' : 'owner'));
    };
    await put(key, 'first');
    await waitForNextMoment();
    await put(key, 'second', { ACL: 'public-read' });
    await transfer(to(), key);
    await waitForNextMoment();
    await put(key, 'third');
    expect(await readers(other)).toEqual(['owner', 'owner']);
    await transfer(to(), key, { keepsAccess: true, isRepeat: true });
    expect(await readAll(key)).toEqual(['first', 'second', 'third']);
    expect(await readers(other)).toEqual(['owner', 'all', 'owner']);
  });

  it('keeps to the rule about what is there', async () => {
    await write('ruled', ['mine', 'mine now']);
    await client.send(new PutObjectCommand({ Bucket: other, Key: 'ruled', Body: 'theirs' }));
    for (const rule of ['skip', 'newer'] as const) {
      expect(await transfer(from, 'ruled', { rule, isMove: true })).toMatchObject({ became: 'skipped' });
    }
    expect(await readAll('ruled')).toEqual(['theirs']);
    expect(await transfer(from, 'ruled', { rule: 'different' })).toMatchObject({ became: 'copied' });
    expect(await readAll('ruled')).toEqual(['theirs', 'mine', 'mine now']);
  });

  it('deletes nothing for good that its target does not keep, nor what is its own target', async () => {
    await write('kept', ['one', 'two']);
    const attempt = transfer(from, 'kept', { isMove: true, target: { bucket: plain, key: 'kept' } });
    await expect(attempt).rejects.toMatchObject({ code: 'copy-differs' });
    const onto = transfer(elsewhere, 'kept', { isMove: true, target: { bucket, key: 'kept' } });
    await expect(onto).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await readAll('kept', bucket)).toEqual(['one', 'two']);
  });

  it('purges nothing when somebody has written meanwhile', async () => {
    await write('busy', ['one', 'two']);
    let isWritten = false;
    const busy = openTestConnection(server, 'main', { id: 'busy' });
    busy.client.middlewareStack.add(
      (next, context) => async (args) => {
        const answer = await next(args);
        if (context.commandName === 'CopyObjectCommand' && !isWritten) {
          isWritten = true;
          await put('busy', 'somebody else was here');
        }
        return answer;
      },
      { step: 'initialize' },
    );
    await expect(transfer(busy, 'busy', { isMove: true })).rejects.toMatchObject({ code: 'source-changed' });
    expect(await readAll('busy', bucket)).toEqual(['one', 'two', 'somebody else was here']);
    expect(await readAll('busy')).toEqual(['one', 'two']);
  });
});
