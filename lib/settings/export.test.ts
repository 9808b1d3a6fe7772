import { describe, expect, it } from 'vitest';
import { toExport } from './export';

describe('toExport', () => {
  it('tells what is configured, what is not, and what nobody could find out', () => {
    expect(
      toExport('media', [
        { id: 'tagging', state: 'absent' },
        { id: 'cors', state: 'configured', summary: '1 rule', document: { CORSRules: [] } },
        { id: 'acl', state: 'denied', permission: 's3:GetBucketAcl' },
        { id: 'website', state: 'unsupported', reason: 'The server does not have this setting.' },
        { id: 'policy', state: 'failed', error: { code: 'timeout', message: 'No answer in time.' } },
      ]),
    ).toEqual({
      bucket: 'media',
      settings: { cors: { CORSRules: [] }, tagging: null },
      missing: {
        acl: 'These keys lack s3:GetBucketAcl.',
        policy: 'No answer in time.',
        website: 'The server does not have this setting.',
      },
    });
  });
});
