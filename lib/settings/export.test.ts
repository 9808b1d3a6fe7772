import { describe, expect, it } from 'vitest';
import { parseExport, toExport } from './export';

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

describe('parseExport', () => {
  it('takes what toExport wrote', () => {
    const written = toExport('media', [
      { id: 'tagging', state: 'absent' },
      { id: 'cors', state: 'configured', summary: '', document: { CORSRules: [] } },
      { id: 'acl', state: 'denied', permission: 's3:GetBucketAcl' },
    ]);
    expect(parseExport(JSON.stringify(written))).toEqual({ ok: true, document: { ...written, missing: {} } });
  });

  it.each([
    ['no JSON', '{', 'not JSON'],
    ['another document', '{"CORSRules":[]}', 'not an export'],
    ['a list', '[]', 'not an export'],
    ['a setting that is a text', '{"bucket":"a","settings":{"cors":"x"}}', '“cors”'],
  ])('refuses %s', (_what, text, words) => {
    const parsed = parseExport(text);
    expect(parsed).toMatchObject({ ok: false });
    expect(parsed.ok || parsed.problem).toContain(words);
  });
});
