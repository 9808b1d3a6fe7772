import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { S3Error } from '../errors';
import { readRequest } from '../http/request';
import { authenticate } from './authenticate';
import { canonicalRequest, sign, signingKey, stringToSign } from './canonical';
import { decodeChunks } from './chunked';

// The examples of the S3 API Reference: "Signature Calculations for the Authorization Header: Transferring Payload in a
// Single Chunk", "… in Multiple Chunks", and "Authenticating Requests: Using Query Parameters".
const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const user = { accessKeyId, secretAccessKey, id: 'example', displayName: 'Example' };
const examplesTime = Date.UTC(2013, 4, 24);
const authority = { users: [user], region: 'us-east-1', now: () => examplesTime };
const dateTime = '20130524T000000Z';
const scope = { date: '20130524', region: 'us-east-1' };
const emptyHash = createHash('sha256').digest('hex');

function request(method: string, url: string, headers: Record<string, string>) {
  const rawHeaders = Object.entries(headers).flat();
  return readRequest({ method, url, rawHeaders } as unknown as IncomingMessage);
}

function authorization(signedHeaders: string, signature: string): string {
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20130524/us-east-1/s3/aws4_request,SignedHeaders=${signedHeaders},Signature=${signature}`;
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof S3Error) return error.code;
    throw error;
  }
  return 'accepted';
}

const common = { Host: 'examplebucket.s3.amazonaws.com', 'x-amz-date': dateTime };
const examples = [
  {
    name: 'GET object with a range',
    request: request('GET', '/test.txt', {
      ...common,
      Range: 'bytes=0-9',
      'x-amz-content-sha256': emptyHash,
      Authorization: authorization(
        'host;range;x-amz-content-sha256;x-amz-date',
        'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
      ),
    }),
  },
  {
    name: 'PUT object',
    request: request('PUT', '/test$file.text', {
      ...common,
      Date: 'Fri, 24 May 2013 00:00:00 GMT',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      'x-amz-content-sha256': createHash('sha256').update('Welcome to Amazon S3.').digest('hex'),
      Authorization: authorization(
        'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
        '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
      ),
    }),
  },
  {
    name: 'GET bucket lifecycle',
    request: request('GET', '/?lifecycle', {
      ...common,
      'x-amz-content-sha256': emptyHash,
      Authorization: authorization(
        'host;x-amz-content-sha256;x-amz-date',
        'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
      ),
    }),
  },
  {
    name: 'list objects',
    request: request('GET', '/?max-keys=2&prefix=J', {
      ...common,
      'x-amz-content-sha256': emptyHash,
      Authorization: authorization(
        'host;x-amz-content-sha256;x-amz-date',
        '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
      ),
    }),
  },
  {
    name: 'a presigned GET',
    request: request(
      'GET',
      `/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${accessKeyId}%2F20130524%2Fus-east-1%2Fs3%2Faws4_request` +
        `&X-Amz-Date=${dateTime}&X-Amz-Expires=86400&X-Amz-SignedHeaders=host` +
        '&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
      { Host: 'examplebucket.s3.amazonaws.com' },
    ),
  },
];

describe('the signatures of the S3 API Reference', () => {
  it.each(examples)('$name is accepted', ({ request: example }) => {
    expect(authenticate(example, authority).user).toEqual(user);
  });

  it.each(examples)('$name is refused with another secret', ({ request: example }) => {
    const users = [{ ...user, secretAccessKey: `${secretAccessKey}x` }];
    expect(codeOf(() => authenticate(example, { ...authority, users }))).toBe('SignatureDoesNotMatch');
  });

  it.each(examples)('$name is refused for another path', ({ request: example }) => {
    const changed = { ...example, path: `${example.path}x` };
    expect(codeOf(() => authenticate(changed, authority))).toBe('SignatureDoesNotMatch');
  });

  it.each(examples)('$name is refused for another account', ({ request: example }) => {
    expect(codeOf(() => authenticate(example, { ...authority, users: [] }))).toBe('InvalidAccessKeyId');
  });

  it.each(examples.slice(0, 4))('$name is accepted for fifteen minutes', ({ request: example }) => {
    const at = (minutes: number) => ({ ...authority, now: () => examplesTime + minutes * 60_000 });
    expect(codeOf(() => authenticate(example, at(15)))).toBe('accepted');
    expect(codeOf(() => authenticate(example, at(15.1)))).toBe('RequestTimeTooSkewed');
    expect(codeOf(() => authenticate(example, at(-15.1)))).toBe('RequestTimeTooSkewed');
  });

  it('lets a presigned URL live as long as it says', () => {
    const [example] = examples.slice(4);
    const at = (seconds: number) => ({ ...authority, now: () => examplesTime + seconds * 1000 });
    expect(codeOf(() => authenticate(example!.request, at(86_400)))).toBe('accepted');
    expect(codeOf(() => authenticate(example!.request, at(86_401)))).toBe('AccessDenied');
    expect(codeOf(() => authenticate(example!.request, at(-901)))).toBe('AccessDenied');
  });
});

describe('a request', () => {
  const headers = examples[0]!.request.sentHeaders;
  const withHeader = (name: string, value: string) => {
    const sentHeaders = new Map([...headers, [name, value]]);
    return { ...examples[0]!.request, sentHeaders, headers: sentHeaders };
  };

  it('may not carry x-amz headers that are not signed', () => {
    expect(codeOf(() => authenticate(withHeader('x-amz-acl', 'public-read'), authority))).toBe('AccessDenied');
  });

  it('of temporary keys needs their token, of lasting ones bears none', () => {
    const temporary = { ...authority, users: [{ ...user, sessionToken: 'token' }] };
    expect(codeOf(() => authenticate(examples[0]!.request, temporary))).toBe('InvalidAccessKeyId');
    expect(codeOf(() => authenticate(withHeader('x-amz-security-token', 'other'), temporary))).toBe('InvalidToken');
    expect(codeOf(() => authenticate(withHeader('x-amz-security-token', 'token'), authority))).toBe('InvalidToken');
  });

  it('for another region or by an old algorithm is told so', () => {
    expect(codeOf(() => authenticate(examples[0]!.request, { ...authority, region: 'eu-west-1' }))).toBe(
      'AuthorizationHeaderMalformed',
    );
    const old = request('GET', '/test.txt', { ...common, Authorization: 'AWS AKIA:signature' });
    expect(codeOf(() => authenticate(old, authority))).toBe('InvalidRequest');
  });

  it('without any signature is anonymous', () => {
    expect(authenticate(request('GET', '/test.txt', common), authority).user).toBeNull();
  });
});

describe('a body in signed chunks', () => {
  const key = signingKey(secretAccessKey, scope);
  const seedHeaders = new Map([
    ['host', 's3.amazonaws.com'],
    ['x-amz-date', dateTime],
    ['x-amz-storage-class', 'REDUCED_REDUNDANCY'],
    ['x-amz-content-sha256', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD'],
    ['content-encoding', 'aws-chunked'],
    ['x-amz-decoded-content-length', '66560'],
    ['content-length', '66824'],
  ]);
  const canonical = canonicalRequest({
    method: 'PUT',
    path: '/examplebucket/chunkObject.txt',
    query: [],
    headers: seedHeaders,
    signedHeaders: [...seedHeaders.keys()].sort(),
    payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  });
  const signature = sign(key, stringToSign(dateTime, scope, canonical));
  const seed = { key, dateTime, scope: '20130524/us-east-1/s3/aws4_request', signature };
  const mode = { kind: 'chunked' as const, seed, hasTrailer: false, decodedLength: 66_560 };
  const chunks = [
    [65_536, 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'],
    [1024, '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'],
    [0, 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'],
  ] as const;
  const body = chunks
    .map(([size, given]) => `${size.toString(16)};chunk-signature=${given}\r\n${'a'.repeat(size)}\r\n`)
    .join('');

  async function decode(text: string, pieceBytes: number): Promise<string> {
    const bytes = Buffer.from(text);
    const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, index) => {
      return bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes);
    });
    let decoded = '';
    // eslint-disable-next-line @typescript-eslint/require-await -- the decoder reads an asynchronous source
    const source = (async function* () {
      yield* pieces;
    })();
    for await (const chunk of decodeChunks(source, mode, new Map())) decoded += chunk.toString();
    return decoded;
  }

  it('is signed from the seed of the S3 API Reference on', () => {
    expect(signature).toBe('4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9');
  });

  it.each([7, 64, 4096, 100_000])('is decoded and verified in pieces of %i bytes', async (pieceBytes) => {
    expect(await decode(body, pieceBytes)).toBe('a'.repeat(66_560));
  });

  it('is refused when a byte differs', async () => {
    await expect(decode(body.replace('aaa', 'aab'), 4096)).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  it('is refused when it ends early or a chunk is missing', async () => {
    await expect(decode(body.slice(0, -200), 4096)).rejects.toMatchObject({ code: 'IncompleteBody' });
    const [first = '', , last = ''] = body.split(/(?=^[0-9a-f]+;chunk)/m);
    await expect(decode(first + last, 4096)).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  });
});
