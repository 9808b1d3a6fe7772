import * as s3 from '@aws-sdk/client-s3';
import { describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises, lendBucket } from './contract';

describe.each(testServers().map((server) => [server.name, server] as const))('torrents on %s', (_name, server) => {
  declarePromises(server, 'torrents', (promise) => {
    promise(
      'describe an object',
      () => {
        const client = createPlainClient(server);
        const work = async (Bucket: string) => {
          await client.send(new s3.PutObjectCommand({ Bucket, Key: 'k', Body: 'hello' }));
          try {
            const { Body } = await client.send(new s3.GetObjectTorrentCommand({ Bucket, Key: 'k' }));
            return (await Body?.transformToString('latin1'))?.slice(0, 28);
          } catch (error) {
            return (error as s3.S3ServiceException).$metadata.httpStatusCode;
          }
        };
        return lendBucket(createTestBucket(client, 'torrent'), work, (name) => removeTestBucket(client, name));
      },
      'd4:infod6:lengthi5e4:name1:k',
    );
  });
});
