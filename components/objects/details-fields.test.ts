import { describe, expect, it } from 'vitest';
import { bareDetails as bare } from '@/lib/testing/object-details';
import { toDetailGroups } from './details-fields';

describe('details of an object', () => {
  it('leave out what the server did not tell', () => {
    expect(toDetailGroups(bare)).toEqual([
      { title: 'Object', fields: [{ name: 'Size', value: '0 B', title: '0 bytes' }] },
    ]);
  });

  it('show every part of what it told', () => {
    const groups = toDetailGroups({
      ...bare,
      modified: Date.UTC(2026, 10, 18, 21, 4, 10),
      etag: '9b2c-772',
      versionId: 'tIy8zT',
      storageClass: 'GLACIER',
      systemMetadata: [{ name: 'Content-Type', value: 'video/quicktime' }],
      userMetadata: [{ name: 'owner', value: 'ann' }],
      missingMetadata: 2,
      checksums: [{ algorithm: 'CRC64NVME', value: 'AAAA' }],
      checksumType: 'COMPOSITE',
      encryption: { algorithm: 'aws:kms', keyId: 'arn:key', bucketKey: true },
      lock: { mode: 'GOVERNANCE', retainUntil: Date.UTC(2027, 0, 1), legalHold: true },
      restore: 'ongoing-request="false"',
      archiveStatus: 'ARCHIVE_ACCESS',
      replicationStatus: 'COMPLETED',
      partsCount: 772,
      tagCount: 2,
      expiration: 'expiry-date="…"',
    });
    expect(groups.map(({ title }) => title)).toEqual(['Object', 'Protection', 'Checksums', 'Headers', 'User metadata']);
    const values = Object.fromEntries(groups.flatMap(({ fields }) => fields.map(({ name, value }) => [name, value])));
    expect(values).toMatchObject({
      ETag: '9b2c-772',
      Version: 'tIy8zT',
      Class: 'GLACIER',
      Archive: 'ARCHIVE_ACCESS',
      Restore: 'ongoing-request="false"',
      Expires: 'expiry-date="…"',
      Parts: '772',
      Tags: '2',
      Replication: 'COMPLETED',
      Encryption: 'aws:kms, with a bucket key',
      'Key id': 'arn:key',
      'Legal hold': 'on',
      'CRC64NVME of its parts': 'AAAA',
      'Content-Type': 'video/quicktime',
      owner: 'ann',
      'not shown': '2 headers the server could not send',
    });
    expect(values['Retention']).toContain('governance until');
  });
});
