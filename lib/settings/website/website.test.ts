import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectRoundTrip } from '@/lib/testing/setting-round-trip';
import { findIssues } from '../issues';
import type { RoutingRule, Website } from './schema';
import { website } from './setting';

const host = fc.domain();
const protocol = fc.option(fc.constantFrom('http' as const, 'https' as const));
const key = fc.string({ maxLength: 60 });

const conditions = fc
  .record({ keyPrefix: fc.option(key), httpErrorCode: fc.option(fc.integer({ min: 400, max: 599 }).map(String)) })
  .map((one) => (one.keyPrefix === null && one.httpErrorCode === null ? null : one));

const redirects: fc.Arbitrary<RoutingRule['redirect']> = fc
  .record({
    hostName: fc.option(host),
    protocol,
    httpRedirectCode: fc.integer({ min: 301, max: 399 }).map(String),
    replaced: fc.option(fc.record({ whole: fc.boolean(), by: key })),
  })
  .map(({ replaced, ...rest }) => ({
    ...rest,
    replaceKeyPrefixWith: replaced && !replaced.whole ? replaced.by : null,
    replaceKeyWith: replaced?.whole ? replaced.by : null,
  }));

const values: fc.Arbitrary<Website> = fc.oneof(
  fc.record({
    indexSuffix: fc.string({ minLength: 1, maxLength: 30 }).map((name) => name.replaceAll('/', '_')),
    errorKey: fc.option(fc.string({ minLength: 1 })),
    redirectAllTo: fc.constant(null),
    routingRules: fc.array(fc.record({ condition: conditions, redirect: redirects }), { maxLength: 4 }),
  }),
  fc.record({
    indexSuffix: fc.constant(null),
    errorKey: fc.constant(null),
    redirectAllTo: fc.record({ hostName: host, protocol }),
    routingRules: fc.constant<RoutingRule[]>([]),
  }),
);

const plain: Website = { indexSuffix: 'index.html', errorKey: null, redirectAllTo: null, routingRules: [] };
const nowhere: RoutingRule['redirect'] = {
  hostName: null,
  protocol: null,
  httpRedirectCode: null,
  replaceKeyPrefixWith: null,
  replaceKeyWith: null,
};
const toHost = { ...nowhere, hostName: 'a.example' };

describe('static website', () => {
  it('comes back from the wire as it was', () => expectRoundTrip(website, values));

  it.each<[string, Partial<Website>, (string | number)[]]>([
    ['no index', { indexSuffix: null }, ['indexSuffix']],
    ['an index in a folder', { indexSuffix: 'a/index.html' }, ['indexSuffix']],
    ['an empty error document', { errorKey: '' }, ['errorKey']],
    [
      'documents beside the redirection of everything',
      { redirectAllTo: { hostName: 'a', protocol: null } },
      ['redirectAllTo'],
    ],
    [
      'a host with its scheme',
      { indexSuffix: null, redirectAllTo: { hostName: 'https://a', protocol: null } },
      ['redirectAllTo', 'hostName'],
    ],
    [
      'a condition of nothing',
      { routingRules: [{ condition: { keyPrefix: null, httpErrorCode: null }, redirect: toHost }] },
      ['routingRules', 0, 'condition', 'keyPrefix'],
    ],
    [
      'the success code of a condition',
      { routingRules: [{ condition: { keyPrefix: null, httpErrorCode: '200' }, redirect: toHost }] },
      ['routingRules', 0, 'condition', 'httpErrorCode'],
    ],
    [
      'a redirect to nowhere',
      { routingRules: [{ condition: null, redirect: nowhere }] },
      ['routingRules', 0, 'redirect', 'hostName'],
    ],
    [
      'code 300',
      { routingRules: [{ condition: null, redirect: { ...nowhere, httpRedirectCode: '300' } }] },
      ['routingRules', 0, 'redirect', 'httpRedirectCode'],
    ],
    [
      'a key and a prefix at once',
      { routingRules: [{ condition: null, redirect: { ...nowhere, replaceKeyWith: 'a', replaceKeyPrefixWith: 'b' } }] },
      ['routingRules', 0, 'redirect', 'replaceKeyWith'],
    ],
  ])('refuses %s, at the field', (_, change, path) => {
    expect(findIssues(website, { ...plain, ...change }).at(...path)).toBeTruthy();
  });

  it('refuses more routing rules than S3 takes', () => {
    const routingRules = Array.from({ length: 51 }, () => ({ condition: null, redirect: toHost }));
    expect(findIssues(website, { ...plain, routingRules }).at('routingRules')).toContain('50');
  });
});
