import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '@/lib/s3/connection';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { openTestConnection } from '@/lib/testing/connections';
import { noDiary } from '@/lib/testing/no-diary';
import { testServers } from '@/lib/testing/servers';
import { allSettings } from './all';
import { readSetting, readSettings, removeSetting, writeSetting } from './operations';
import type { SaveOutcome, SettingReading, SettingRow } from './types';

/** What is known of a server's way with a setting. */
interface Difference {
  /** It answers something else than was written to these examples, by title. */
  drops?: readonly string[];
  /** It refuses these examples, by title. */
  refuses?: readonly string[];
  why: string;
}

/** By server, then setting. Every entry has its reason. */
const differences: Record<string, Record<string, Difference>> = {
  ceph: {
    lifecycle: {
      drops: ['a rule for sizes', 'versions kept by count', 'steps through storage classes'],
      why: '16.2 drops sizes, NewerNoncurrentVersions and the minimum size of transitions without a word.',
    },
    policy: {
      refuses: ['a policy with a folder for each user'],
      why: '16.2 takes a variable alone, and refuses one with text after it (400 InvalidArgument).',
    },
    logging: {
      refuses: ['logs under a prefix', 'logs in folders by day', 'logs that everybody with an account may read'],
      why: '16.2 answers GET ?logging with an empty document and PUT with 405.',
    },
    replication: {
      refuses: ['one rule for everything', 'a rule with everything in it', 'a rule in the older form'],
      why: '16.2 answers GET ?replication with an empty document and PUT with 405.',
    },
    notification: {
      refuses: ['one topic', 'a queue and a function', 'EventBridge'],
      why: 'It sends events to topics of its own, which must exist; a document without any is malformed to it.',
    },
  },
};

/** Settings that only some buckets can have: how such a bucket is made. */
const bucketOptions: Record<string, { ObjectLockEnabledForBucket: true }> = {
  'object-lock': { ObjectLockEnabledForBucket: true },
};

/** Settings that need versioning, here and on a neighbour called `<bucket>-copies`. */
const versioned: ReadonlySet<string> = new Set(['replication']);

function requireSaved(outcome: SaveOutcome): Extract<SaveOutcome, { kind: 'saved' }> {
  if (outcome.kind !== 'saved') throw new Error(`conflict with ${JSON.stringify(outcome.current)}`);
  return outcome;
}

const seenOf = (reading: SettingReading): string => ('seen' in reading ? reading.seen : '');

describe.each(testServers().map((server) => [server.name, server] as const))('%s', (name, server) => {
  let connection: Connection;
  let stranger: Connection;
  let client: S3Client;

  beforeAll(() => {
    connection = openTestConnection(server);
    stranger = openTestConnection(server, 'alt');
    client = createPlainClient(server);
  });

  describe.each(allSettings.map((setting) => [setting.model.id, setting] as const))(
    '%s',
    (id, { model, operations }) => {
      let bucket: string;
      const target = () => ({ connection: 'x', bucket, setting: id });

      beforeAll(async () => {
        bucket = await createTestBucket(client, `set-${id}`.slice(0, 20), bucketOptions[id]);
        if (versioned.has(id)) {
          const VersioningConfiguration = { Status: 'Enabled' as const };
          await client.send(new CreateBucketCommand({ Bucket: `${bucket}-copies` }));
          for (const Bucket of [bucket, `${bucket}-copies`]) {
            await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
          }
        }
      });
      afterAll(async () => {
        await removeTestBucket(client, bucket);
        if (versioned.has(id)) await removeTestBucket(client, `${bucket}-copies`);
      });

      it('is one of the four answers, also to somebody who may not look', async () => {
        const reading = await readSetting(connection, target());
        expect(['configured', 'absent', 'unsupported']).toContain(reading.state);
        const foreign = await readSetting(stranger, target());
        if (foreign.state !== 'unsupported') {
          expect(foreign).toEqual({ state: 'denied', permission: model.permissions.read, seen: 'denied' });
        }
      });

      it.each(model.examples.map((example) => [example.title, example] as const))(
        'is written and read back: %s',
        async (title, { value: plain, inBucket }) => {
          const before = await readSetting(connection, target());
          const value = inBucket?.(bucket, before.state === 'configured' ? before.value : null) ?? plain;
          const input = { ...target(), value, seen: seenOf(before) };
          const difference = differences[name]?.[id];
          if (before.state === 'unsupported' || operations.write === null) {
            await expect(writeSetting(connection, input, noDiary)).rejects.toMatchObject({
              code: operations.write === null ? 'invalid-input' : 'unsupported',
            });
          } else if (difference?.refuses?.includes(title)) {
            await expect(writeSetting(connection, input, noDiary)).rejects.toThrow();
            expect(await readSetting(connection, target())).toEqual(before);
          } else {
            const { reading, keptAsSent } = requireSaved(await writeSetting(connection, input, noDiary));
            expect(keptAsSent).toBe(!difference?.drops?.includes(title));
            expect(reading.state).toBe('configured');
            expect(await readSetting(connection, target())).toEqual(reading);
            // Whoever still looks at the state before must not overwrite this one.
            if (seenOf(before) !== seenOf(reading)) {
              expect(await writeSetting(connection, input, noDiary)).toEqual({ kind: 'conflict', current: reading });
            }
          }
        },
      );

      it('is removed where the API has that, and the bucket stays', async () => {
        const before = await readSetting(connection, target());
        if (operations.remove === null || before.state === 'unsupported') {
          await expect(removeSetting(connection, { ...target(), seen: seenOf(before) }, noDiary)).rejects.toMatchObject(
            {
              code: operations.remove === null ? 'invalid-input' : 'unsupported',
            },
          );
        } else {
          expect(await removeSetting(connection, { ...target(), seen: 'another state' }, noDiary)).toEqual({
            kind: 'conflict',
            current: before,
          });
          const { reading } = requireSaved(
            await removeSetting(connection, { ...target(), seen: seenOf(before) }, noDiary),
          );
          expect(model.hasDefault ? ['absent', 'configured'] : ['absent']).toContain(reading.state);
        }
        await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'still-there', Body: '' }));
      });
    },
  );

  describe('the overview', () => {
    it('has a row for every setting', async () => {
      const bucket = await createTestBucket(client, 'overview');
      const rows: SettingRow[] = [];
      for await (const row of readSettings(connection, { bucket })) rows.push(row);
      await removeTestBucket(client, bucket);
      expect(rows.map(({ id }) => id).toSorted()).toEqual(allSettings.map(({ model }) => model.id).toSorted());
      expect(rows.filter(({ state }) => state === 'failed')).toEqual([]);
    });
  });
});
