import { Readable } from 'node:stream';
import { ListObjectsCommand, ListObjectsV2Command, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectKnownAnswers } from './answers.ts';
import { readListings } from './listing-answers.ts';

/** A client whose every request is answered with this document. */
function createClient(xml: string): S3Client {
  const response = { statusCode: 200, headers: { 'x-amz-request-charged': 'requester' } };
  return new S3Client({
    region: 'us-east-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: {
      handle: () => Promise.resolve({ response: { ...response, body: Readable.from([Buffer.from(xml)]) } }),
    },
  });
}

function createReader(xml: string): S3Client {
  const client = createClient(xml);
  expectKnownAnswers(client);
  readListings(client);
  return client;
}

type Send = (client: S3Client) => Promise<object>;

const commands: Record<'ListBucketResult' | 'ListVersionsResult', Send[]> = {
  ListBucketResult: [
    (client) => client.send(new ListObjectsV2Command({ Bucket: 'bucket' })),
    (client) => client.send(new ListObjectsCommand({ Bucket: 'bucket' })),
  ],
  ListVersionsResult: [(client) => client.send(new ListObjectVersionsCommand({ Bucket: 'bucket' }))],
};

/** Both readings of a document, by the SDK alone and by ours. */
async function readBoth(root: keyof typeof commands, content: string): Promise<[object, object][]> {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${root}>`;
  return Promise.all(
    commands[root].map(async (send) => Promise.all([send(createClient(xml)), send(createReader(xml))])),
  );
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const tag = (name: string, content: string): string => `<${name}>${content}</${name}>`;
const word = fc.stringMatching(/^[!-~]{1,20}$/u).map(escape);
const optional = (name: string, content: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.option(content, { nil: '' }).map((value) => (value === '' ? '' : tag(name, value)));
const join = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> => fc.tuple(...parts).map((all) => all.join(''));
const flag = fc.boolean().map(String);
const date = fc
  .date({ min: new Date('2006-03-14T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((value) => value.toISOString());

const entry = join(
  word.map((key) => tag('Key', key)),
  optional('LastModified', date),
  optional(
    'ETag',
    word.map((etag) => `&quot;${etag}&quot;`),
  ),
  optional('Size', fc.nat().map(String)),
  optional('StorageClass', fc.constantFrom('STANDARD', 'GLACIER', 'something-else')),
  fc
    .array(fc.constantFrom('CRC32', 'SHA256'), { maxLength: 2 })
    .map((all) => all.map((name) => tag('ChecksumAlgorithm', name)).join('')),
  optional(
    'Owner',
    join(optional('ID', word), optional('DisplayName', word)).filter((owner) => owner !== ''),
  ),
);
const version = join(entry, optional('VersionId', word), optional('IsLatest', flag), optional('ChecksumType', word));
const object = join(
  entry,
  optional(
    'RestoreStatus',
    join(
      flag.map((value) => tag('IsRestoreInProgress', value)),
      optional('RestoreExpiryDate', date),
    ),
  ),
);
const marker = join(
  word.map((key) => tag('Key', key)),
  optional('VersionId', word),
  optional('IsLatest', flag),
  optional('LastModified', date),
);
const many = (name: string, content: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(content, { maxLength: 4 }).map((all) => all.map((one) => tag(name, one)).join('\n'));
const page = join(
  optional('Name', word),
  optional('Prefix', word),
  optional('Delimiter', word),
  optional('IsTruncated', flag),
  optional('MaxKeys', fc.nat().map(String)),
  optional('EncodingType', fc.constant('url')),
  many(
    'CommonPrefixes',
    word.map((prefix) => tag('Prefix', prefix)),
  ),
);

describe('readListings', () => {
  it('reads listings of objects as the SDK does', async () => {
    const more = join(
      page,
      optional('KeyCount', fc.nat().map(String)),
      optional('NextContinuationToken', word),
      optional('NextMarker', word),
    );
    await fc.assert(
      fc.asyncProperty(join(more, many('Contents', object)), async (content) => {
        for (const [theirs, ours] of await readBoth('ListBucketResult', content)) expect(ours).toMatchObject(theirs);
      }),
    );
  });

  it('reads listings of versions as the SDK does', async () => {
    const more = join(page, optional('NextKeyMarker', word), optional('NextVersionIdMarker', word));
    const entries = join(many('Version', version), many('DeleteMarker', marker), many('Version', version));
    await fc.assert(
      fc.asyncProperty(join(more, entries), async (content) => {
        for (const [theirs, ours] of await readBoth('ListVersionsResult', content)) expect(ours).toEqual(theirs);
      }),
    );
  });

  it('keeps what the headers say', async () => {
    const output = await createReader('<ListBucketResult/>').send(new ListObjectsV2Command({ Bucket: 'bucket' }));
    expect(output.RequestCharged).toBe('requester');
    expect(output.Contents).toBeUndefined();
  });

  it('leaves an error inside a 200 to the SDK, and says where a document is broken', async () => {
    const list = new ListObjectsV2Command({ Bucket: 'bucket' });
    const failed = createReader('<Error><Code>SlowDown</Code><Message>later</Message></Error>').send(list);
    await expect(failed).rejects.toMatchObject({ name: 'SlowDown', message: 'later' });
    const broken = createReader('<ListBucketResult><Contents></ListBucketResult>').send(list);
    await expect(broken).rejects.toThrow(/its listing is broken: <Contents> is closed by/u);
  });
});
