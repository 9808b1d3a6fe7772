import { describe, expect, it } from 'vitest';
import type { ConnectionSettings } from '@/lib/config/types';
import { toContentSecurityPolicy, toStorageSources } from './content-security-policy';
import { redact } from './log';

const settings: ConnectionSettings = {
  id: 'one',
  name: 'One',
  endpoint: 'http://rgw.internal:7480',
  publicEndpoint: 'https://s3.example.com',
  websiteDomain: null,
  region: 'us-east-1',
  addressing: 'auto',
  provider: 'auto',
  credentials: { kind: 'user' },
  buckets: [],
  readOnly: false,
  copyInPartsAboveBytes: 5 * 1024 ** 3,
  ca: null,
  checksums: 'when-required',
  jobs: { chunks: 4, requestsPerSecond: null, bytesPerSecond: null },
};

describe('the content security policy', () => {
  it('lets pages reach the public endpoint in both addressing styles, and never the internal one', () => {
    const policy = toContentSecurityPolicy('n0nce', [settings], false);
    expect(policy).toContain("connect-src 'self' https://s3.example.com https://*.s3.example.com;");
    expect(policy).not.toContain('rgw.internal');
  });

  it('runs scripts by nonce only, without eval', () => {
    const script = toContentSecurityPolicy('n0nce', [settings], false)
      .split('; ')
      .find((directive) => directive.startsWith('script-src'));
    expect(script).toBe("script-src 'self' 'nonce-n0nce' 'strict-dynamic' 'wasm-unsafe-eval'");
  });

  it('puts no wildcard before an address', () => {
    expect(toStorageSources({ ...settings, publicEndpoint: 'http://127.0.0.1:9000' })).toEqual([
      'http://127.0.0.1:9000',
    ]);
    expect(toStorageSources({ ...settings, publicEndpoint: 'http://[::1]:9000' })).toEqual(['http://[::1]:9000']);
  });

  it('knows that Amazon’s buckets live in regions', () => {
    const endpoint = 'https://s3.eu-central-1.amazonaws.com';
    expect(toStorageSources({ ...settings, endpoint, publicEndpoint: endpoint })).toContain('https://*.amazonaws.com');
  });
});

describe('redact', () => {
  it.each([
    ['http://h/b/k?X-Amz-Credential=AKIA%2F1&X-Amz-Signature=abc123&x=1', ['AKIA', 'abc123']],
    ['AWS4-HMAC-SHA256 Credential=AKIA/2026, Signature=' + 'a'.repeat(64), ['AKIA', 'aaaa']],
    ['{"secretAccessKey":"planted","sessionToken":"token"}', ['planted', '"token"']],
    ["{ secretAccessKey: 'planted' }", ['planted']],
  ])('cleans %s', (text, leaks) => {
    for (const leak of leaks) expect(redact(text)).not.toContain(leak);
    expect(redact(text)).toContain('[redacted]');
  });

  it('leaves the rest readable', () => {
    expect(redact('GetObject failed: NoSuchKey')).toBe('GetObject failed: NoSuchKey');
  });
});
