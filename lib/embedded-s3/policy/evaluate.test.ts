import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseKey, parsePolicy } from './document';
import { evaluatePolicy } from './evaluate';
import { fitsGlob, matchesGlob, readGlob } from './patterns';
import type { Caller, ServiceCaller } from './principals';

const everybody = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::box/*' };
const alt = { account: 'alt', userName: null };
const logging = { service: 'logging.s3.amazonaws.com' };

interface Asked {
  caller?: Caller | ServiceCaller | null;
  action?: string;
  resource?: string;
  keys?: Record<string, string | string[]>;
}

/** What a policy of these statements says. */
function ask(statements: object[], asked: Asked = {}, version = '2012-10-17'): 'Allow' | 'Deny' | null {
  const policy = parsePolicy(JSON.stringify({ Version: version, Statement: statements }), 'box');
  const keys = new Map(Object.entries(asked.keys ?? {}).map(([key, value]) => [normaliseKey(key), [value].flat()]));
  return evaluatePolicy(policy, {
    caller: asked.caller === undefined ? alt : asked.caller,
    action: asked.action ?? 's3:GetObject',
    resource: asked.resource ?? 'arn:aws:s3:::box/photos/a.png',
    valuesOf: (key) => keys.get(key) ?? null,
  });
}

const underCondition = (condition: object, keys: Record<string, string | string[]> = {}, version?: string) => {
  return ask([{ ...everybody, Condition: condition }], { keys }, version) === 'Allow';
};

describe('a glob', () => {
  it.each([
    ['*', '', true],
    ['a*c', 'abbbc', true],
    ['a*c', 'ac', true],
    ['a*b*c', 'abxbc', true],
    ['a*bc', 'abbcbd', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a.c', 'abc', false],
    ['', 'a', false],
    ['a', 'A', false],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(matchesGlob(pattern, text)).toBe(expected);
  });

  it('matches as a regular expression would', () => {
    const unit = fc.constantFrom('a', 'b', '*', '?');
    fc.assert(
      fc.property(fc.string({ unit }), fc.string({ unit: fc.constantFrom('a', 'b') }), (pattern, text) => {
        const source = pattern.replaceAll('*', '.*').replaceAll('?', '.');
        expect(matchesGlob(pattern, text)).toBe(new RegExp(`^${source}$`).test(text));
      }),
    );
  });

  it('meets what a variable stands for exactly', () => {
    const glob = readGlob('home/${aws:username}/*', () => 'a*');
    expect([glob && fitsGlob(glob, 'home/a*/x'), glob && fitsGlob(glob, 'home/ab/x')]).toEqual([true, false]);
    expect(readGlob('${aws:username}', () => null)).toBeNull();
    expect(readGlob("${aws:username, 'nobody'}", () => null)?.join('')).toBe('nobody');
    expect(readGlob('${*}', () => null)).toEqual(['*']);
  });

  it('of many runs does not take forever', () => {
    expect(matchesGlob('*a'.repeat(200), `${'a'.repeat(2000)}b`)).toBe(false);
  });
});

describe('principals', () => {
  const as = (Principal: unknown, caller: Asked['caller'], name = 'Principal') => {
    const { Principal: _everybody, ...rest } = everybody;
    return ask([{ ...rest, [name]: Principal }], { caller: caller ?? null }) === 'Allow';
  };
  const bob = { account: 'alt', userName: 'bob' };

  it.each([
    ['*', null, true],
    [{ AWS: '*' }, null, true],
    [{ AWS: '*' }, alt, true],
    [{ AWS: 'alt' }, alt, true],
    [{ AWS: 'alt' }, bob, true],
    [{ AWS: 'alt' }, null, false],
    [{ AWS: 'arn:aws:iam::alt:root' }, alt, true],
    [{ AWS: 'arn:aws:iam::alt:root' }, bob, true],
    [{ AWS: 'arn:aws:iam::alt:user/bob' }, bob, true],
    [{ AWS: 'arn:aws:iam::alt:user/bob' }, alt, false],
    [{ AWS: 'arn:aws:iam::alt:user/*' }, bob, false],
    [{ AWS: 'arn:aws:iam:::user/alt' }, alt, true],
    [{ AWS: ['arn:aws:iam::other:root', 'alt'] }, alt, true],
    [{ CanonicalUser: 'alt' }, alt, true],
    [{ CanonicalUser: 'other' }, alt, false],
    [{ Service: 'logging.s3.amazonaws.com' }, alt, false],
    [{ Service: 'logging.s3.amazonaws.com' }, logging, true],
    [{ Service: 'replication.s3.amazonaws.com' }, logging, false],
    [{ AWS: 'alt' }, logging, false],
    ['*', logging, true],
  ])('%j and %j: %s', (principal, caller, expected) => {
    expect(as(principal, caller)).toBe(expected);
  });

  it('may be everybody but some', () => {
    expect(as({ AWS: 'alt' }, alt, 'NotPrincipal')).toBe(false);
    expect(as({ AWS: 'other' }, alt, 'NotPrincipal')).toBe(true);
    expect(as({ AWS: 'other' }, null, 'NotPrincipal')).toBe(true);
  });
});

describe('a statement', () => {
  it('is about the actions it names, whatever their case', () => {
    for (const Action of ['s3:GetObject', 's3:getobject', 's3:Get*', 's3:*', '*', ['s3:PutObject', 's3:Get?bject']]) {
      expect(ask([{ ...everybody, Action }])).toBe('Allow');
    }
    expect(ask([{ ...everybody, Action: 's3:PutObject' }])).toBeNull();
    const { Action: _action, ...rest } = everybody;
    expect(ask([{ ...rest, NotAction: 's3:GetObject' }])).toBeNull();
    expect(ask([{ ...rest, NotAction: 's3:PutObject' }])).toBe('Allow');
  });

  it('is about the resources it names', () => {
    expect(ask([{ ...everybody, Resource: 'arn:aws:s3:::box/photos/?.png' }])).toBe('Allow');
    expect(ask([{ ...everybody, Resource: 'arn:aws:s3:::box/PHOTOS/*' }])).toBeNull();
    const { Resource: _resource, ...rest } = everybody;
    expect(ask([{ ...rest, NotResource: 'arn:aws:s3:::box/photos/*' }])).toBeNull();
    expect(ask([{ ...rest, NotResource: 'arn:aws:s3:::box/other/*' }])).toBe('Allow');
  });

  it('of the newer language may hold variables', () => {
    const statements = [{ ...everybody, Resource: 'arn:aws:s3:::box/home/${aws:username}/*' }];
    const asked = { resource: 'arn:aws:s3:::box/home/bob/x', keys: { 'aws:username': 'bob' } };
    expect(ask(statements, asked)).toBe('Allow');
    expect(ask(statements, { ...asked, keys: {} })).toBeNull();
    expect(ask(statements, asked, '2008-10-17')).toBeNull();
  });

  it('that denies outweighs every one that allows', () => {
    const denial = { ...everybody, Effect: 'Deny', Resource: 'arn:aws:s3:::box/photos/*' };
    expect(ask([everybody, denial])).toBe('Deny');
    expect(ask([denial, everybody])).toBe('Deny');
    expect(ask([everybody, denial], { resource: 'arn:aws:s3:::box/text' })).toBe('Allow');
    expect(ask([denial], { resource: 'arn:aws:s3:::box/text' })).toBeNull();
  });

  it('needs all of its conditions', () => {
    const condition = { Bool: { 'aws:SecureTransport': true }, StringEquals: { 's3:prefix': ['a', 'b'] } };
    expect(underCondition(condition, { 'aws:SecureTransport': 'true', 's3:prefix': 'b' })).toBe(true);
    expect(underCondition(condition, { 'aws:SecureTransport': 'false', 's3:prefix': 'b' })).toBe(false);
    expect(underCondition(condition, { 'aws:SecureTransport': 'true', 's3:prefix': 'c' })).toBe(false);
  });
});

describe('a condition', () => {
  it.each([
    ['StringEquals', 'a*', 'a*', true],
    ['StringEquals', 'a*', 'ab', false],
    ['StringNotEquals', 'a', 'b', true],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringEqualsIgnoreCase', 'AbC', 'aBc', true],
    ['StringNotEqualsIgnoreCase', 'AbC', 'aBc', false],
    ['StringLike', 'a*', 'ab', true],
    ['StringLike', 'a*', 'ba', false],
    ['StringNotLike', 'a*', 'ba', true],
    ['NumericEquals', 10, '10.0', true],
    ['NumericNotEquals', 10, '10', false],
    ['NumericLessThan', '10', '9', true],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', '10', '9', false],
    ['NumericGreaterThanEquals', '10', 'ten', false],
    ['DateLessThan', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z', true],
    ['DateGreaterThan', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z', false],
    ['DateEquals', '1767225600', '2026-01-01T00:00:00Z', true],
    ['DateGreaterThanEquals', '2026-01-01', '2026-01-01T00:00:00Z', true],
    ['Bool', 'true', 'True', true],
    ['Bool', 'false', 'true', false],
    ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', true],
    ['IpAddress', '192.0.2.0/24', '192.0.2.77', true],
    ['IpAddress', '192.0.2.0/24', '::ffff:192.0.2.77', true],
    ['IpAddress', '192.0.2.1', '192.0.2.1', true],
    ['IpAddress', '192.0.2.0/24', '192.0.3.1', false],
    ['IpAddress', '2001:db8::/32', '2001:db8:1::1', true],
    ['IpAddress', '2001:db8::/32', '192.0.2.1', false],
    ['IpAddress', 'nonsense', '192.0.2.1', false],
    ['NotIpAddress', '192.0.2.0/24', '192.0.3.1', true],
    ['NotIpAddress', ['192.0.2.0/24', '192.0.3.0/24'], '192.0.3.1', false],
    ['ArnLike', 'arn:aws:iam::*:user/a*', 'arn:aws:iam::alt:user/ab', true],
    ['ArnLike', 'arn:aws:*:user/ab', 'arn:aws:iam::alt:user/ab', false],
    ['ArnEquals', 'arn:aws:iam::alt:user/*', 'arn:aws:iam::alt:user/ab', true],
    ['ArnNotLike', 'arn:aws:iam::alt:*', 'arn:aws:iam::alt:root', false],
  ])('%s %j of %s: %s', (operator, wanted, actual, expected) => {
    expect(underCondition({ [operator]: { 'test:key': wanted } }, { 'test:key': actual })).toBe(expected);
  });

  it('about a key the request has not fails, unless it is negated or says otherwise', () => {
    const of = (operator: string, wanted = 'a') => underCondition({ [operator]: { 'test:key': wanted } });
    expect(of('StringEquals')).toBe(false);
    expect(of('StringEqualsIfExists')).toBe(true);
    expect(of('StringNotEquals')).toBe(true);
    expect(of('NotIpAddress', '192.0.2.0/24')).toBe(true);
    expect(of('ForAnyValue:StringEquals')).toBe(false);
    expect(of('ForAnyValue:StringNotEquals')).toBe(false);
    expect(of('ForAllValues:StringEquals')).toBe(true);
    expect(of('Null', 'true')).toBe(true);
    expect(of('Null', 'false')).toBe(false);
    expect(underCondition({ Null: { 'test:key': 'false' } }, { 'test:key': '' })).toBe(true);
  });

  it('about a key of several values says of how many', () => {
    const of = (operator: string, actual: string[]) => {
      return underCondition({ [operator]: { 'test:key': ['a', 'b'] } }, { 'test:key': actual });
    };
    expect(of('ForAllValues:StringEquals', ['a', 'b'])).toBe(true);
    expect(of('ForAllValues:StringEquals', ['a', 'c'])).toBe(false);
    expect(of('ForAnyValue:StringEquals', ['a', 'c'])).toBe(true);
    expect(of('ForAnyValue:StringEquals', ['c', 'd'])).toBe(false);
    expect(of('ForAnyValue:StringNotEquals', ['a', 'c'])).toBe(true);
    expect(of('ForAllValues:StringNotEquals', ['a', 'c'])).toBe(false);
  });

  it('knows no case in names of keys, but in names of tags', () => {
    const condition = { StringEquals: { 'S3:existingObjectTag/Team': 'red' } };
    expect(underCondition(condition, { 's3:ExistingObjectTag/Team': 'red' })).toBe(true);
    expect(underCondition(condition, { 's3:ExistingObjectTag/team': 'red' })).toBe(false);
  });

  it('may hold variables', () => {
    const equals = { StringEquals: { 's3:prefix': 'home/${aws:username}' } };
    const keys = { 's3:prefix': 'home/b*', 'aws:username': 'b*' };
    expect(underCondition(equals, keys)).toBe(true);
    expect(underCondition(equals, { 's3:prefix': 'home/b*' })).toBe(false);
    expect(underCondition({ StringLike: { 's3:prefix': '${aws:username}*' } }, { ...keys, 's3:prefix': 'b*c' })).toBe(
      true,
    );
    expect(
      underCondition(
        { ArnLike: { 'test:arn': 'arn:aws:iam::${aws:username}:root' } },
        {
          'aws:username': 'x',
          'test:arn': 'arn:aws:iam::x:root',
        },
      ),
    ).toBe(true);
  });
});
