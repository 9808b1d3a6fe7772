import { describe, expect, it } from 'vitest';
import type { ObjectDetails } from '@/lib/objects/types';
import { compareDetails, differs, hasSameContent } from './compare-fields';

const details = (change: Partial<ObjectDetails>): ObjectDetails => ({
  key: 'k',
  sizeBytes: 1,
  modified: 0,
  etag: 'e',
  versionId: 'v',
  storageClass: null,
  systemMetadata: [],
  userMetadata: [],
  missingMetadata: 0,
  checksums: [],
  checksumType: null,
  encryption: null,
  lock: null,
  restore: null,
  archiveStatus: null,
  replicationStatus: null,
  partsCount: null,
  tagCount: null,
  expiration: null,
  ...change,
});

describe('two versions', () => {
  it('differ in what either of them has', () => {
    const before = details({
      versionId: '1',
      modified: 1,
      systemMetadata: [{ name: 'Content-Type', value: 'text/css' }],
      userMetadata: [{ name: 'owner', value: 'ann' }],
    });
    const after = details({
      versionId: '2',
      modified: 2,
      systemMetadata: [{ name: 'Content-Type', value: 'text/plain' }],
      checksums: [{ algorithm: 'CRC32', value: 'x' }],
    });
    expect(compareDetails(before, after).filter(differs)).toEqual([
      { group: 'Headers', name: 'Content-Type', before: 'text/css', after: 'text/plain' },
      { group: 'User metadata', name: 'owner', before: 'ann', after: null },
      { group: 'Checksums', name: 'CRC32', before: null, after: 'x' },
    ]);
  });

  it('differ in sizes that are written alike', () => {
    const [size] = compareDetails(details({ sizeBytes: 1_048_576 }), details({ sizeBytes: 1_048_577 })).filter(differs);
    expect(size).toMatchObject({ name: 'Size', before: '1,048,576 bytes', after: '1,048,577 bytes' });
  });

  it('hold the same bytes only where the server says so', () => {
    expect(hasSameContent(details({}), details({ modified: 5 }))).toBe(true);
    expect(hasSameContent(details({}), details({ sizeBytes: 2 }))).toBe(false);
    expect(hasSameContent(details({ etag: null }), details({ etag: null }))).toBe(false);
  });
});
