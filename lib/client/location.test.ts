import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { getParentPrefix, splitPrefix, toS3Uri } from './location';
import { parseLocation } from './parse-location';

const hosts = ['s3.fra.example.net', '127.0.0.1:9000'];

/** `bucket | key`, with the version if any, or the problem. */
function read(text: string): string {
  const result = parseLocation(text, hosts);
  if (!result.ok) return `! ${result.problem}`;
  const { bucket, key, versionId } = result.location;
  return `${bucket} | ${key}${versionId === null ? '' : ` @ ${versionId}`}`;
}

const accessPoint = 'arn:aws:s3:us-west-2:123456789012:accesspoint/my-ap';
const outpost = 'arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-01ac5d28a6a232904/accesspoint/my-ap';

describe('parseLocation', () => {
  it.each([
    ['media', 'media | '],
    ['media/2026/', 'media | 2026/'],
    ['  media/a b.txt\n', 'media | a b.txt'],
    ['s3://media', 'media | '],
    ['s3://media/', 'media | '],
    ['S3://media/a%20b', 'media | a%20b'],
    ['s3a://media/x', 'media | x'],
    ['s3://media//x', 'media | /x'],
    ['s3://media/trailing ', 'media | trailing '],
    ['s3://media/a\nb', 'media | a\nb'],
    [`s3://${accessPoint}/2026/x`, `${accessPoint} | 2026/x`],
    ['arn:aws:s3:::media', 'media | '],
    ['arn:aws:s3:::media/2026/x y', 'media | 2026/x y'],
    ['arn:aws-cn:s3:::media/x', 'media | x'],
    [accessPoint, `${accessPoint} | `],
    [`${accessPoint}/object/2026/x`, `${accessPoint} | 2026/x`],
    [
      'arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap',
      'arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap | ',
    ],
    [outpost, `${outpost} | `],
    [`${outpost}/object/a/b`, `${outpost} | a/b`],
    ['arn:aws:s3express:us-west-2:123456789012:bucket/b--usw2-az1--x-s3', 'b--usw2-az1--x-s3 | '],
    ['https://s3.fra.example.net/media/2026/x', 'media | 2026/x'],
    ['https://media.s3.fra.example.net/2026/x', 'media | 2026/x'],
    ['http://127.0.0.1:9000/media/a%2Fb', 'media | a/b'],
    ['https://S3.FRA.example.net/media', 'media | '],
    ['https://s3.fra.example.net/media/a/../b', 'media | a/../b'],
    ['https://s3.fra.example.net/media/a+b?X-Amz-Signature=1&versionId=v1', 'media | a+b @ v1'],
    ['https://s3.amazonaws.com/media/x', 'media | x'],
    ['https://s3.eu-central-1.amazonaws.com/media/x', 'media | x'],
    ['https://s3-us-west-2.amazonaws.com/media/x', 'media | x'],
    ['https://media.s3.amazonaws.com/x', 'media | x'],
    ['https://my.dotted.bucket.s3.eu-central-1.amazonaws.com/x', 'my.dotted.bucket | x'],
    ['https://media.s3.dualstack.eu-central-1.amazonaws.com/x', 'media | x'],
    ['https://media.s3-accelerate.amazonaws.com/x', 'media | x'],
    ['https://media.s3.cn-north-1.amazonaws.com.cn/x', 'media | x'],
    ['https://s3.console.aws.amazon.com/s3/buckets/media?region=eu-central-1&prefix=2026/', 'media | 2026/'],
    ['https://eu-central-1.console.aws.amazon.com/s3/object/media?prefix=2026/x%20y', 'media | 2026/x y'],
  ])('reads %j', (text, expected) => expect(read(text)).toBe(expected));

  it.each([
    ['', 'Type a bucket'],
    ['   ', 'Type a bucket'],
    ['/media/x', 'Begin with the name'],
    ['s3://', 'no bucket'],
    ['s3:///x', 'no bucket'],
    ['https://s3.fra.example.net/', 'no bucket'],
    ['https://example.com/media/x', 'example.com is not the endpoint'],
    ['https://evil-s3.fra.example.net/media', 'not the endpoint'],
    ['https://s3.fra.example.net/media/100%', 'percent sign'],
    ['ftp://media/x', 'Only s3://'],
    ['arn:aws:iam::123456789012:role/x', 'not of a bucket'],
  ])('says what is wrong with %j', (text, expected) => expect(read(text)).toContain(expected));

  it.each(nastyKeys.map(({ name, key }) => [name, key] as const))('reads back an s3:// address with %s', (_, key) => {
    // A line end that closes a paste is dropped, so it cannot end a key that is typed.
    expect(parseLocation(toS3Uri('media', key), hosts)).toEqual({
      ok: true,
      location: { bucket: 'media', key: key.replace(/[\r\n]+$/u, ''), versionId: null },
    });
  });

  it.each(nastyKeys.map(({ name, key }) => [name, key] as const))('reads a path-style URL with %s', (_, key) => {
    const path = key.split('/').map(encodeURIComponent).join('/');
    expect(parseLocation(`https://s3.fra.example.net/media/${path}`, hosts)).toEqual({
      ok: true,
      location: { bucket: 'media', key, versionId: null },
    });
  });
});

describe('splitPrefix', () => {
  it('keeps empty parts', () => {
    expect(splitPrefix('/a//b/')).toEqual([
      { name: '', prefix: '/' },
      { name: 'a', prefix: '/a/' },
      { name: '', prefix: '/a//' },
      { name: 'b', prefix: '/a//b/' },
    ]);
  });

  it('makes a step of a part without delimiter, and of everything when flat', () => {
    expect(splitPrefix('a/b')).toEqual([
      { name: 'a', prefix: 'a/' },
      { name: 'b', prefix: 'a/b' },
    ]);
    expect(splitPrefix('a/b', '')).toEqual([{ name: 'a/b', prefix: 'a/b' }]);
    expect(splitPrefix('')).toEqual([]);
  });

  it('ends at the prefix itself, whatever it and the delimiter are', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.constantFrom('/', '-', '::', ''), (prefix, delimiter) => {
        expect(splitPrefix(prefix, delimiter).at(-1)?.prefix).toBe(prefix);
      }),
    );
  });
});

describe('getParentPrefix', () => {
  it.each([
    ['a.txt', ''],
    ['a/b.txt', 'a/'],
    ['a/b/', 'a/'],
    ['a/', ''],
    ['/', ''],
    ['a//', 'a/'],
    ['', ''],
  ])('of %j is %j', (key, parent) => expect(getParentPrefix(key)).toBe(parent));

  it('is empty when flat', () => expect(getParentPrefix('a/b', '')).toBe(''));
});
