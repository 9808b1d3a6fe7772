import { describe, expect, it } from 'vitest';
import { toListingPage, toObjectDetails, toV1Cursor } from './wire';

const modified = new Date('2026-11-20T12:00:00Z');

describe('toListingPage', () => {
  const page = toListingPage(
    {
      Contents: [
        { Key: 'photos/', Size: 0 },
        { Key: 'photos/a%2Bb.jpg', Size: 5, LastModified: modified, ETag: '"e1"', StorageClass: 'STANDARD' },
        {
          Key: 'photos/c+d.jpg',
          Size: 7e12,
          ETag: '"e22"',
          StorageClass: 'GLACIER',
          ChecksumAlgorithm: ['CRC64NVME'],
          Owner: { ID: 'id-1', DisplayName: 'Ada' },
          RestoreStatus: { IsRestoreInProgress: false, RestoreExpiryDate: modified },
        },
        { Key: 'photos/e', RestoreStatus: { IsRestoreInProgress: true }, Owner: { ID: 'id-2' } },
      ],
      CommonPrefixes: [{ Prefix: 'photos/2026%2F' }],
    },
    'photos/',
    { token: 't', startAfter: null },
    12,
  );

  it('drops the prefix, its own marker, and the encoding', () => {
    expect(page.names).toBe('a+b.jpgc d.jpge');
    expect([...page.nameLengths]).toEqual([7, 7, 1]);
    expect(page.prefixes).toEqual(['2026/']);
  });

  it('keeps a marker that has content', () => {
    expect(toListingPage({ Contents: [{ Key: 'p/', Size: 3 }] }, 'p/', null, 1).nameLengths.length).toBe(1);
  });

  it('keeps numbers whole and says when there is none', () => {
    expect([...page.sizes]).toEqual([5, 7e12, 0]);
    expect([...page.modified]).toEqual([modified.getTime(), Number.NaN, Number.NaN]);
    expect(page.etags).toBe('e1e22');
    expect([...page.etagLengths]).toEqual([2, 3, 0]);
  });

  it('writes repeated values once', () => {
    expect(page.storageClass).toEqual({ values: ['', 'STANDARD', 'GLACIER'], indexes: new Uint16Array([1, 2, 0]) });
    expect(page.owner).toEqual({ values: ['', 'Ada', 'id-2'], indexes: new Uint16Array([0, 1, 2]) });
    expect(page.restore.values).toEqual(['', '2026-11-20T12:00:00.000Z', 'in progress']);
    expect(page.checksum.values).toEqual(['', 'CRC64NVME']);
  });
});

describe('toV1Cursor', () => {
  it('goes on after the last key or prefix, in byte order, decoded', () => {
    expect(toV1Cursor({ $metadata: {}, IsTruncated: false, Contents: [{ Key: 'a' }] })).toBeNull();
    const both = { Contents: [{ Key: 'a' }, { Key: 'm%7C1' }], CommonPrefixes: [{ Prefix: 'm%2F' }] };
    expect(toV1Cursor({ $metadata: {}, IsTruncated: true, NextMarker: 'm%7C1', ...both })).toBe('m|1');
    expect(toV1Cursor({ $metadata: {}, IsTruncated: true, ...both, CommonPrefixes: [{ Prefix: 'z%2F' }] })).toBe('z/');
    expect(toV1Cursor({ $metadata: {}, IsTruncated: true, Contents: [{ Key: 'a%20b' }] })).toBe('a b');
    expect(toV1Cursor({ $metadata: {}, IsTruncated: true })).toBeNull();
  });
});

describe('toObjectDetails', () => {
  it('shows what the server sent and nothing it did not', () => {
    const details = toObjectDetails('k', {
      $metadata: {},
      ContentLength: 3,
      ETag: '"abc"',
      ContentType: 'text/plain',
      Metadata: { camera: 'x' },
      ChecksumCRC64NVME: 'AAA=',
      ObjectLockLegalHoldStatus: 'ON',
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'arn:key',
    });
    expect(details).toMatchObject({
      sizeBytes: 3,
      etag: 'abc',
      modified: null,
      systemMetadata: [{ name: 'Content-Type', value: 'text/plain' }],
      userMetadata: [{ name: 'camera', value: 'x' }],
      checksums: [{ algorithm: 'CRC64NVME', value: 'AAA=' }],
      lock: { mode: null, retainUntil: null, legalHold: true },
      encryption: { algorithm: 'aws:kms', keyId: 'arn:key', bucketKey: false },
    });
    expect(toObjectDetails('k', { $metadata: {} })).toMatchObject({ lock: null, encryption: null, checksums: [] });
  });
});
