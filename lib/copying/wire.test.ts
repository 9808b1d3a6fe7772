import { describe, expect, it } from 'vitest';
import { nastyKeys } from '@/lib/testing/nasty-keys';
import { toCopySource, toGrantsToKeep, toKept, toMetadata, toPartRanges, toTagging } from './wire';

const head = { $metadata: {} };

describe('what a copy names as its source', () => {
  it.each(nastyKeys.map(({ name, key }) => [name, key] as const))('decodes to the key again: %s', (_, key) => {
    const source = toCopySource('b', key, undefined);
    expect(source).toMatch(/^[\x21-\x7e]+$/u);
    expect(decodeURIComponent(source)).toBe(`b/${key}`);
    expect(source).not.toContain('?');
  });

  it('may be a version, or behind an access point', () => {
    expect(toCopySource('b', 'a?b', 'v+1')).toBe('b/a%3Fb?versionId=v%2B1');
    const arn = 'arn:aws:s3:us-west-2:123456789012:accesspoint/my-ap';
    expect(decodeURIComponent(toCopySource(arn, 'a/b', undefined))).toBe(`${arn}/object/a/b`);
  });
});

describe('what a copy keeps', () => {
  const until = new Date(2000);
  const locked = {
    ...head,
    ObjectLockMode: 'GOVERNANCE',
    ObjectLockRetainUntilDate: until,
    ObjectLockLegalHoldStatus: 'ON',
  } as const;

  it('is class and encryption anywhere, and lock in its bucket while it lasts', () => {
    const source = {
      ...locked,
      StorageClass: 'GLACIER',
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'k',
      BucketKeyEnabled: true,
    } as const;
    expect(toKept(source, undefined, false, 1000)).toEqual({
      StorageClass: 'GLACIER',
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'k',
      BucketKeyEnabled: true,
    });
    expect(toKept(locked, 'STANDARD_IA', true, 1000)).toEqual({
      StorageClass: 'STANDARD_IA',
      ObjectLockMode: 'GOVERNANCE',
      ObjectLockRetainUntilDate: until,
      ObjectLockLegalHoldStatus: 'ON',
    });
    expect(toKept(locked, undefined, true, 3000)).toEqual({ ObjectLockLegalHoldStatus: 'ON' });
  });

  it('is all metadata, unless other is asked for', () => {
    const source = {
      ...head,
      ContentType: 'text/plain',
      CacheControl: 'no-store',
      ExpiresString: 'Thu, 01 Jan 2032 00:00:00 GMT',
      Metadata: { owner: 'ann' },
    };
    expect(toMetadata(source, undefined)).toEqual({
      ContentType: 'text/plain',
      CacheControl: 'no-store',
      Expires: new Date(Date.UTC(2032, 0, 1)),
      Metadata: { owner: 'ann' },
    });
    const system = {
      contentType: 'text/csv',
      cacheControl: '',
      contentDisposition: '',
      contentEncoding: '',
      contentLanguage: 'en',
      expires: '',
      websiteRedirect: '/x',
    };
    expect(toMetadata(source, { system, user: [{ name: 'Team', value: 'blue' }] })).toEqual({
      ContentType: 'text/csv',
      ContentLanguage: 'en',
      WebsiteRedirectLocation: '/x',
      Metadata: { team: 'blue' },
    });
  });

  it('is an access list that is more than the owner’s own', () => {
    const Owner = { ID: 'me' };
    const own = { Grantee: { ID: 'me', Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' } as const;
    const open = {
      Grantee: { URI: 'http://acs.amazonaws.com/groups/global/AllUsers', Type: 'Group' },
      Permission: 'READ',
    } as const;
    expect(toGrantsToKeep({ ...head, Owner, Grants: [own] })).toBeNull();
    expect(toGrantsToKeep({ ...head, Owner, Grants: [own, open] })).toEqual({ Owner, Grants: [own, open] });
  });

  it('writes tags as a query', () => {
    expect(
      toTagging([
        { Key: 'a b', Value: 'c&d' },
        { Key: 'e', Value: '' },
      ]),
    ).toBe('a%20b=c%26d&e=');
  });
});

describe('a copy in parts', () => {
  it('covers every byte once', () => {
    expect(toPartRanges(10, 4)).toEqual([
      { partNumber: 1, range: 'bytes=0-3', bytes: 4 },
      { partNumber: 2, range: 'bytes=4-7', bytes: 4 },
      { partNumber: 3, range: 'bytes=8-9', bytes: 2 },
    ]);
    expect(toPartRanges(8, 4).at(-1)?.range).toBe('bytes=4-7');
  });

  it('is cut as its original was, as far as S3 lets it', () => {
    const mebi = 1024 ** 2;
    const count = (size: number, ofOriginal: number | null) => toPartRanges(size, 5 * 1024 * mebi, ofOriginal).length;
    expect(count(1024 * mebi, 8 * mebi)).toBe(128);
    expect(count(1024 * mebi, null)).toBe(16);
    expect(count(1024 * mebi, 4 * mebi)).toBe(16);
    expect(count(1024 ** 2 * mebi, 8 * mebi)).toBeLessThanOrEqual(10_000);
  });

  it.each([5 * 1024 ** 3 + 1, 5 * 1024 ** 4, 48.8 * 1024 ** 4])('stays within S3’s limits for %d bytes', (size) => {
    const ranges = toPartRanges(Math.floor(size), 5 * 1024 ** 3);
    expect(ranges.length).toBeLessThanOrEqual(10_000);
    const [start, end] = (ranges[0]?.range.slice(6).split('-') ?? []).map(Number);
    expect((end ?? 0) - (start ?? 0) + 1).toBeLessThanOrEqual(5 * 1024 ** 3);
  });
});
