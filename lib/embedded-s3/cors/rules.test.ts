import { describe, expect, it } from 'vitest';
import { corsDocument, parseCors } from './document';
import { corsHeaders, findRule, matchesPattern, type CorsRule } from './rules';

const rule = (changes: Partial<CorsRule> = {}): CorsRule => ({
  id: null,
  allowedOrigins: ['https://console.example'],
  allowedMethods: ['GET', 'PUT'],
  allowedHeaders: [],
  exposeHeaders: [],
  maxAgeSeconds: null,
  ...changes,
});
const ask = (origin: string, method = 'GET', headers: string[] = []) => ({ origin, method, headers });

describe('patterns', () => {
  it.each([
    ['*', 'anything', true],
    ['*', '', true],
    ['https://*.example', 'https://a.example', true],
    ['https://*.example', 'https://a.b.example', true],
    ['https://*.example', 'https://example', false],
    ['https://*.example', 'http://a.example', false],
    ['ab*bc', 'abc', false],
    ['ab*bc', 'abbc', true],
    ['exact', 'exact', true],
    ['exact', 'Exact', false],
    ['a.c', 'abc', false],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });
});

describe('the rule for a request', () => {
  it('must allow origin, method and every header', () => {
    const rules = [rule({ allowedHeaders: ['Content-*', 'x-amz-date'] })];
    expect(findRule(rules, ask('https://console.example', 'PUT', ['content-md5', 'x-amz-date']))).toBe(rules[0]);
    expect(findRule(rules, ask('https://console.example', 'PUT', ['content-md5', 'x-other']))).toBeUndefined();
    expect(findRule(rules, ask('https://console.example', 'DELETE'))).toBeUndefined();
    expect(findRule(rules, ask('https://other.example'))).toBeUndefined();
  });

  it('is the first that fits', () => {
    const rules = [rule({ allowedMethods: ['GET'] }), rule({ allowedOrigins: ['*'] })];
    expect(findRule(rules, ask('https://console.example'))).toBe(rules[0]);
    expect(findRule(rules, ask('https://console.example', 'PUT'))).toBe(rules[1]);
  });
});

describe('answer headers', () => {
  const question = ask('https://console.example', 'PUT', ['content-md5']);

  it('name the origin, or everybody without credentials', () => {
    expect(corsHeaders(rule(), question, false)).toMatchObject({
      'Access-Control-Allow-Origin': 'https://console.example',
      'Access-Control-Allow-Credentials': 'true',
    });
    const open = corsHeaders(rule({ allowedOrigins: ['*'] }), question, false);
    expect(open).toMatchObject({ 'Access-Control-Allow-Origin': '*' });
    expect(open).not.toHaveProperty('Access-Control-Allow-Credentials');
  });

  it('expose what the rule exposes and nothing else', () => {
    expect(corsHeaders(rule({ exposeHeaders: ['ETag', 'x-amz-version-id'] }), question, false)).toMatchObject({
      'Access-Control-Expose-Headers': 'ETag, x-amz-version-id',
    });
    expect(corsHeaders(rule(), question, false)).not.toHaveProperty('Access-Control-Expose-Headers');
  });

  it('tell a preflight which headers it may send and how long to remember', () => {
    expect(corsHeaders(rule({ maxAgeSeconds: 60 }), question, true)).toMatchObject({
      'Access-Control-Allow-Headers': 'content-md5',
      'Access-Control-Max-Age': '60',
    });
  });
});

describe('the document', () => {
  it('comes back as it was put', () => {
    const rules = [rule({ id: 'one', exposeHeaders: ['ETag'], maxAgeSeconds: 0 }), rule({ allowedHeaders: ['*'] })];
    expect(parseCors(corsDocument(rules))).toEqual(rules);
  });

  const written = (inner: string) => `<CORSConfiguration><CORSRule>${inner}</CORSRule></CORSConfiguration>`;
  it.each([
    [written('<AllowedOrigin>*</AllowedOrigin>'), 'MalformedXML'],
    [written('<AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod>'), 'InvalidRequest'],
    [written('<AllowedOrigin>*.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>'), 'InvalidRequest'],
    ['<CORSConfiguration/>', 'MalformedXML'],
  ])('is refused: %s', (source, code) => {
    expect(() => parseCors(source)).toThrow(expect.objectContaining({ code }));
  });
});
