import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type CompletedPart,
  type CreateMultipartUploadCommandInput,
  type S3Client,
  type UploadPartCommandInput,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPlainClient, createTestBucket, removeTestBucket } from '@/lib/testing/buckets';
import { testServers } from '@/lib/testing/servers';
import { declarePromises, outcome } from './contract';

const partBytes = 5 * 1024 * 1024;
const large = Buffer.alloc(partBytes, 'large ');
const small = Buffer.from('small');
const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest();

describe.each(testServers().map((server) => [server.name, server] as const))(
  'uploads in parts on %s',
  (_name, server) => {
    let client: S3Client;
    let bucket: string;

    beforeAll(async () => {
      client = createPlainClient(server);
      bucket = await createTestBucket(client, 'uploads');
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'source', Body: large }));
    });
    afterAll(() => removeTestBucket(client, bucket));

    /** One upload and what can be done with it. */
    async function begin(key: string, more: Partial<CreateMultipartUploadCommandInput> = {}) {
      const { UploadId = '' } = await client.send(
        new CreateMultipartUploadCommand({ Bucket: bucket, Key: key, ...more }),
      );
      const common = { Bucket: bucket, Key: key, UploadId };
      return {
        id: UploadId,
        part: async (
          PartNumber: number,
          Body: Buffer,
          extra: Partial<UploadPartCommandInput> = {},
        ): Promise<CompletedPart> => {
          const { ETag } = await client.send(new UploadPartCommand({ ...common, PartNumber, Body, ...extra }));
          return { PartNumber, ETag };
        },
        copy: async (PartNumber: number, CopySourceRange?: string, source = 'source'): Promise<CompletedPart> => {
          const range = CopySourceRange === undefined ? {} : { CopySourceRange };
          const command = new UploadPartCopyCommand({
            ...common,
            PartNumber,
            CopySource: `${bucket}/${source}`,
            ...range,
          });
          const { CopyPartResult } = await client.send(command);
          return { PartNumber, ETag: CopyPartResult?.ETag };
        },
        list: (more2: { MaxParts?: number; PartNumberMarker?: string } = {}) =>
          client.send(new ListPartsCommand({ ...common, ...more2 })),
        complete: (Parts: CompletedPart[]) =>
          client.send(new CompleteMultipartUploadCommand({ ...common, MultipartUpload: { Parts } })),
        abort: () => client.send(new AbortMultipartUploadCommand(common)),
      };
    }

    declarePromises(server, 'uploads', (promise) => {
      promise(
        'make the object of their parts, with the ETag of parts',
        async () => {
          const upload = await begin('whole', { ContentType: 'text/x-parts', Metadata: { made: 'of-parts' } });
          const parts = [await upload.part(1, large), await upload.part(2, small)];
          await upload.complete(parts);
          const { ETag, ContentLength, ContentType, Metadata } = await client.send(
            new HeadObjectCommand({ Bucket: bucket, Key: 'whole' }),
          );
          const read = await client.send(
            new GetObjectCommand({ Bucket: bucket, Key: 'whole', Range: `bytes=${partBytes - 2}-` }),
          );
          return [ETag, ContentLength, ContentType, Metadata, await read.Body?.transformToString()];
        },
        [
          `"${createHash('md5').update(md5(large)).update(md5(small)).digest('hex')}-2"`,
          partBytes + small.length,
          'text/x-parts',
          { made: 'of-parts' },
          `${large.subarray(-2).toString()}small`,
        ],
      );

      promise(
        'verify the MD5 of each part',
        async () => {
          const upload = await begin('verified');
          const right = { ContentMD5: md5(small).toString('base64') };
          const results = [await outcome(upload.part(1, small, right)), await outcome(upload.part(1, large, right))];
          await upload.abort();
          return results;
        },
        ['ok', '400 BadDigest'],
      );

      promise(
        'refuse parts that are missing, altered, small or out of order, and stay open',
        async () => {
          const upload = await begin('refused');
          const [one, two] = [await upload.part(1, small), await upload.part(2, small)];
          const results = [
            await outcome(upload.complete([{ ...one, ETag: '"00000000000000000000000000000000"' }, two])),
            await outcome(upload.complete([one, two, { PartNumber: 3, ETag: one.ETag! }])),
            await outcome(upload.complete([two, one])),
            await outcome(upload.complete([one, two])),
            (await upload.list()).Parts?.length,
          ];
          await upload.abort();
          return results;
        },
        ['400 InvalidPart', '400 InvalidPart', '400 InvalidPartOrder', '400 EntityTooSmall', 2],
      );

      promise(
        'take the last of two parts with one number',
        async () => {
          const upload = await begin('last');
          await upload.part(1, Buffer.from('first'));
          await upload.complete([await upload.part(1, Buffer.from('again'))]);
          const read = await client.send(new GetObjectCommand({ Bucket: bucket, Key: 'last' }));
          return read.Body?.transformToString();
        },
        'again',
      );

      promise(
        'leave out parts that are not named',
        async () => {
          const upload = await begin('chosen');
          const named = await upload.part(1, small);
          await upload.part(2, small);
          return outcome(upload.complete([named]));
        },
        'ok',
      );

      promise(
        'copy parts from objects, whole or in ranges',
        async () => {
          const upload = await begin('copied');
          const parts = [await upload.copy(1), await upload.copy(2, 'bytes=2-5')];
          await upload.complete(parts);
          const range = { Range: `bytes=${partBytes}-` };
          const read = await client.send(new GetObjectCommand({ Bucket: bucket, Key: 'copied', ...range }));
          return read.Body?.transformToString();
        },
        large.subarray(2, 6).toString(),
      );

      promise(
        'copy parts side by side, cut as the source was and otherwise',
        async () => {
          const bodies = [large, Buffer.alloc(partBytes, 'other '), small];
          const whole = Buffer.concat(bodies);
          const parted = await begin('parted');
          await parted.complete(await Promise.all(bodies.map((body, index) => parted.part(index + 1, body))));
          const tell = async (key: string, starts: readonly number[]) => {
            const upload = await begin(key);
            const ends = [...starts.slice(1), whole.length];
            const copies = await Promise.all(
              starts.map((start, index) => upload.copy(index + 1, `bytes=${start}-${ends[index]! - 1}`, 'parted')),
            );
            await upload.complete(copies);
            const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
            const isWhole = Buffer.from((await Body?.transformToByteArray()) ?? []).equals(whole);
            const isTold = copies.map(({ ETag }, index) => {
              return ETag === `"${md5(whole.subarray(starts[index], ends[index])).toString('hex')}"`;
            });
            return [isWhole, ...isTold];
          };
          return [await tell('same cut', [0, partBytes, 2 * partBytes]), await tell('other cut', [0, partBytes + 7])];
        },
        [
          [true, true, true, true],
          [true, true, true],
        ],
      );

      promise(
        'refuse to copy a range beyond the end',
        async () => {
          const upload = await begin('beyond');
          const result = await outcome(upload.copy(1, `bytes=0-${partBytes}`));
          await upload.abort();
          return result;
        },
        '400 InvalidArgument',
      );

      promise(
        'list their parts page by page',
        async () => {
          const upload = await begin('listed');
          for (const number of [1, 3, 7]) await upload.part(number, small);
          const first = await upload.list({ MaxParts: 2 });
          const rest = await upload.list({ MaxParts: 2, PartNumberMarker: first.NextPartNumberMarker! });
          await upload.abort();
          const show = ({ Parts = [], IsTruncated }: typeof first) => [
            Parts.map(({ PartNumber, Size }) => `${PartNumber ?? 0}:${Size ?? 0}`),
            IsTruncated,
          ];
          return [show(first), show(rest)];
        },
        [
          [['1:5', '3:5'], true],
          [['7:5'], false],
        ],
      );

      promise(
        'are listed by key, page by page',
        async () => {
          const uploads = [];
          for (const key of ['list/a', 'list/b', 'list/dir/c', 'list/z']) uploads.push(await begin(key));
          const list = (more: object) =>
            client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: 'list/', ...more }));
          const first = await list({ MaxUploads: 3 });
          const rest = await list({
            MaxUploads: 3,
            KeyMarker: first.NextKeyMarker,
            UploadIdMarker: first.NextUploadIdMarker,
          });
          const keys = [first, rest].map(({ Uploads = [] }) => Uploads.map(({ Key }) => Key));
          for (const upload of uploads) await upload.abort();
          return [keys, first.IsTruncated, rest.IsTruncated];
        },
        [[['list/a', 'list/b', 'list/dir/c'], ['list/z']], true, false],
      );

      promise(
        'are rolled up by a delimiter',
        async () => {
          const uploads = [];
          for (const key of ['roll/a', 'roll/dir/b', 'roll/dir/c']) uploads.push(await begin(key));
          const page = await client.send(
            new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: 'roll/', Delimiter: '/' }),
          );
          for (const upload of uploads) await upload.abort();
          return [page.Uploads?.map(({ Key }) => Key), page.CommonPrefixes];
        },
        [['roll/a'], [{ Prefix: 'roll/dir/' }]],
      );

      promise(
        'that were aborted or never begun are not there',
        async () => {
          const upload = await begin('aborted');
          await upload.part(1, small);
          await upload.abort();
          return [await outcome(upload.list()), await outcome(upload.part(1, small)), await outcome(upload.abort())];
        },
        ['404 NoSuchUpload', '404 NoSuchUpload', '404 NoSuchUpload'],
      );

      promise(
        'give every part a number from 1 to 10,000',
        async () => {
          const upload = await begin('numbers');
          const results = [
            await outcome(upload.part(10_000, small)),
            await outcome(upload.part(0, small)),
            await outcome(upload.part(10_001, small)),
          ];
          await upload.abort();
          return results;
        },
        ['ok', '400 InvalidArgument', '400 InvalidArgument'],
      );
    });
  },
);
