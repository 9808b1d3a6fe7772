import { describe, expect, it } from 'vitest';
import type { RoutingRule, Website } from '@/lib/settings/website/schema';
import { toWebsiteHost } from './host';
import { judgeCheck, type Judged } from './judge';
import { findRoutingRule, planChecks } from './plan';
import type { PlannedCheck } from './types';

const nowhere = {
  hostName: null,
  protocol: null,
  httpRedirectCode: null,
  replaceKeyPrefixWith: null,
  replaceKeyWith: null,
};
const rule = (
  keyPrefix: string | null,
  httpErrorCode: string | null,
  redirect: Partial<RoutingRule['redirect']>,
): RoutingRule => ({
  condition: keyPrefix === null && httpErrorCode === null ? null : { keyPrefix, httpErrorCode },
  redirect: { ...nowhere, ...redirect },
});
const site = (...routingRules: RoutingRule[]): Website => ({
  indexSuffix: 'index.html',
  errorKey: '404.html',
  redirectAllTo: null,
  routingRules,
});

describe('toWebsiteHost', () => {
  const place = { websiteDomain: 'web.example.net:8080', provider: 'ceph', region: 'eu-west-1' };

  it('goes by what the operator named, then by what the provider is known for', () => {
    expect(toWebsiteHost(place, 'photos')).toBe('photos.web.example.net:8080');
    expect(toWebsiteHost({ ...place, websiteDomain: null }, 'photos')).toBeNull();
    expect(toWebsiteHost({ ...place, websiteDomain: null, provider: 'aws' }, 'photos')).toBe(
      'photos.s3-website-eu-west-1.amazonaws.com',
    );
  });

  it.each([
    'evil.example/',
    'evil.example#',
    'user@evil',
    'a:80',
    'a?b',
    '',
    '.',
    'a b',
    'arn:aws:s3:::x',
    '127.0.0.1/x',
  ])('makes no host of %j, which would lead elsewhere', (bucket) => expect(toWebsiteHost(place, bucket)).toBeNull());
});

describe('planChecks', () => {
  it('asks for the index, for what is missing, and for what each rule waits for', () => {
    const website = site(
      rule('docs/', null, { replaceKeyPrefixWith: 'documents/' }),
      rule('old/', '404', {
        hostName: 'archive.example',
        protocol: 'https',
        httpRedirectCode: '302',
        replaceKeyWith: 'x',
      }),
    );
    const statuses = [404, 403];
    expect(planChecks(website, 'none')).toEqual([
      { subject: { kind: 'index' }, key: '', expectation: { kind: 'object', key: 'index.html', statuses: [200] } },
      { subject: { kind: 'error' }, key: 'none', expectation: { kind: 'object', key: '404.html', statuses } },
      {
        subject: { kind: 'rule', index: 0 },
        key: 'docs/none',
        expectation: { kind: 'redirect', status: 301, protocol: null, hostName: null, key: 'documents/none' },
      },
      {
        subject: { kind: 'rule', index: 1 },
        key: 'old/none',
        expectation: { kind: 'redirect', status: 302, protocol: 'https', hostName: 'archive.example', key: 'x' },
      },
    ]);
    expect(planChecks({ ...site(), errorKey: null }, 'none')[1]).toMatchObject({ expectation: { kind: 'own-page' } });
  });

  it('says what cannot be asked: rules that another comes before, and errors nobody can bring about', () => {
    const website = site(
      rule('a/', null, { hostName: 'one.example' }),
      rule('a/b/', '404', { hostName: 'two.example' }),
      rule(null, '503', { hostName: 'three.example' }),
      rule(null, '404', { hostName: 'four.example' }),
      rule('c/', '404', { hostName: 'five.example' }),
    );
    const reasons = planChecks(website, 'none').map((planned) => ('reason' in planned ? planned.reason : null));
    expect(reasons).toEqual([
      null,
      'Routing rule 4 answers first.',
      null,
      'Routing rule 1 answers first.',
      'Nobody can bring about an error 503 by asking.',
      null,
      'Routing rule 4 answers first.',
    ]);
    const all = site(rule(null, null, { hostName: 'elsewhere.example' }));
    expect(planChecks(all, 'none').map((planned) => 'reason' in planned)).toEqual([true, true, false]);
  });

  it('asks a site that sends everything elsewhere one question', () => {
    const redirectAllTo = { hostName: 'www.example.com', protocol: 'https' as const };
    expect(planChecks({ ...site(), indexSuffix: null, errorKey: null, redirectAllTo }, 'none')).toEqual([
      {
        subject: { kind: 'everything' },
        key: 'none',
        expectation: { kind: 'redirect', status: 301, protocol: 'https', hostName: 'www.example.com', key: 'none' },
      },
    ]);
  });

  it('finds the first rule of the right stage', () => {
    const rules = [rule('a', '404', {}), rule('a', null, {}), rule(null, null, {})];
    expect(findRoutingRule(rules, 'abc', null)).toBe(1);
    expect(findRoutingRule(rules, 'abc', 404)).toBe(0);
    expect(findRoutingRule(rules, 'xyz', null)).toBe(2);
    expect(findRoutingRule(rules, 'xyz', 404)).toBeNull();
  });
});

describe('judgeCheck', () => {
  const host = 'photos.web.example.net:8080';
  const index: PlannedCheck = {
    subject: { kind: 'index' },
    key: '',
    expectation: { kind: 'object', key: 'index.html', statuses: [200] },
  };
  const moved: PlannedCheck = {
    subject: { kind: 'rule', index: 0 },
    key: 'a b/none',
    expectation: { kind: 'redirect', status: 301, protocol: null, hostName: null, key: 'c d/none' },
  };
  const judge = (planned: PlannedCheck, changes: Partial<Judged>) =>
    judgeCheck(planned, { host, answer: null, shown: 'unknown', error: null, ...changes });
  const answer = (status: number, location: string | null = null, sizeBytes: number | null = null) => ({
    status,
    location,
    sizeBytes,
  });

  it('holds what came against what is set', () => {
    expect(judge(index, { answer: answer(200, null, 12), shown: { sizeBytes: 12 } })).toEqual({
      subject: { kind: 'index' },
      path: '/',
      verdict: 'as-set',
      expected: '200, “index.html”',
      found: '200, 12 B',
      remark: '',
    });
    expect(judge(index, { answer: answer(200, null, 13), shown: { sizeBytes: 12 } }).verdict).toBe('differs');
    expect(judge(index, { answer: answer(200) }).verdict).toBe('as-set');
    expect(judge(index, {})).toMatchObject({ verdict: 'no-answer', found: 'no answer' });
    expect(judge({ subject: { kind: 'index' }, reason: 'Because.' }, {})).toEqual({
      subject: { kind: 'index' },
      path: null,
      verdict: 'not-asked',
      expected: '',
      found: '',
      remark: 'Because.',
    });
  });

  it('compares redirections as addresses, however they are encoded', () => {
    const right = [`http://${host}/c%20d/none`, `http://${host.toUpperCase()}/c%20d%2Fnone`];
    for (const location of right) {
      expect(judge(moved, { answer: answer(301, location) })).toMatchObject({ path: '/a%20b/none', verdict: 'as-set' });
    }
    const wrong = [
      answer(302, right[0]),
      answer(301, `https://${host}/c%20d/none`),
      answer(301, 'nowhere'),
      answer(301),
    ];
    for (const one of wrong) expect(judge(moved, { answer: one }).verdict).toBe('differs');
  });

  it('tells why, where it can be known', () => {
    expect(judge(index, { answer: answer(404), shown: null }).remark).toBe('The bucket has no object “index.html”.');
    expect(judge(index, { shown: null })).toMatchObject({
      verdict: 'no-answer',
      remark: expect.stringContaining('no object') as string,
    });
    expect(judge(index, { answer: answer(403), shown: { sizeBytes: 1 } }).remark).toContain('The world may not read');
    expect(judge(moved, { answer: answer(403), error: '404' }).remark).toContain('may not list the bucket');
    expect(judge(moved, { answer: answer(404), error: '403' }).remark).toContain('may list the bucket');
    expect(judge(moved, { answer: answer(500) }).remark).toBe('');
  });
});
