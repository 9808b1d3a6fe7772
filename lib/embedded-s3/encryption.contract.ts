import { createHash, randomBytes } from 'node:crypto';
import * as s3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises, outcome } from './contract';

const toKey = (bytes: Buffer) => ({
  SSECustomerAlgorithm: 'AES256',
  SSECustomerKey: bytes.toString('base64'),
  SSECustomerKeyMD5: createHash('md5').update(bytes).digest('base64'),
});
const toSourceKey = (bytes: Buffer) => {
  const { SSECustomerAlgorithm, SSECustomerKey, SSECustomerKeyMD5 } = toKey(bytes);
  return {
    CopySourceSSECustomerAlgorithm: SSECustomerAlgorithm,
    CopySourceSSECustomerKey: SSECustomerKey,
    CopySourceSSECustomerKeyMD5: SSECustomerKeyMD5,
  };
};

describe.each(testServers().map((server) => [server.name, server] as const))('encryption on %s', (_name, server) => {
  const [one, two] = [randomBytes(32), randomBytes(32)];
  let client: s3.S3Client;
  let Bucket: string;
  beforeAll(async () => {
    client = createPlainClient(server);
    Bucket = await createTestBucket(client, 'encryption');
  });
  afterAll(() => removeTestBucket(client, Bucket));

  const put = (Key: string, more: Partial<s3.PutObjectCommandInput> = {}) =>
    client.send(new s3.PutObjectCommand({ Bucket, Key, Body: '0123456789', ...more }));
  const read = async (Key: string, more: Partial<s3.GetObjectCommandInput> = {}) =>
    (await client.send(new s3.GetObjectCommand({ Bucket, Key, ...more }))).Body?.transformToString();
  const copy = (from: string, Key: string, more: Partial<s3.CopyObjectCommandInput> = {}) =>
    client.send(new s3.CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${from}`, ...more }));

  declarePromises(server, 'encryption', (promise) => {
    promise(
      'with the key of a customer is opened by that key alone',
      async () => {
        await put('mine', toKey(one));
        return [
          await read('mine', toKey(one)),
          await read('mine', { ...toKey(one), Range: 'bytes=3-5' }),
          await outcome(read('mine')),
          await outcome(read('mine', toKey(two))),
          (await client.send(new s3.HeadObjectCommand({ Bucket, Key: 'mine', ...toKey(one) }))).SSECustomerAlgorithm,
          await outcome(client.send(new s3.HeadObjectCommand({ Bucket, Key: 'mine' }))),
        ];
      },
      ['0123456789', '345', '400 InvalidRequest', '403 AccessDenied', 'AES256', '400 Unknown'],
    );

    promise(
      'with the key of a customer is given up by a copy that brings it',
      async () => {
        await put('source', toKey(one));
        return [
          await outcome(copy('source', 'copy')),
          await outcome(copy('source', 'copy', toSourceKey(one))),
          await outcome(read('copy')),
        ];
      },
      ['400 InvalidRequest', 'ok', 'ok'],
    );

    promise(
      'with the key of a customer covers every part of an upload',
      async () => {
        const begin = new s3.CreateMultipartUploadCommand({ Bucket, Key: 'parts', ...toKey(one) });
        const { UploadId } = await client.send(begin);
        const part = (more: object) =>
          client.send(
            new s3.UploadPartCommand({ Bucket, Key: 'parts', UploadId, PartNumber: 1, Body: 'part', ...more }),
          );
        const refused = [await outcome(part({})), await outcome(part(toKey(two)))];
        const { ETag } = await part(toKey(one));
        const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
        await client.send(
          new s3.CompleteMultipartUploadCommand({ Bucket, Key: 'parts', UploadId, MultipartUpload, ...toKey(one) }),
        );
        return [...refused, await read('parts', toKey(one)), await outcome(read('parts'))];
      },
      ['400 InvalidRequest', '400 InvalidRequest', 'part', '400 InvalidRequest'],
    );

    promise(
      'with a key of another length, or for another algorithm, is refused',
      async () => {
        return [
          await outcome(put('wrong', { ...toKey(one), SSECustomerAlgorithm: 'DES' })),
          await outcome(put('wrong', toKey(one.subarray(16)))),
        ];
      },
      ['400 InvalidEncryptionAlgorithmError', '400 InvalidArgument'],
    );

    promise(
      'by the server is told with the object',
      async () => {
        const { ServerSideEncryption } = await put('served', { ServerSideEncryption: 'AES256' });
        const head = await client.send(new s3.HeadObjectCommand({ Bucket, Key: 'served' }));
        return [ServerSideEncryption, head.ServerSideEncryption, await read('served')];
      },
      ['AES256', 'AES256', '0123456789'],
    );
  });
});
